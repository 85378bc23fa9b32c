from __future__ import annotations

from cmcompliance.render.notice import notices
from cmcompliance.render.outcome import Outcome


def test_one_notice_for_each_rule_and_place_and_for_each_gap(a_run: list[Outcome]) -> None:
    told = [(notice.kind, notice.code, notice.line) for notice in notices(a_run, "fr")]
    assert told == [
        ("finding", "fr/contest/paid-entry", 5),
        ("finding", "fr/contest/rules-missing", 5),
        ("finding", "fr/claims/free", 2),
        ("not_evaluated", "not_evaluated", 2),
        ("waiver", "waiver", 2),
        ("question", "question", 2),
        ("unreadable", "unreadable", 3),
    ]


def test_a_notice_says_what_to_do_and_by_which_law(a_run: list[Outcome]) -> None:
    first = next(iter(notices(a_run, "en")))
    assert first.title == "Participation payante — FR, BE"
    assert first.lines == (
        "Le jeu demande un achat.",
        "To do: Offrez une voie gratuite.",
        "Replace: Commente",
        "Law: Code A, art. 1",
    )
    assert first.url == "https://example.org/code-a/1"


def test_the_place_is_the_first_in_the_file(a_run: list[Outcome]) -> None:
    first = next(iter(notices(a_run, "fr")))
    assert first.words is not None
    assert first.words.text == "100 % gratuit"


def test_words_without_a_place_in_the_file_are_told_with_their_field(a_run: list[Outcome]) -> None:
    shown = next(notice for notice in notices(a_run, "fr") if notice.code == "fr/claims/free")
    assert shown.region is None
    assert shown.lines[-1] == "media[0].overlay:1:8 : 50 %"
