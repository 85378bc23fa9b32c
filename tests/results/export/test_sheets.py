from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.results.made_scans import made_scan, place

from cmcompliance.results.export.sheets import SHEETS, SheetName, sheet_named
from cmcompliance.results.export.table import exported
from cmcompliance.results.export.words import words_of
from cmcompliance.results.opening import opened
from cmcompliance.results.query import Asked
from cmcompliance.results.report.labels import Labels

LABELS = Labels({"disclosure.missing": "pas de mention"}, {"x": "X"})
DRAFT = {
    **place(1),
    "verdict": "block",
    "platform": "x",
    "published_on": date(2024, 5, 1),
    "handle": "lea",
    "platform_label": False,
    "relationship": "paid",
    "links": ["https://a.example", "https://b.example"],
    "not_evaluated": [{"rule": "fr/x", "reason": "a fault"}],
}
FINDING = {
    **place(1),
    "rule": "fr/disclosure",
    "obligation": "disclosure.missing",
    "severity": "error",
    "spans": [{"field": "text", "start": 0, "end": 2, "text": "Mon"}, {"text": "code"}],
    "legal_basis": [{"citation": "Loi A", "url": ""}, {"citation": "Loi B", "url": "https://law.example"}],
}
WAIVED = {**FINDING, "rule": "fr/z", "waived": {"by": "Ana", "reason": "vu", "until": date(2027, 1, 1)}}
QUESTION = {
    **place(1),
    "question": "Qui ?",
    "choices": ["a", "b"],
    "at_stake": [{"obligation": "disclosure.missing"}, {"obligation": "disclosure.missing"}],
}
ERROR = {
    **place(2),
    "draft_id": None,
    "member": "a.json",
    "kind": "unreadable",
    "problem": "broken",
    "count": 1,
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[SheetName, list[dict[str, Any]]]:
    out = tmp_path_factory.mktemp("made") / "out"
    rows = {"drafts": [DRAFT], "findings": [FINDING, WAIVED], "questions": [QUESTION], "errors": [ERROR]}
    made_scan(out, rows)  # type: ignore[arg-type]
    with opened(out) as base:
        asked = Asked(base, out, 512)
        return {
            name: [
                dict(zip([column.key for column in sheet.columns], row, strict=True))
                for row in exported(asked, sheet, "fr", LABELS).rows
            ]
            for name, sheet in SHEETS.items()
        }


def test_a_post_is_told_with_names_for_codes(told: dict[SheetName, list[dict[str, Any]]]) -> None:
    (post,) = told["posts"]
    assert (post["verdict"], post["platform"], post["who"]) == ("à ne pas publier", "X", "lea")
    assert (post["platform_label"], post["relationship"]) == ("non", "rémunéré")
    assert post["obligations"] == "Pas de mention"
    assert post["links"] == "https://a.example | https://b.example"
    assert (post["published_on"], post["place"]) == (date(2024, 5, 1), "posts.jsonl#1")


def test_a_finding_is_told_with_its_law_its_words_and_who_accepted_it(
    told: dict[SheetName, list[dict[str, Any]]],
) -> None:
    found, waived = told["findings"]
    assert (found["law"], found["law_link"]) == ("Loi A | Loi B", "https://law.example")
    assert (found["words"], found["severity"], found["code"]) == (
        "Mon | code",
        "erreur",
        "disclosure.missing",
    )
    assert (found["published_on"], found["waived_by"]) == (date(2024, 5, 1), None)
    assert (waived["waived_by"], waived["waived_until"]) == ("Ana", date(2027, 1, 1))


def test_questions_and_what_was_not_checked_are_told(told: dict[SheetName, list[dict[str, Any]]]) -> None:
    (question,) = told["questions"]
    assert (question["choices"], question["at_stake"]) == ("a | b", "Pas de mention")
    gap, unreadable = told["not_checked"]
    assert (gap["what"], gap["problem"]) == ("règle non appliquée", "fr/x: a fault")
    assert (unreadable["what"], unreadable["place"]) == ("illisible", "posts.jsonl!a.json#2")


def test_every_heading_has_words_in_both_languages() -> None:
    french, english = words_of("fr"), words_of("en")
    assert set(french) == set(english)
    for sheet in SHEETS.values():
        assert {f"sheet_{sheet.name}", *(column.key for column in sheet.columns)} <= set(french)


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("findings", "findings"),
        ("Client Constats 2026", "findings"),
        ("drafts", "posts"),
        ("posts", "posts"),
        ("questions", "questions"),
        ("errors", "not_checked"),
        ("client", None),
        ("posts-and-findings", None),
    ],
)
def test_the_name_of_a_file_says_what_it_holds(stem: str, name: str | None) -> None:
    sheet = sheet_named(stem)
    assert (sheet and sheet.name) == name
