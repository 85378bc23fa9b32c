from __future__ import annotations

from typing import get_args

import pytest

from cmcompliance.desk.desk import Desk
from cmcompliance.draft.model import Kind, Platform, RelationshipKind, Role
from cmcompliance.settings import Preparation


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(Preparation(search=False))


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(
    ("field", "choices"),
    [
        ("platform", Platform),
        ("kind", Kind),
        ("author.role", Role),
        ("relationship.kind", RelationshipKind),
    ],
)
def test_every_choice_of_a_field_has_its_words(desk: Desk, lang: str, field: str, choices: object) -> None:
    words = desk.vocabulary(lang).fields[field]  # type: ignore[arg-type]
    assert {choice.value for choice in words.choices} == set(get_args(choices))
    assert all(choice.words for choice in words.choices)
    assert words.name


def test_words_are_in_the_language_asked_for(desk: Desk) -> None:
    french, english = (desk.vocabulary(lang).fields["relationship.kind"] for lang in ("fr", "en"))
    assert (french.name, english.name) == ("lien avec la marque", "link to the brand")
    assert french.question != english.question


def test_places_are_told_by_name_where_law_may_hold(desk: Desk) -> None:
    fields = desk.vocabulary("fr").fields
    places = {choice.value: choice.words for choice in fields["jurisdictions"].choices}
    assert (places["FR"], places["BE"]) == ("France", "Belgique")
    assert fields["contest.territories"].choices == fields["jurisdictions"].choices
    assert fields["contest.territories"].question


def test_length_that_a_platform_accepts_is_told_as_it_counts(desk: Desk) -> None:
    limits = desk.vocabulary("fr").limits
    assert (limits["x"].limit, limits["x"].basic, limits["x"].counted, limits["x"].link) == (
        25_000,
        280,
        "weighted",
        23,
    )
    assert "blog" not in limits
