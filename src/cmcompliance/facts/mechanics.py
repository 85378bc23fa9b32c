"""Facts about entry actions: what the terms of the draft's platform make of them."""

from __future__ import annotations

from datetime import date

from cmcompliance.draft import Draft
from cmcompliance.facts.fact import Fact
from cmcompliance.rulebook.book import RuleBook
from cmcompliance.rulebook.vocabulary import MECHANICS


def mechanics_facts(draft: Draft, book: RuleBook, as_of: date) -> dict[str, Fact]:
    """Return a fact `mechanics.<action>` for each action of the book's table.

    Its value is what the terms in force on the day make of the action: `allowed`, `discouraged`, `forbidden`,
    or `silent`. Without a platform it is unknown, and the platform is what to ask for.
    """
    platform = draft.platform
    return {
        name: Fact(
            name,
            book.mechanic_state(action, platform, as_of) if platform else None,
            "metadata",
            asks=() if platform else ("platform",),
        )
        for action, name in ((action, MECHANICS + action) for action in book.mechanics)
    }
