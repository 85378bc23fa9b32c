"""The decision log: what was decided about which draft, for whom and by which rules, to be shown later."""

from cmcompliance.decisions.errors import LogUnavailable
from cmcompliance.decisions.log import DecisionLog, open_log
from cmcompliance.decisions.making import record_of
from cmcompliance.decisions.record import Entry, Record, entry_of

__all__ = ["DecisionLog", "Entry", "LogUnavailable", "Record", "entry_of", "open_log", "record_of"]
