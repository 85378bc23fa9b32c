from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cmcompliance.answering import Change, Money, answer, changed, places_of
from cmcompliance.answering.place import label_of
from cmcompliance.draft import Draft, DraftError, Person, parse_draft

CAROUSEL = parse_draft(
    {
        "text": "Coucou",
        "media": [
            {"kind": "image", "path": "a.jpg", "licence": "Agence X"},
            {"kind": "image", "path": "b.jpg", "people": [{"name": "Léa"}, {"consent": True}, {}]},
            {"kind": "video", "music": {"title": "Song"}},
        ],
    }
)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("author.role", "brand", {"author": {"role": "brand"}}),
        ("audience.min_age", 18, {"audience": {"min_age": 18}}),
        ("contest.filings", [], {"contest": {"filings": []}}),
        ("contest.closes_at", date(2027, 3, 12), {"contest": {"closes_at": "2027-03-12"}}),
        ("relationship.value", Money(1500, "EUR"), {"relationship": {"value": 1500, "currency": "EUR"}}),
        ("sectors", ["alcohol"], {"sectors": ["alcohol"]}),
    ],
)
def test_an_answer_fills_the_field_and_nothing_else(field: str, value: Any, expected: dict[str, Any]) -> None:
    draft = parse_draft({"text": "Coucou", "author": {"name": "Léa"}})
    want = {"text": "Coucou", "author": {"name": "Léa"} | expected.pop("author", {}), **expected}
    assert answer(draft, field, value) == parse_draft(want)


def test_an_answer_on_media_is_for_those_that_lack_it() -> None:
    after = answer(CAROUSEL, "media.licence", "Banque Y")
    assert [medium.licence for medium in after.media] == ["Agence X", "Banque Y", "Banque Y"]
    assert answer(CAROUSEL, "media[2].licence", "Z").media[2].licence == "Z"
    assert answer(CAROUSEL, "media[2].licence", "Z").media[1].licence is None
    assert [
        medium.music.licence
        for medium in answer(CAROUSEL, "media.music.licence", "none").media
        if medium.music
    ] == ["none"]


def test_an_answer_on_people_is_for_those_who_lack_it_and_makes_one_where_nobody_says_who() -> None:
    after = answer(CAROUSEL, "media.people.consent", False)
    consents = [[person.consent for person in medium.people or []] for medium in after.media]
    assert consents == [[False], [False, True, False], [False]]
    assert after.media[1].people is not None
    assert after.media[1].people[0].name == "Léa"


def test_nobody_is_an_answer_on_people() -> None:
    assert answer(CAROUSEL, "media[0].people[0].consent", []).media[0].people == []
    after = answer(CAROUSEL, "media.people.consent", [])
    assert [medium.people for medium in after.media] == [[], CAROUSEL.media[1].people, []]


def test_places_are_called_as_people_call_them() -> None:
    consent = places_of(CAROUSEL, "media.people.consent")
    assert [label_of(CAROUSEL, place, "fr") for place in consent] == [
        "image 1 (a.jpg)",
        "Léa sur image 2 (b.jpg)",
        "personne 3 sur image 2 (b.jpg)",
        "vidéo 3",
    ]
    assert label_of(CAROUSEL, ("author", "role"), "fr") == ""


def test_places_may_be_those_of_some_media_only() -> None:
    assert places_of(CAROUSEL, "media.licence", [2]) == (("media", 2, "licence"),)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("author.role", "king", "`author.role`: 'king' is not a valid value"),
        ("author.rule", "brand", "unknown field `author.rule`; did you mean `author.role`?"),
        ("media[7].licence", "X", "`media[7].licence`: there is no medium or person of that number"),
        ("media.people.minor", True, "`media.people.minor`: no medium of the draft lacks it"),
    ],
)
def test_what_no_draft_can_have_is_refused(field: str, value: Any, message: str) -> None:
    draft = CAROUSEL if "7" in field else Draft(text="Coucou")
    with pytest.raises(DraftError) as caught:
        answer(draft, field, value)
    assert message in str(caught.value)


def test_no_change_is_the_same_draft() -> None:
    assert changed(CAROUSEL, ()) == CAROUSEL
    assert changed(CAROUSEL, [Change(("title",), "Titre")]).title == "Titre"


def test_an_answer_is_the_drafts_own_word_whoever_knew_of_the_field_before() -> None:
    evidence = {
        "grants": [{"place": "rights.toml:1", "people": [{"name": "Léa"}]}],
        "completed": {"people": "ledger"},
    }
    draft = parse_draft({"text": "x", "media": [{"people": [{"name": "Léa"}], "evidence": evidence}]})
    medium = answer(draft, "media.people.consent", True).media[0]
    assert medium.people == [Person(name="Léa", consent=True)]
    assert medium.evidence is not None
    assert medium.evidence.completed == {}
    assert medium.evidence.grants
