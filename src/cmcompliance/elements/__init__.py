"""The elements that go out with a draft: what their files and a ledger tell of them, put into the draft."""

from cmcompliance.elements.completing import completed
from cmcompliance.elements.gathering import Gatherer
from cmcompliance.elements.ledgers import Ledgers

__all__ = ["Gatherer", "Ledgers", "completed"]
