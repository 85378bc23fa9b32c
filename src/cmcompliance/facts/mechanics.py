"""Facts about entry actions: what the terms of the draft's platform make of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from cmcompliance.draft import Draft
from cmcompliance.facts.fact import Fact
from cmcompliance.rulebook.book import RuleBook
from cmcompliance.rulebook.vocabulary import MECHANICS

_KEPT = 256


class MechanicsFacts:
    """Reads the book's table of entry actions, once for all drafts of one platform and one time."""

    def __init__(self, book: RuleBook) -> None:
        """`book`: the one whose table it is."""
        self._book = book
        self._changes = _changes_of_terms(book)
        self._of_terms = lru_cache(maxsize=_KEPT)(self._facts)

    def find(self, draft: Draft, as_of: date) -> Mapping[str, Fact]:
        """Return a fact `mechanics.<action>` for each action of the table.

        Its value is what the terms in force on the day make of the action: `allowed`, `discouraged`,
        `forbidden`, or `silent`. Without a platform it is unknown, and the platform is what to ask for.
        """
        era = bisect_right(self._changes, as_of)
        return self._of_terms(draft.platform, self._changes[era - 1] if era else date.min)

    def _facts(self, platform: str | None, day: date) -> Mapping[str, Fact]:
        return {
            MECHANICS + action: Fact(
                MECHANICS + action,
                self._book.mechanic_state(action, platform, day) if platform else None,
                "metadata",
                asks=() if platform else ("platform",),
            )
            for action in self._book.mechanics
        }


def _changes_of_terms(book: RuleBook) -> tuple[date, ...]:
    """Return the days, in order, from which some of the terms behind the table run or no longer do."""
    keys = {cell.source for mechanic in book.mechanics.values() for cell in mechanic.cells.values()}
    sources = [book.sources[key] for key in keys & book.sources.keys()]
    starts = {source.start for source in sources if source.start}
    ends = {source.end for source in sources if source.end and source.end < date.max}
    return tuple(sorted(starts | {end + timedelta(days=1) for end in ends}))
