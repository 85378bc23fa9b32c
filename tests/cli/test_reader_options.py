"""The forms for people: what `--quiet`, `--statistics` and the documents print, and what they refuse."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]
BLOCKED, REVIEWED, PASSED = "Achète un savon", "Un tirage au sort", "Bonjour à tous"


def drafts(*texts: str) -> str:
    Path("d.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    return "d.jsonl"


def test_quiet_prints_a_line_a_finding_and_nothing_else(run: Run) -> None:
    Path("post.md").write_text(f"---\njurisdictions: [FR]\n---\nSalut\n{BLOCKED}", encoding="utf-8")
    Path("good.md").write_text(PASSED, encoding="utf-8")
    result = run("check", "-q", "post.md", "good.md", "--lang", "en")
    assert result.stdout == "post.md:5:1: error eu/paid-entry Achat\n"
    assert result.exit_code == 1


def test_quiet_prints_nothing_when_all_is_well(run: Run) -> None:
    result = run("check", "--quiet", drafts(PASSED, PASSED), "--jurisdiction", "FR", "--lang", "en")
    assert (result.stdout, result.exit_code) == ("", 0)


def test_quiet_reads_lines_too(run: Run) -> None:
    result = run("check", "-q", drafts(PASSED, REVIEWED), "--jurisdiction", "FR", "--lang", "fr")
    assert result.stdout == "d.jsonl:2: text:1:4: alerte eu/rules-missing Tirage\n"


def test_statistics_count_instead_of_reporting(run: Run) -> None:
    result = run("check", "--statistics", drafts(BLOCKED, BLOCKED, REVIEWED), "--lang", "en")
    assert "2  eu/paid-entry (error) Achat" in result.stdout.splitlines()
    assert result.exit_code == 1


def test_statistics_are_to_be_had_as_json(run: Run) -> None:
    result = run("check", "--statistics", "--format", "json", drafts(BLOCKED, PASSED, PASSED), "--lang", "en")
    assert json.loads(result.stdout)["drafts"] == {
        "total": 3,
        "block": 1,
        "review": 0,
        "pass": 2,
        "unread": 0,
    }


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["-q", "--format", "json"], "--quiet is for text, not for json"),
        (["--statistics", "--format", "jsonl"], "--statistics can be had as text or json, not as jsonl"),
        (["-q", "--statistics"], "--quiet or --statistics, not both"),
    ],
)
def test_what_does_not_go_together_is_refused(run: Run, options: list[str], said: str) -> None:
    result = run("check", drafts(PASSED), *options)
    assert said in result.stderr
    assert result.exit_code == 2


def test_both_run_as_programs(tmp_path: Path) -> None:
    (tmp_path / "post.md").write_text("---\njurisdictions: [FR]\n---\nBonjour à tous", encoding="utf-8")
    command = [sys.executable, "-m", "cmcompliance", "check", "post.md", "--lang", "fr"]
    quiet = subprocess.run([*command, "-q"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    assert quiet.stdout == ""
    counted = subprocess.run(
        [*command, "--statistics"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
    )
    assert counted.stdout == "BROUILLONS\n1  rien relevé\n"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("markdown", "| post.md | RIEN RELEVÉ | 0 | 0 | 0 |"),
        ("html", '<p class="verdict pass">RIEN RELEVÉ</p>'),
    ],
)
def test_documents_are_utf8_whatever_the_locale(tmp_path: Path, form: str, said: str) -> None:
    (tmp_path / "post.md").write_text("---\njurisdictions: [FR]\n---\nBonjour à tous", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "cmcompliance", "check", "post.md", "--lang", "fr", "--format", form],
        cwd=tmp_path,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"},
        capture_output=True,
        check=True,
    )
    assert said in done.stdout.decode("utf-8")
