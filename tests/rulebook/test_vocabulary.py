from __future__ import annotations

from typing import get_args

import pytest

from cmcompliance.draft.model import EntryAction, Kind, Role
from cmcompliance.facts.licence import LicenceState
from cmcompliance.rulebook import phrase, vocabulary
from cmcompliance.rulebook.vocabulary import DRAFT_FACTS, draft_fact, field_choices, question_type


def test_choices_are_those_of_the_draft() -> None:
    assert DRAFT_FACTS["kind"].choices == get_args(Kind)
    assert DRAFT_FACTS["author.role"].choices == get_args(Role)
    assert DRAFT_FACTS["author.account_type"].choices == ("personal", "creator", "business")
    assert {name for name in DRAFT_FACTS if name.startswith("contest.entry_actions.")} == {
        f"contest.entry_actions.{action}" for action in get_args(EntryAction)
    }


def test_every_fact_is_filled_in_by_a_field_of_the_draft() -> None:
    assert {fact.field for fact in DRAFT_FACTS.values()} <= vocabulary.DRAFT_FIELDS
    assert {item.field for item in vocabulary.MEDIA_ATTRIBUTES.values()} <= vocabulary.DRAFT_FIELDS


def test_licences_are_those_that_facts_tell_apart() -> None:
    assert set(vocabulary.MEDIA_ATTRIBUTES["licence"].values) - {"absent"} == set(get_args(LicenceState))


def test_a_draft_may_name_a_sector_of_its_own() -> None:
    assert draft_fact("sectors.weapons") is not None
    assert draft_fact("sectors.weapons.knives") is None
    assert draft_fact("author.country") is None


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("author.role", "choice"),
        ("author.followers", "number"),
        ("relationship.written_contract", "bool"),
        ("contest.rules_url", "text"),
        ("contest.closes_at", "date"),
        ("contest.entry_actions", "list"),
        ("media.licence", "text"),
        ("media.people.consent", "bool"),
        ("media.music.licence", "choice"),
        ("kind", None),
        ("published_at", None),
        ("author.country", None),
    ],
)
def test_a_question_has_the_type_of_its_field(field: str, expected: str | None) -> None:
    assert question_type(field) == expected


def test_a_question_offers_the_choices_of_its_field() -> None:
    assert field_choices("contest.mechanism") == ("chance", "skill", "first_come", "vote")
    assert "platform_personal" in field_choices("media.music.licence")
    assert field_choices("contest.rules_url") == ()


def test_phrases_and_facts_know_the_same_entities() -> None:
    """But for the brand and placeholders, which come from the draft and the rule book, not from the text."""
    assert set(vocabulary.ENTITIES) >= phrase.ENTITY_KINDS
    assert set(vocabulary.ENTITIES) - phrase.ENTITY_KINDS <= {"brand", "placeholder", "affiliate_url"}
