from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.results.made_scans import made_scan, place
from typer.testing import Result

Run = Callable[..., Result]


def results(folder: Path, digest: str, *severities: str) -> str:
    drafts = [
        {**place(number), "verdict": "block", "given": digest, "digest": digest, "checked_by": "c"}
        for number in range(1, 4)
    ]
    words = {"rule": "r", "obligation": "o", "fingerprint": "f", "message": "m"}
    findings = [
        {**place(number), **words, "severity": severity, "title": "=Règlement absent"}
        for number, severity in enumerate(severities, start=1)
        if severity
    ]
    return str(made_scan(folder, {"drafts": drafts, "findings": findings}))


@pytest.fixture
def two(tmp_path: Path) -> tuple[str, str]:
    old = results(tmp_path / "old", "a", "error", "warning", "")
    return old, results(tmp_path / "new", "b", "", "info", "error")


def test_a_table_tells_what_is_otherwise_and_why(run: Run, two: tuple[str, str]) -> None:
    done = run("scan", "diff", *two, "--lang", "fr")
    assert done.exit_code == 1, done.output
    assert "        1  nouveaux (erreur 1)" in done.stdout
    assert "alerte → info" in done.stdout
    assert "post-3: publication modifiée" in done.stdout
    assert "Nouvelles erreurs que personne n'a acceptées : 1" in done.stdout
    cut = run("scan", "diff", *two, "--lang", "en", "--most", "1")
    assert "… and 2 more" in cut.stdout
    assert "GONE" not in cut.stdout


def test_all_of_it_is_there_for_programs(run: Run, two: tuple[str, str]) -> None:
    told: dict[str, Any] = json.loads(run("scan", "diff", *two, "--format", "json").stdout)
    assert [change["what"] for change in told["changes"]] == ["new", "changed", "fixed"]
    assert told["findings"]["new_errors"] == told["findings"]["new"]["error"] == 1
    table = run("scan", "diff", *two, "--format", "csv").stdout
    found = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"))))
    assert [(row["change"], row["severity"], row["severity_before"]) for row in found] == [
        ("new", "error", ""),
        ("changed", "info", "warning"),
        ("fixed", "", "error"),
    ]
    assert {row["title"] for row in found} == {"'=Règlement absent"}


def test_nothing_new_ends_it_with_zero_and_no_results_with_two(run: Run, two: tuple[str, str]) -> None:
    old, _ = two
    assert run("scan", "diff", old, old).exit_code == 0
    done = run("scan", "diff", old, f"{old}-none")
    assert done.exit_code == 2
    assert "no such folder" in done.stderr
