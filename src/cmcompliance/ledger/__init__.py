"""The ledger of rights beside the media: which licence and whose consent covers what, where, how long."""

from cmcompliance.ledger.entry import Entry, Ledger
from cmcompliance.ledger.errors import LedgerError
from cmcompliance.ledger.finding import find_ledger
from cmcompliance.ledger.reading import read_ledger

__all__ = ["Entry", "Ledger", "LedgerError", "find_ledger", "read_ledger"]
