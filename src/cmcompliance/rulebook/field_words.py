"""The fields of a draft in the reader's words: how each is called, what it holds, what a test asks of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cmcompliance.rulebook.book import RuleBook, Words
from cmcompliance.rulebook.condition import Constant, Test
from cmcompliance.rulebook.labels import fact_of
from cmcompliance.rulebook.vocabulary import MECHANICS, question_type

Value = bool | int | float | str | None
_LISTS = ("contest.entry_actions.", "sectors.")
_DAY = "published_at"
_WORDS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "yes": "oui",
        "no": "non",
        "none": "aucun",
        "given": "indiqué",
        "not_given": "non indiqué",
        "known": "connu",
        "unknown": "inconnu",
        "on": "{} sur {}",
        "quoted": "« {} »",
        "or": "{} ou {}",
        "and": "{} et {}",
        "all_but": "tout sauf {}",
        ">=": "{} ou plus",
        "<=": "{} au plus",
        ">": "plus de {}",
        "<": "moins de {}",
        "thousands": "\u202f",
        "point": ",",
    },
    "en": {
        "yes": "yes",
        "no": "no",
        "none": "none",
        "given": "given",
        "not_given": "not given",
        "known": "known",
        "unknown": "unknown",
        "on": "{} on {}",
        "quoted": "“{}”",
        "or": "{} or {}",
        "and": "{} and {}",
        "all_but": "anything but {}",
        ">=": "{} or more",
        "<=": "{} at most",
        ">": "more than {}",
        "<": "less than {}",
        "thousands": ",",
        "point": ".",
    },
}
_OPPOSITES = {">=": "<", "<": ">=", ">": "<=", "<=": ">"}


def field_name(book: RuleBook, fact: str, language: str) -> str | None:
    """Return what people call the fact of a draft's field, None where the book has no name for it."""
    if fact.startswith(MECHANICS):
        mechanic = book.mechanics.get(fact.removeprefix(MECHANICS))
        return _say(mechanic.meaning, language) if mechanic else None
    field, member = _parts(fact)
    name = _say(_name(book, field), language)
    if name is None or member is None:
        return name
    return f"{name} ({_label(book, field, member, language)})"


def value_words(book: RuleBook, fact: str, value: Value, language: str, platform: Value = None) -> str | None:
    """Return what the fact of a draft's field holds, in words; None while it is unknown.

    `platform`: that of the draft, whose terms a fact about an entry action tells.
    """
    words = _WORDS[language]
    if value is None:
        return None
    if isinstance(value, bool):
        return _truth(fact, value, words)
    if isinstance(value, int | float):
        return _number(fact, value, words)
    label = _label(book, MECHANICS[:-1] if fact.startswith(MECHANICS) else fact, value, language)
    known = book.platforms.get(platform) if isinstance(platform, str) else None
    return words["on"].format(label, known.name) if known and fact.startswith(MECHANICS) else label


def wanted_words(book: RuleBook, test: Test, language: str) -> str:
    """Return what a test asks of the fact of a draft's field: `« cadeau » ou « voyage »`, `18 ou plus`."""
    words = _WORDS[language]
    if test.operator == "unknown":
        return words["known" if test.negated else "unknown"]
    if test.operator != "in":
        order = _OPPOSITES[test.operator] if test.negated else test.operator
        return words[order].format(_constant(book, test.fact, test.values[0], language))
    if test.values in {(True,), (False,)}:
        holds = (test.values == (True,)) != test.negated
        if _is_given(test.fact):
            return words["given" if holds else "not_given"]
        return words["yes" if holds else "no"]
    values = [words["quoted"].format(_constant(book, test.fact, value, language)) for value in test.values]
    listed = values[-1]
    if len(values) > 1:
        listed = words["and" if test.negated else "or"].format(", ".join(values[:-1]), listed)
    return words["all_but"].format(listed) if test.negated else listed


def said_test(book: RuleBook, test: Test, language: str) -> str | None:
    """Return a test of a draft's field in words, None where the book has no name for the field."""
    name = field_name(book, test.fact, language)
    colon = " :" if language == "fr" else ":"
    return None if name is None else f"{name}{colon} {wanted_words(book, test, language)}"


def is_field(book: RuleBook, fact: str) -> bool:
    """Return whether a fact is that of a draft's field, and not one that rules define."""
    return fact_of(fact, book.questions) is not None


def _parts(fact: str) -> tuple[str, str | None]:
    for prefix in _LISTS:
        if fact.startswith(prefix):
            return prefix[:-1], fact.removeprefix(prefix)
    return fact, None


def _name(book: RuleBook, field: str) -> Words:
    question, named = book.questions.get(field), book.fields.get(field)
    return question.name if question else named.name if named else {}


def _label(book: RuleBook, field: str, value: str, language: str) -> str:
    question, named = book.questions.get(field), book.fields.get(field)
    labels = question.labels if question else named.labels if named else {}
    return _say(labels.get(value, {}), language) or value


def _say(words: Words, language: str) -> str | None:
    return words.get(language) or next(iter(words.values()), None)


def _constant(book: RuleBook, fact: str, value: Constant, language: str) -> str:
    return value_words(book, fact, value, language) or ""


def _is_given(fact: str) -> bool:
    """Whether all that rules see of a field is that something stands in it."""
    return question_type(fact) in {"text", "date", "list"}


def _truth(fact: str, value: bool, words: Mapping[str, str]) -> str:
    if question_type(fact) == "list":
        return words["yes" if value else "none"]
    return words["given" if value and _is_given(fact) else "yes" if value else "no"]


def _number(fact: str, value: float, words: Mapping[str, str]) -> str:
    if fact == _DAY:
        return date(int(value) // 10000, int(value) // 100 % 100, int(value) % 100).isoformat()
    return f"{value:,}".translate({ord(","): words["thousands"], ord("."): words["point"]})
