from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from cmcompliance.draft import Draft, DraftError, parse_draft
from cmcompliance.draft.field_types import LONGEST_TEXT
from cmcompliance.draft.validation import path_text


def problem_of(data: Any) -> str:
    with pytest.raises(DraftError) as caught:
        parse_draft(data)
    assert len(caught.value.problems) == 1, caught.value.problems
    return caught.value.problems[0]


def test_only_the_text_is_required() -> None:
    draft = parse_draft({"text": "Bonjour"})
    assert draft == Draft(text="Bonjour")
    assert draft.platform is None
    assert draft.author.role is None


@pytest.mark.parametrize(
    ("data", "unknown", "meant"),
    [
        ({"plateforme": "x"}, "plateforme", "platform"),
        ({"author": {"rôle": "brand"}}, "author.rôle", "author.role"),
        ({"role": "brand"}, "role", "author.role"),
        ({"rules_url": "x"}, "rules_url", "contest.rules_url"),
        ({"date": "2026-11-22"}, "date", "published_at"),
        ({"caption": "x"}, "caption", "text"),
        (
            {"media": [{"people": [{"minors": True}]}]},
            "media[0].people[0].minors",
            "media[0].people[0].minor",
        ),
        ({"contest": {"close_at": "x"}}, "contest.close_at", "contest.closes_at"),
    ],
)
def test_an_unknown_field_comes_with_the_nearest_valid_one(
    data: dict[str, Any], unknown: str, meant: str
) -> None:
    assert problem_of({"text": "a", **data}) == f"unknown field `{unknown}`; did you mean `{meant}`?"


def test_an_unknown_field_like_no_other_comes_with_all_valid_ones() -> None:
    assert problem_of({"text": "a", "zzzzzz": 1}).startswith(
        "unknown field `zzzzzz`; valid fields are id, text,"
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            {"platform": "Instagram"},
            "`platform`: 'Instagram' is not a valid value; did you mean 'instagram'?",
        ),
        ({"platform": "twitter"}, "`platform`: 'twitter' is not a valid value; did you mean 'x'?"),
        (
            {"media": [{"kind": "imgae"}]},
            "`media[0].kind`: 'imgae' is not a valid value; did you mean 'image'?",
        ),
        ({"relationship": {"kind": "sponsored"}}, "`relationship.kind`: 'sponsored' is not a valid value"),
    ],
)
def test_a_wrong_choice_names_the_nearest_and_the_valid_ones(data: dict[str, Any], expected: str) -> None:
    problem = problem_of({"text": "a", **data})
    assert problem.startswith(expected)
    assert "(expected '" in problem


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            {"author": {"followers": "beaucoup"}},
            "`author.followers`: expected a whole number, got 'beaucoup'",
        ),
        ({"author": {"followers": True}}, "`author.followers`: expected a number, got True"),
        ({"author": {"followers": 1.5}}, "`author.followers`: expected a whole number, got 1.5"),
        ({"author": "moi"}, "`author`: expected fields with their values, got 'moi'"),
        (
            {"relationship": {"platform_label": "oui"}},
            "`relationship.platform_label`: expected true or false",
        ),
        ({"relationship": {"value": "79 €"}}, "`relationship.value`: expected a number, got '79 €'"),
        ({"relationship": {"currency": "€"}}, "`relationship.currency`: '€' is not written as it must be"),
        ({"jurisdictions": "FR"}, "`jurisdictions`: expected a list, such as [FR]"),
        ({"jurisdictions": ["UK"]}, "`jurisdictions[0]`: 'UK' is no ISO 3166 code; did you mean 'GB'?"),
        ({"jurisdictions": ["fr"]}, "`jurisdictions[0]`: 'fr' is no ISO 3166 code; did you mean 'FR'?"),
        ({"text": ["a"]}, "`text`: input should be a valid string, got several values"),
        ({"text": None}, "missing field `text`"),
        ({"text": "\ud83c"}, "`text`: holds half a character"),
        ({"text": "x" * (LONGEST_TEXT + 1)}, "`text`: 200,001 characters; at most 200,000 are accepted"),
        (
            {"contest": {"min_age": 200}},
            "`contest.min_age`: input should be less than or equal to 150, got 200",
        ),
    ],
)
def test_a_wrong_value_says_what_is_expected(data: dict[str, Any], expected: str) -> None:
    assert problem_of({"text": "a", **data}).startswith(expected)


