from datetime import date
from typing import Any

import pytest

from cmcompliance.draft import parse_draft
from cmcompliance.facts.fact import Fact
from cmcompliance.facts.metadata import MetadataFacts

METADATA = MetadataFacts(["alcohol", "gambling"])


def facts(**fields: Any) -> dict[str, Fact]:
    return METADATA.find(parse_draft({"text": "x", **fields}), date(2026, 11, 22))


def values(**fields: Any) -> dict[str, object]:
    return {name: fact.value for name, fact in facts(**fields).items()}


def test_every_draft_has_the_same_facts() -> None:
    contest = {"entry_actions": ["like"], "prizes": [{"value": 10}]}
    assert facts().keys() == facts(contest=contest, sectors=["alcohol"], title="t").keys()


def test_what_is_not_given_is_unknown() -> None:
    bare = values()
    known = {name: value for name, value in bare.items() if value is not None}
    assert known == {
        "kind": "post",
        "links": False,
        "media": False,
        "contest": False,
        "published_at": 20261122,
    }


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ({"author": {"country": "FR"}}, "author.country", "fr"),
        ({"author": {"followers": 0}}, "author.followers", 0),
        ({"relationship": {"kind": "unknown"}}, "relationship.kind", None),
        ({"relationship": {"brand": "Lumidaube"}}, "relationship.brand", True),
        ({"relationship": {"value": 90, "currency": "EUR"}}, "relationship.value", 90),
        ({"relationship": {"value": 90, "currency": "GBP"}}, "relationship.value", None),
        ({"relationship": {"platform_label": False}}, "relationship.platform_label", False),
        ({"contest": {}}, "contest", True),
        ({"contest": {}}, "contest.prizes", None),
        ({"contest": {"prizes": []}}, "contest.prizes", False),
        ({"contest": {"closes_at": "2026-12-01"}}, "contest.closes_at", True),
        ({"contest": {"entry_actions": ["like"]}}, "contest.entry_actions.like", True),
        ({"contest": {"entry_actions": ["like"]}}, "contest.entry_actions.share", False),
        ({"sectors": ["alcohol"]}, "sectors.alcohol", True),
        ({"sectors": ["alcohol"]}, "sectors.gambling", False),
        ({"sectors": []}, "sectors.alcohol", False),
    ],
)
def test_a_field_that_is_given_is_a_fact(fields: dict[str, Any], name: str, value: object) -> None:
    assert values(**fields)[name] == value


def test_of_an_unknown_member_the_list_is_asked_for() -> None:
    bare = facts()
    assert bare["sectors.alcohol"].asks == ("sectors",)
    assert bare["contest.entry_actions.like"].asks == ("contest.entry_actions",)
    assert bare["contest.prizes"].asks == bare["author.role"].asks == ()


def test_a_day_that_is_not_given_is_assumed() -> None:
    assert facts()["published_at"].origin == "assumed"
    assert facts(published_at="2026-11-22")["published_at"].origin == "metadata"
