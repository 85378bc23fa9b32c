"""All that was ever published, checked by worker processes into Parquet, so that no place is ever lost."""

from cmcompliance.scan.errors import ScanRefused, ScanStopped
from cmcompliance.scan.request import Cut, Input, Period, ScanRequest
from cmcompliance.scan.scanning import Ended, run_scan
from cmcompliance.scan.tally import Tally

__all__ = [
    "Cut",
    "Ended",
    "Input",
    "Period",
    "ScanRefused",
    "ScanRequest",
    "ScanStopped",
    "Tally",
    "run_scan",
]
