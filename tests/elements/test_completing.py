from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.draft import Medium, Person
from cmcompliance.draft.evidence import Agreement, Evidence, FileEvidence, Grant, Saying
from cmcompliance.elements import completed

AI = Saying(what="digital_source_type", value="trainedAlgorithmicMedia", where="XMP")


def of_file(*sayings: tuple[str, str], kind: Any = "image") -> Evidence:
    says = [Saying(what=what, value=value, where="XMP") for what, value in sayings]
    return Evidence(file=FileEvidence(kind=kind, says=says))


def test_what_the_draft_says_is_never_overwritten() -> None:
    medium = completed(Medium(source="own", ai_generated=False), Evidence(file=FileEvidence(says=[AI])))
    assert (medium.source, medium.ai_generated) == ("own", False)
    assert medium.evidence is not None
    assert medium.evidence.completed == {}


def test_a_file_made_by_a_model_says_so_for_the_draft() -> None:
    medium = completed(Medium(), Evidence(file=FileEvidence(says=[AI])))
    assert (medium.source, medium.ai_generated) == ("ai_generated", True)
    assert medium.evidence is not None
    assert medium.evidence.completed == {"ai_generated": "file", "source": "file"}


def test_a_picture_into_which_a_model_put_a_part_has_no_other_source_for_that() -> None:
    medium = completed(Medium(), of_file(("digital_source_type", "compositeWithTrainedAlgorithmicMedia")))
    assert (medium.source, medium.ai_generated) == (None, True)


def test_the_ledger_is_asked_before_the_file() -> None:
    grant = Grant(place="rights.toml:3", licence="cession 2026", source="client")
    evidence = of_file(("usage_terms", "CC BY 4.0")).model_copy(update={"grants": [grant]})
    medium = completed(Medium(), evidence)
    assert (medium.licence, medium.source) == ("cession 2026", "client")
    assert medium.evidence is not None
    assert medium.evidence.completed["licence"] == "ledger"


def test_rights_that_are_reserved_are_no_licence() -> None:
    assert completed(Medium(), of_file(("copyright", "© Ana, all rights reserved"))).licence is None
    assert completed(Medium(), of_file(("usage_terms", "CC BY-NC 4.0"))).licence == "CC BY-NC 4.0"


def test_a_release_for_all_uses_is_the_consent_of_who_is_named() -> None:
    named = completed(Medium(), of_file(("person", "Léa"), ("model_release", "unlimited")))
    assert named.people == [Person(name="Léa", consent=True)]
    unreleased = completed(Medium(), of_file(("person", "Léa"), ("model_release", "none")))
    assert unreleased.people == [Person(name="Léa")]


def test_a_child_of_whom_the_file_speaks_is_somebody_in_the_medium() -> None:
    assert completed(Medium(), of_file(("minor_disclosure", "15"))).people == [Person(minor=True)]
    assert completed(Medium(), of_file(("minor_disclosure", "21"))).people is None


def test_the_tags_of_a_released_track_are_its_music() -> None:
    track = (("title", "Été"), ("artist", "Nora"), ("isrc", "FRZ039800212"))
    music = completed(Medium(), of_file(*track, kind="audio")).music
    assert music is not None
    assert (music.title, music.artist, music.licence) == ("Été", "Nora", None)
    assert completed(Medium(), of_file(*track, kind="image")).music is None
    assert completed(Medium(), of_file(*track[:2], kind="audio")).music is None
    free = completed(
        Medium(), of_file(*track, ("usage_terms", "Musique libre de droits"), kind="video")
    ).music
    assert free is not None
    assert free.licence == "royalty_free"


_WHATS = (
    "digital_source_type",
    "usage_terms",
    "person",
    "isrc",
    "title",
    "model_release",
    "minor_disclosure",
)


@given(
    st.lists(st.tuples(st.sampled_from(_WHATS), st.text(max_size=20))),
    st.builds(
        Grant,
        place=st.just("rights.csv:2"),
        licence=st.none() | st.text(max_size=20),
        until=st.none() | st.dates(date(2020, 1, 1)),
        people=st.none() | st.lists(st.builds(Agreement, consent=st.none() | st.booleans()), max_size=2),
    ),
)
def test_to_complete_again_changes_nothing(sayings: list[tuple[str, str]], grant: Grant) -> None:
    evidence = of_file(*sayings).model_copy(update={"grants": [grant]})
    once = completed(Medium(kind="image"), evidence)
    assert once.evidence is not None
    assert completed(once, once.evidence) == once
