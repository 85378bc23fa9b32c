from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from cmcompliance.rulebook import RuleBook

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def measured_book(small_book: RuleBook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cmcompliance.rulebook.load_sound", lambda: (small_book, ()))


def case(name: str, text: str, lang: str = "fr", **expected: list[str]) -> dict[str, Any]:
    draft = {"text": text, "jurisdictions": ["FR"], "language": lang}
    return {"id": name, "lang": lang, "draft": draft, "expected": expected}


@pytest.fixture
def cases(tmp_path: Path) -> str:
    lines = [
        case("met", "Achète un savon", must=["contest.paid-entry", "contest.odds-missing"]),
        case("missed", "Rien", must=["contest.rules-missing"]),
        case("alarm", "Un tirage au sort", must_not=["contest.rules-missing"]),
        case("clean", "Hello", "en"),
    ]
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return str(path)


def test_only_obligations_with_a_rule_count_unless_all_are_asked_for(run: Run, cases: str) -> None:
    covered = json.loads(run("eval", cases, "--format", "json").stdout)
    everything = json.loads(run("eval", cases, "--all", "--format", "json").stdout)
    assert covered["counted"] == "the obligations for which the rule book has a rule (2 of 3)"
    assert covered["overall"]["total"]["missed"] == 1
    assert everything["counted"] == "all (3 of 3)"
    assert everything["overall"]["total"]["missed"] == 2


def test_the_text_names_misses_and_false_alarms(run: Run, cases: str) -> None:
    page = run("eval", cases).stdout
    assert "  contest.rules-missing  missed\n" in page
    assert "  contest.rules-missing  alarm  warning  eu/rules-missing  must_not  “tirage au sort”\n" in page
    assert "all: clean cases without error or warning 50.0% (1/2)" in page
    assert "en: clean cases without error or warning 100.0% (1/1)" in page


@pytest.mark.parametrize(
    ("options", "met"),
    [(["--obligation", "contest.paid-entry"], 1), (["--obligation", "contest.rules-missing"], 0)],
)
def test_one_obligation_can_be_measured_alone(run: Run, cases: str, options: list[str], met: int) -> None:
    assert (
        json.loads(run("eval", cases, "--format", "json", *options).stdout)["overall"]["total"]["met"] == met
    )


def test_a_family_can_be_measured_alone(run: Run, cases: str) -> None:
    page = run("eval", cases, "--family", "contest").stdout
    assert page.startswith(
        "4 cases. Counted: the obligations for which the rule book has a rule, only contest (2 of 3)"
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--obligation", "contest.paid-entri"], "did you mean `contest.paid-entry`?"),
        (["--family", "contests"], "did you mean `contest`?"),
    ],
)
def test_an_unknown_obligation_or_family_is_told(
    run: Run, cases: str, options: list[str], message: str
) -> None:
    result = run("eval", cases, *options)
    assert result.exit_code == 2
    assert message in result.stderr


def test_bad_cases_are_told_with_file_and_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"id": "a"}\n')
    result = run("eval", "bad.jsonl")
    assert result.exit_code == 2
    assert result.stderr == "cmcompliance: bad.jsonl:1: `lang`: Field required\n"


def test_missing_files_are_told(run: Run) -> None:
    result = run("eval", "none.jsonl")
    assert result.exit_code == 2
    assert "none.jsonl" in result.stderr