@pytest.mark.parametrize("value", [20261122, "20261122", "22/11/2026", "demain", "2026-02-30", 1.5, True])
def test_what_is_no_iso_date_is_refused_rather_than_guessed(value: object) -> None:
    assert problem_of({"text": "a", "published_at": value}).startswith(
        "`published_at`: expected a date such as 2026-11-22"
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-11-22", date(2026, 11, 22)),
        ("2026-11-22T18:30", datetime(2026, 11, 22, 18, 30)),
        (date(2026, 11, 22), date(2026, 11, 22)),
    ],
)
def test_a_day_stays_a_day_and_a_moment_a_moment(value: object, expected: date) -> None:
    published = parse_draft({"text": "a", "published_at": value}).published_at
    assert published == expected
    assert type(published) is type(expected)


def test_null_is_absent_at_every_depth() -> None:
    data = {"text": "a", "media": None, "author": None, "contest": {"min_age": None}}
    draft = parse_draft(data)
    assert draft.media == []
    assert draft.author.name is None
    assert draft.contest is not None
    assert draft.contest.min_age is None


def test_an_empty_list_of_jurisdictions_is_unknown_not_lawless() -> None:
    assert parse_draft({"text": "a", "jurisdictions": []}).jurisdictions is None


def test_an_empty_list_of_sectors_says_that_there_are_none() -> None:
    assert parse_draft({"text": "a", "sectors": []}).sectors == []


def test_a_number_may_be_an_id() -> None:
    assert parse_draft({"text": "a", "id": 12}).id == "12"


def test_all_problems_are_told_at_once_with_their_paths() -> None:
    with pytest.raises(DraftError) as caught:
        parse_draft({"platfrom": "x", "author": {"age": -1}})
    assert caught.value.paths == [("text",), ("author", "age"), ("platfrom",)]
    assert str(caught.value).count("\n") == 2


@pytest.mark.parametrize("data", [None, [], "text", 3])
def test_what_is_no_object_is_no_draft(data: object) -> None:
    assert problem_of(data).startswith("the draft: expected fields with their values")


def test_a_name_that_is_no_text_is_unknown() -> None:
    assert problem_of({"text": "a", 1: 2}) == "unknown field `1`: a field's name is a text"


def test_a_huge_wrong_value_is_told_in_few_words() -> None:
    assert len(problem_of({"text": "a", "platform": "x" * 100_000})) < 600


def test_paths_are_written_as_in_reports() -> None:
    assert path_text(("media", 0, "people", 1, "name")) == "media[0].people[1].name"


@pytest.mark.parametrize(
    ("waiver", "problem"),
    [
        ({"rule": "contest", "by": "Léa"}, "missing field `waivers[0].reason`"),
        ({"rule": "contest", "reason": "r"}, "missing field `waivers[0].by`"),
        ({"rule": "c", "by": "L", "reason": "  "}, "`waivers[0].reason`: expected some words, got '  '"),
        (
            {"rule": "c", "by": "L", "reason": "r", "until": "2027-02-30"},
            "`waivers[0].until`: expected a day such as 2026-11-22, got '2027-02-30'",
        ),
        (
            {"rule": "c", "by": "L", "reason": "r", "until": "2027-02-03T10:00"},
            "`waivers[0].until`: expected a day such as 2026-11-22, got '2027-02-03T10:00'",
        ),
        (
            {"rule": "c", "by": "L", "reason": "r", "untill": "2027-02-03"},
            "unknown field `waivers[0].untill`; did you mean `waivers[0].until`?",
        ),
    ],
)
def test_a_waiver_says_which_rule_why_and_who(waiver: dict[str, str], problem: str) -> None:
    assert problem_of({"text": "a", "waivers": [waiver]}) == problem


def test_a_waiver_may_name_one_passage_or_several() -> None:
    waiver = {"rule": "c", "by": "L", "reason": "r", "until": "2027-02-03"}
    draft = parse_draft(
        {"text": "a", "waivers": [{**waiver, "words": "un"}, {**waiver, "words": ["un", "deux"]}]}
    )
    assert [one.words for one in draft.waivers] == [["un"], ["un", "deux"]]


def test_a_country_given_under_the_singular_is_not_taken_for_a_waivers() -> None:
    assert problem_of({"text": "a", "jurisdiction": "FR"}) == (
        "unknown field `jurisdiction`; did you mean `jurisdictions`?"
    )


def test_no_more_problems_are_told_than_wanted() -> None:
    with pytest.raises(DraftError) as caught:
        parse_draft({"text": "x", **{f"platform{number}": 1 for number in range(9)}}, most_problems=2)
    assert len(caught.value.problems) == len(caught.value.paths) == 2
    assert caught.value.more == 7
