"""All that was ever published, checked by worker processes into Parquet, so that no place is ever lost."""

from cmcompliance.scan.errors import ScanRefused, ScanStopped
from cmcompliance.scan.request import Cut, Input, Period, ScanRequest
from cmcompliance.scan.scanning import Ended, run_scan
from cmcompliance.scan.tally import Tally
from cmcompliance.scan.where import Condition, ConditionError, read_condition

__all__ = [
    "Condition",
    "ConditionError",
    "Cut",
    "Ended",
    "Input",
    "Period",
    "ScanRefused",
    "ScanRequest",
    "ScanStopped",
    "Tally",
    "read_condition",
    "run_scan",
]
