from datetime import date
from typing import Any

import pytest

from cmcompliance.draft import Draft, parse_draft
from cmcompliance.facts.media import media_facts
from cmcompliance.facts.publication import Publication
from cmcompliance.rulebook.book import MediaFact, Place

DAY = date(2026, 11, 22)


def truth(media: list[dict[str, Any]], wanted: dict[str, Any]) -> object:
    draft: Draft = parse_draft({"text": "x", "media": media})
    definition = MediaFact("media.it", {}, wanted, Place("test", 1))
    facts = media_facts(Publication(draft, DAY, lambda code: (code, "EU")), [definition])
    return facts["media.it"].value if "media.it" in facts else False


def test_without_media_nothing_holds() -> None:
    assert truth([], {"source": ["web"]}) is False


@pytest.mark.parametrize(
    ("medium", "expected"),
    [({"source": "web"}, True), ({"source": "own"}, False), ({"kind": "image"}, None)],
)
def test_an_attribute_that_is_not_given_is_unknown(medium: dict[str, Any], expected: object) -> None:
    assert truth([medium], {"source": ["web", "stock"]}) is expected


def test_all_attributes_must_hold_for_one_and_the_same_medium() -> None:
    media = [{"source": "web", "licence": "CC BY"}, {"source": "own", "licence": "none"}]
    assert truth(media, {"source": ["web"], "licence": ["none"]}) is False


def test_a_certain_medium_outweighs_an_unknown_one() -> None:
    assert truth([{}, {"source": "web"}], {"source": ["web"]}) is True
    assert truth([{}, {"source": "own"}], {"source": ["web"]}) is None


def test_absent_holds_for_what_is_not_given() -> None:
    assert truth([{"source": "web"}], {"licence": ["absent"]}) is True
    assert truth([{"credit": " "}], {"credit": ["absent"]}) is True


def test_the_conditions_on_people_hold_for_one_and_the_same_person() -> None:
    wanted = {"people": {"minor": [True], "consent": [False]}}
    assert (
        truth([{"people": [{"minor": True, "consent": True}, {"consent": False, "minor": False}]}], wanted)
        is False
    )
    assert truth([{"people": [{"minor": True, "consent": False}]}], wanted) is True
    assert truth([{"people": [{"minor": True}]}], wanted) is None
    assert truth([{"people": []}], wanted) is False
    assert truth([{}], wanted) is None


def test_a_medium_without_music_has_no_music() -> None:
    wanted = {"music": {"licence": ["platform_personal"]}}
    assert truth([{"kind": "video"}], wanted) is False
    assert truth([{"music": {"licence": "platform_personal"}}], wanted) is True
    assert truth([{"music": {"title": "Ô"}}], wanted) is None
