"""The rules that refuse a text as long as a placeholder is left in it."""

from __future__ import annotations

from cmcompliance.rulebook.book import RuleBook
from cmcompliance.rulebook.condition import facts_of

_ENTITY = "placeholder"


def rules_on_placeholders(book: RuleBook) -> frozenset[str]:
    """Return the names of the rules that hang on nothing but placeholders left in the text."""
    seen = {
        name
        for name, fact in book.found.items()
        if all(sighting.entities == (_ENTITY,) for sighting in fact.sightings)
    }
    return frozenset(
        name for name, rule in book.rules.items() if (facts := facts_of(rule.condition)) and facts <= seen
    )
