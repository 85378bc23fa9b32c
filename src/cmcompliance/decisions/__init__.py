"""The decision log: what was decided about which draft, for whom and by which rules, to be shown later."""

from cmcompliance.decisions.making import record_of
from cmcompliance.decisions.record import Entry, Record, entry_of

__all__ = ["Entry", "Record", "entry_of", "record_of"]
