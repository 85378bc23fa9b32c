from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from tests import command_line

POST = """\
---
platform: instagram
jurisdictions: [FR]
published_at: 2026-11-22
---
🎁 Concours ! Pour gagner un savon, tague 3 amis. Tirage au sort dimanche.
"""
Done = subprocess.CompletedProcess[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "post.md").write_text(POST, encoding="utf-8")
    return tmp_path


def explain(folder: Path, *arguments: str, status: int = 0, given: str | None = None) -> Done:
    done = command_line.text("explain", *arguments, cwd=folder, stdin=given)
    assert done.returncode == status, done.stderr
    return done


def test_each_finding_is_explained(folder: Path) -> None:
    lines = explain(folder, "post.md", "--lang", "fr").stdout.splitlines()
    assert lines[0] == "post.md — À REVOIR"
    assert "  La règle est enfreinte : toutes ses conditions sont réunies." in lines
    assert any("« Tirage au sort dimanche » post.md:6:" in line for line in lines)


@pytest.mark.parametrize(
    ("selector", "outcome"),
    [
        ("fr/contest/rules-missing", "breached"),
        ("be/contest/paid-entry", "not_applicable"),
        ("fr/contest/premium-number", "not_breached"),
    ],
)
def test_what_became_of_a_rule_is_told(folder: Path, selector: str, outcome: str) -> None:
    data = json.loads(explain(folder, "post.md", "--rule", selector, "--format", "json").stdout)
    assert [account["outcome"] for account in data["accounts"]] == [outcome]
    assert data["facts"] == []


def test_a_rule_is_explained_under_the_settings_of_its_file(folder: Path) -> None:
    (folder / "cmcompliance.toml").write_text(
        '[rules]\noff = ["contest.rules-missing"]\n', encoding="utf-8"
    )
    data = json.loads(
        explain(folder, "post.md", "--rule", "fr/contest/rules-missing", "--format", "json").stdout
    )
    assert data["accounts"][0]["outcome"] == "switched_off"


def test_the_facts_are_listed(folder: Path) -> None:
    shown = explain(folder, "post.md", "--facts", "--lang", "en").stdout
    assert "FACTS" in shown
    assert "The rule is breached" not in shown
    data = json.loads(explain(folder, "post.md", "--facts", "--format", "json").stdout)
    assert data["accounts"] == []
    assert {"says.draw", "promotion.running", "author.role"} <= {fact["name"] for fact in data["facts"]}


def test_several_drafts_are_explained_one_after_the_other(folder: Path) -> None:
    drafts = [{"text": "Bonjour", "jurisdictions": ["FR"]}, {"text": "Salut", "jurisdictions": ["FR"]}]
    result = explain(folder, "-", "--format", "json", given=json.dumps(drafts))
    assert len(json.loads(result.stdout)) == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["post.md", "--rule", "fr/contest/rule-missing"], "did you mean `fr/contest/rules-missing`?"),
        (["nowhere.md"], "no such file"),
        (["post.md", "--platform", "instagran"], "did you mean 'instagram'?"),
    ],
)
def test_what_was_asked_wrongly_is_said(folder: Path, arguments: list[str], message: str) -> None:
    done = explain(folder, *arguments, status=2)
    assert message in done.stderr
    assert done.stdout == ""
