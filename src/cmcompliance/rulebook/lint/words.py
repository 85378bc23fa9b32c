"""Texts and phrases: what lacks a language, and what is said twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from cmcompliance.rulebook.book import Concept, FieldText, Place, QuestionText, RuleBook, Words
from cmcompliance.rulebook.compile_statements import PREFIX as STATEMENT
from cmcompliance.rulebook.errors import Problem, problem_at
from cmcompliance.rulebook.phrase import parse_phrase
from cmcompliance.rulebook.vocabulary import MECHANIC_STATES, MECHANICS, field_choices

LANGUAGES = {"fr": "French", "en": "English"}


def word_problems(book: RuleBook) -> Iterator[Problem]:
    """Yield texts and concepts that lack French or English, and phrases that a concept lists twice."""
    for concept in book.concepts.values():
        yield from _missing(concept.meaning, f"meaning of the concept `{concept.name}`", concept.place)
        if not concept.name.startswith(STATEMENT):
            yield from _languages(concept)
        yield from _twice(concept)
    for facts in (book.found, book.media, book.derived):
        for fact in facts.values():
            yield from _missing(fact.meaning, f"meaning of the fact `{fact.name}`", fact.place)
    for rule in book.rules.values():
        texts = {"title": rule.title, "message": rule.message, "hint": rule.hint}
        if rule.edit and rule.edit.text:
            texts["edit"] = rule.edit.text
        for key, words in texts.items():
            yield from _missing(words, f"{key} of `{rule.name}`", rule.place)
    for question in book.questions.values():
        yield from _missing(question.name, f"name of the field `{question.field}`", question.place)
        if question.type in {"choice", "list"}:
            yield from _choices(question, field_choices(question.field) or question.labels)
    for named in book.fields.values():
        yield from _missing(named.name, f"name of the field `{named.field}`", named.place)
        states = MECHANIC_STATES if named.field == MECHANICS.removesuffix(".") else ()
        yield from _choices(named, states or field_choices(named.field))


def _choices(text: QuestionText | FieldText, choices: Iterable[str]) -> Iterator[Problem]:
    for name in choices:
        what = f"label for the choice `{name}` of `{text.field}`"
        yield from _missing(text.labels.get(name, {}), what, text.place)


def _missing(words: Words, what: str, place: Place) -> Iterator[Problem]:
    for code, language in LANGUAGES.items():
        if code not in words:
            yield problem_at(place, f"no {language} {what}")


def _languages(concept: Concept) -> Iterator[Problem]:
    written = set(concept.phrases) - {"any"}
    for code, language in LANGUAGES.items():
        if written and code not in written:
            message = (
                f"no {language} phrase in the concept `{concept.name}`; what holds in all languages is `any`"
            )
            yield problem_at(concept.place, message)


def _twice(concept: Concept) -> Iterator[Problem]:
    """A word that is both French and English may stand under both."""
    for_all = concept.phrases.get("any", ())
    for code in ("fr", "en"):
        yield from _repeated(concept, (*for_all, *concept.phrases.get(code, ())))


def _repeated(concept: Concept, phrases: tuple[str, ...]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for phrase in phrases:
        texts = {_folded(text) for text in parse_phrase(phrase).expand() or (phrase,)}
        covering = {first[text] for text in texts if text in first}
        if covering and all(text in first for text in texts):
            message = f"the phrase {phrase!r} of `{concept.name}` is already said by {min(covering)!r}"
            yield problem_at(concept.place, message)
        for text in texts:
            first.setdefault(text, phrase)


def _folded(text: str) -> str:
    """Case, accents, apostrophes and hyphens do not tell phrases apart."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.sub(r"[’'\-]", " ", plain).split())
