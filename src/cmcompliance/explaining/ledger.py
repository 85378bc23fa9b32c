"""All facts of a draft."""

from __future__ import annotations

from collections.abc import Mapping

from cmcompliance.explaining.model import KnownFact
from cmcompliance.facts import Fact
from cmcompliance.report.reasons import spans_of
from cmcompliance.rulebook import RuleBook
from cmcompliance.rulebook.wording import meaning_of


def known_facts(facts: Mapping[str, Fact], book: RuleBook, language: str) -> tuple[KnownFact, ...]:
    """Return every fact of the book and the draft: what holds, then what is unknown, then what is not so.

    `facts`: those of the draft; one of the book that is not there is false.
    """
    everything = {name: Fact(name, False, "text") for name in book.found}
    everything |= {name: Fact(name, False, "metadata") for name in book.media}
    known = [_known(fact, book, language) for fact in {**everything, **facts}.values()]
    return tuple(sorted(known, key=lambda fact: (_rank(fact), fact.name)))


def _rank(fact: KnownFact) -> int:
    return 1 if fact.value is None else 2 if fact.value is False else 0


def _known(fact: Fact, book: RuleBook, language: str) -> KnownFact:
    meaning = meaning_of(book, fact.name, language) or None
    return KnownFact(fact.name, fact.value, meaning, fact.origin, tuple(spans_of(fact.evidence)))
