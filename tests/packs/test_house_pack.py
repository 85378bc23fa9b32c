"""The example pack, built and installed as a package of its own, works by its name alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = ROOT / "examples" / "house-pack"
POST = """---
platform: instagram
jurisdictions: [FR]
author: {role: brand, name: ACME}
relationship: {kind: own_brand}
labels: {client_approved: false}
---
Nos fauteuils Acme ne sont pas chers, suivez @acme_fr !
"""
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run cmcompliance where the pack is installed, from a folder in which no rules lie."""
    target, here = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("work")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    offline = ["--no-deps", "--no-build-isolation", "--no-index", "--target", str(target)]
    subprocess.run([*pip, *offline, str(PROJECT)], check=True, capture_output=True, cwd=here)
    (here / "post.md").write_text(POST, encoding="utf-8")
    path = os.pathsep.join([str(target), str(ROOT / "src")])
    environment = {**os.environ, "PYTHONPATH": path, "LC_ALL": "C.UTF-8"}

    def run_here(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "cmcompliance", *arguments],
            cwd=here,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run_here


def test_its_rules_judge_a_post(run: Run) -> None:
    result = run("check", "post.md", "--pack", "acme", "--format", "json")
    assert result.returncode == 1, result.stderr
    report = json.loads(result.stdout)
    assert report["ruleset"]["packs"] == [{"name": "acme", "version": "1.0"}]
    found = {finding["rule"]: finding for finding in report["findings"] if finding["rule"][:4] == "acme"}
    assert {rule: [span["text"] for span in finding["spans"]] for rule, finding in found.items()} == {
        "acme/approval": [],
        "acme/brand-spelling": ["Acme"],
        "acme/forbidden-words": ["pas chers"],
        "acme/handle": ["@acme_fr"],
    }
    assert found["acme/handle"]["legal_basis"][0]["house"] == "ACME"


def test_its_rules_do_what_their_examples_say_and_nothing_is_idle(run: Run) -> None:
    tested = run("rules", "test", "--pack", "acme")
    assert tested.returncode == 0, tested.stdout
    assert tested.stdout.endswith("8 rules, 0 failed; 50 examples, 0 failed\n")
    linted = run("rules", "lint", "acme")
    assert (linted.returncode, linted.stdout) == (0, "")


def test_its_readme_names_each_rule() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    rules = sorted((PROJECT / "src/acme_pack/rules/acme").glob("*.yaml"))
    assert len(rules) == 8
    assert [rule.stem for rule in rules if f"`acme/{rule.stem}`" not in readme] == []
