from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.answering import MisreadError, Money, Reader, changed, changes_for, places_of, read_reply
from cmcompliance.answering.reply import expected
from cmcompliance.draft import DraftError, parse_draft
from cmcompliance.report import Question
from cmcompliance.report.questions import ask
from cmcompliance.rulebook import load_book

BOOK = load_book()
FIELDS = sorted(BOOK.questions)
DRAFT = parse_draft({"text": "x", "media": [{"music": {}}]})


def question(field: str, language: str = "fr") -> Question:
    from dataclasses import replace

    from cmcompliance.report.questions import OpenRule

    rule = next(iter(BOOK.rules.values()))
    (asked,) = ask([OpenRule(replace(rule, ask=(field,)), (field,), "error")], BOOK, language)
    return asked


def reader(language: str = "fr") -> Reader:
    return Reader(language, date(2026, 11, 29), BOOK.territories)


REPLIES = {
    "bool": ["oui", "non"],
    "choice": ["1", "2"],
    "number": ["18"],
    "text": ["Maison Rive"],
    "date": ["12/03/2027", "2027-03-12 18:30"],
    "list": ["aucun"],
}
OF_FIELDS = {
    "contest.filings": ["dépôt chez Me Martin, Lyon ; enregistrement IE/123"],
    "contest.prizes": ["2 places (80 €) ; un sac"],
    "contest.territories": ["France, BE"],
    "contest.entry_actions": ["1, 3", "commenter et partager"],
    "sectors": ["alcool"],
    "relationship.value": ["1 500 €"],
}


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_that_can_be_asked_for_takes_its_replies(field: str) -> None:
    asked = question(field)
    for text in REPLIES[asked.type] + OF_FIELDS.get(field, []):
        value = read_reply(asked, text, reader())
        after = changed(DRAFT, changes_for(places_of(DRAFT, field), value))
        assert after != DRAFT, text


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("field", FIELDS)
def test_every_choice_can_be_given_by_its_number_its_name_and_its_words(field: str, language: str) -> None:
    asked = question(field, language)
    for number, choice in enumerate(asked.choices, 1):
        for text in (str(number), choice, asked.labels[choice], asked.labels[choice].upper()):
            value = read_reply(asked, text, reader(language))
            assert value == ([choice] if asked.type == "list" else choice) or (value, choice) == ([], "none")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("field", FIELDS)
def test_every_question_says_what_a_reply_looks_like(field: str, language: str) -> None:
    assert expected(question(field), language)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("audience.targets_minors", "O", True),
        ("audience.targets_minors", "Nope!", False),
        ("media.people.consent", "personne", []),
        ("media.people.consent", "nobody", []),
        ("media.licence", "aucune", "aucune"),
        ("relationship.value", "1 500", Money(1500, "EUR")),
        ("relationship.value", "$900", Money(900, "USD")),
        ("author.followers", "48k", 48_000),
        ("contest.filings", "Me Martin, Lyon ; IE/123", ["Me Martin, Lyon", "IE/123"]),
        ("contest.entry_actions", "non", []),
    ],
)
def test_replies_are_read_leniently(field: str, text: str, value: Any) -> None:
    assert read_reply(question(field), text, reader()) == value


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("audience.targets_minors", "peut-être"),
        ("audience.targets_minors", "personne"),
        ("relationship.brand", "aucune"),
        ("contest.organiser", "oui"),
        ("author.age", "majeur"),
    ],
)
def test_what_answers_another_question_is_none(field: str, text: str) -> None:
    with pytest.raises(MisreadError):
        read_reply(question(field), text, reader())


@given(st.sampled_from(FIELDS), st.text(min_size=1).filter(str.strip), st.sampled_from(["fr", "en"]))
def test_any_text_is_an_answer_or_is_told_why_it_is_none(field: str, text: str, language: str) -> None:
    asked = question(field, language)
    told = ["read"]
    try:
        value = read_reply(asked, text, reader(language))
        changed(DRAFT, changes_for(places_of(DRAFT, field), value))
    except MisreadError as error:
        told = [str(error)]
    except DraftError as error:
        told = error.problems
    assert all(line.strip() for line in told)
