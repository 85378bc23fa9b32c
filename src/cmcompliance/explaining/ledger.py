"""All facts of a draft."""

from __future__ import annotations

from collections.abc import Mapping

from cmcompliance.explaining.model import KnownFact
from cmcompliance.facts import Fact
from cmcompliance.report.model import FactValue
from cmcompliance.report.reasons import spans_of
from cmcompliance.rulebook import RuleBook
from cmcompliance.rulebook.field_words import field_name, value_words
from cmcompliance.rulebook.wording import meaning_of


def known_facts(facts: Mapping[str, Fact], book: RuleBook, language: str) -> tuple[KnownFact, ...]:
    """Return every fact of the book and the draft: what holds, then what is unknown, then what is not so.

    `facts`: those of the draft; one of the book that is not there is false.
    """
    everything = {name: Fact(name, False, "text") for name in book.found}
    everything |= {name: Fact(name, False, "metadata") for name in book.media}
    platform = facts["platform"].value if "platform" in facts else None
    known = [_known(fact, book, language, platform) for fact in {**everything, **facts}.values()]
    return tuple(sorted(known, key=lambda fact: (_rank(fact), fact.name)))


def _rank(fact: KnownFact) -> int:
    return 1 if fact.value is None else 2 if fact.value is False else 0


def _known(fact: Fact, book: RuleBook, language: str, platform: FactValue) -> KnownFact:
    meaning, held = meaning_of(book, fact.name, language) or None, None
    if meaning is None:
        meaning = field_name(book, fact.name, language)
        held = value_words(book, fact.name, fact.value, language, platform) if meaning else None
    return KnownFact(fact.name, fact.value, meaning, fact.origin, tuple(spans_of(fact.evidence)), held)
