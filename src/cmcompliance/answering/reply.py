"""What a person's reply to a question says, as the value of the draft's field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cmcompliance.answering.change import Money
from cmcompliance.answering.choices import read_choice, read_choices
from cmcompliance.answering.days import read_moment
from cmcompliance.answering.folding import bare
from cmcompliance.answering.misread import MisreadError
from cmcompliance.answering.numbers import plain_number, read_amount
from cmcompliance.answering.prizes import read_prizes
from cmcompliance.answering.territories import read_territories
from cmcompliance.answering.words import NO, NOBODY, NONE, YES, words_of
from cmcompliance.report import Question
from cmcompliance.rulebook.book import Territory

_MONEY = "relationship.value"
_LICENCE = "media.licence"
OF_PEOPLE = "media.people."


@dataclass(frozen=True, slots=True)
class Reader:
    """Who replies, and what replies are read against.

    `today`: the day that "12 mars" is counted from; `currency`: that of amounts which name none.
    """

    language: str
    today: date
    territories: Mapping[str, Territory]
    currency: str = "EUR"


def read_reply(question: Question, text: str, reader: Reader) -> Any:
    """Return the value that a reply gives to the question's field: plain data, or `Money`.

    Raises MisreadError, whose message says what is expected.
    """
    return _READERS[question.type](question, text.strip(), reader)


def expected(question: Question, language: str) -> str:
    """Return what a reply looks like, in a few words."""
    words, field = words_of(language), question.field
    if question.type == "list" and not question.choices:
        return words[field.removeprefix("contest.")]
    if field == _MONEY:
        return words["money"]
    return words["bool_people" if field.startswith(OF_PEOPLE) else question.type]


def _bool(question: Question, text: str, reader: Reader) -> bool | list[Any]:
    word = bare(text)
    if word in NOBODY and question.field.startswith(OF_PEOPLE):
        return []
    if word not in YES | NO:
        raise MisreadError(words_of(reader.language)["not_bool"])
    return word in YES


def _choice(question: Question, text: str, reader: Reader) -> str:
    return read_choice(text, question.choices, question.labels, reader.language)


def _number(question: Question, text: str, reader: Reader) -> Money | int | float:
    amount = read_amount(text)
    if amount is None:
        raise MisreadError(words_of(reader.language)["not_number"].format(text))
    value, currency = plain_number(amount[0]), amount[1]
    return Money(value, currency or reader.currency) if question.field == _MONEY else value


def _date(question: Question, text: str, reader: Reader) -> date:
    return read_moment(text, reader.language, reader.today)


def _text(question: Question, text: str, reader: Reader) -> str:
    if question.field != _LICENCE and bare(text) in YES | NO | NONE:
        raise MisreadError(words_of(reader.language)["not_text"])
    return text


def _list(question: Question, text: str, reader: Reader) -> list[Any]:
    if bare(text) in NONE:
        return []
    if question.choices:
        return read_choices(text, question.choices, question.labels, reader.language)
    match question.field:
        case "contest.prizes":
            return read_prizes(text)
        case "contest.territories":
            return read_territories(text, reader.territories, reader.language)
    return [part.strip() for part in text.split(";") if part.strip()]


_READERS: Mapping[str, Callable[[Question, str, Reader], Any]] = {
    "bool": _bool,
    "choice": _choice,
    "number": _number,
    "date": _date,
    "text": _text,
    "list": _list,
}
