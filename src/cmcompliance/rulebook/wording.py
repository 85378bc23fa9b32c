"""Conditions written out again as people write them."""

from __future__ import annotations

from cmcompliance.rulebook.book import RuleBook
from cmcompliance.rulebook.condition import Test
from cmcompliance.rulebook.field_words import said_test
from cmcompliance.rulebook.vocabulary import draft_fact


def line_of(test: Test) -> str:
    """Return the line that a test is read from: `possibly author.role is not consumer`."""
    if test.operator == "unknown":
        return f"{'known' if test.negated else 'unknown'} {test.fact}"
    modality = "" if test.modality == "plain" else f"{test.modality} "
    if test.operator != "in":
        return f"{modality}{'not ' if test.negated else ''}{test.fact} {test.operator} {test.values[0]}"
    if test.values == (True,):
        return f"{modality}{'not ' if test.negated else ''}{test.fact}"
    values = ", ".join(str(value).lower() for value in test.values)
    if len(test.values) == 1:
        return f"{modality}{test.fact} {'is not' if test.negated else 'is'} {values}"
    return f"{modality}{test.fact} {'not in' if test.negated else 'in'} {values}"


def meaning_of(book: RuleBook, fact: str, language: str) -> str:
    """Return what a fact means, in that language or the other; empty for a field of the draft."""
    definition = book.found.get(fact) or book.media.get(fact) or book.derived.get(fact)
    if definition is None or draft_fact(fact):
        return ""
    return definition.meaning.get(language) or next(iter(definition.meaning.values()), "")


def words_of_test(book: RuleBook, test: Test, language: str) -> str:
    """Return what a test's fact means, or what it asks of a field of the draft; empty if that has no name."""
    return meaning_of(book, test.fact, language) or said_test(book, test, language) or ""
