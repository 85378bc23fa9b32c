from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
from typer.testing import Result

from cmcompliance.cli.formats import Format

Run = Callable[..., Result]
SETTINGS = """\
platform = "x"
jurisdictions = ["FR", "BE"]
rules.off = ["contest.paid-entry"]
[[paths]]
match = ["acme/"]
author.role = "agency"
"""


@pytest.fixture
def acme(run: Run) -> Run:
    Path("acme").mkdir()
    Path("cmcompliance.toml").write_text(SETTINGS, encoding="utf-8")
    Path("acme/post.md").write_text("---\nplatform: tiktok\n---\nBonjour\n", encoding="utf-8")
    return run


def test_what_applies_is_shown_with_where_it_is_written(acme: Run) -> None:
    result = acme("config", "show", "acme/post.md", "--relationship", "paid", "--lang", "en")
    assert result.exit_code == 0
    rows = {line.split("  ")[0]: line.split() for line in result.stdout.splitlines()[3:-2]}
    assert result.stdout.startswith("acme/post.md\nSettings: cmcompliance.toml\n\n")
    assert rows["platform"][1:] == ["tiktok", "the", "draft"]
    assert rows["jurisdictions"][1:] == ["FR,", "BE", "cmcompliance.toml:2"]
    assert rows["author.role"][1:] == ["agency", "cmcompliance.toml:6"]
    assert rows["relationship.kind"][1:] == ["paid", "option", "of", "the", "command"]
    assert rows["kind"][1:] == ["post", "default"]
    assert result.stdout.endswith("\nRules: 1 of 2 speak; 0 have another severity\n")


def test_it_is_shown_in_french_too(acme: Run) -> None:
    result = acme("config", "show", "acme/post.md", "--lang", "fr", "--no-config")
    assert "Configuration : aucun fichier\n" in result.stdout
    assert "Règles : 2 sur 2 parlent ; 0 ont une autre gravité\n" in result.stdout


def test_programs_get_the_same(acme: Run) -> None:
    data = json.loads(acme("config", "show", "acme/post.md", "--format", "json").stdout)
    values = {value["key"]: value for value in data["values"]}
    assert data["settings"] == ["cmcompliance.toml"]
    assert values["author.role"] == {
        "key": "author.role",
        "value": "agency",
        "from": "settings",
        "file": "cmcompliance.toml",
        "line": 6,
        "column": 8,
        "holds": True,
    }
    assert data["rules"] == {"off": ["eu/paid-entry"], "severity": {}}


def test_the_file_need_not_exist_and_may_be_standard_input(acme: Run) -> None:
    assert "agency" in acme("config", "show", "acme/later.md").stdout
    assert "agency" in acme("config", "show", "-", "--stdin-filename", "acme/later.md").stdout
    assert "agency" not in acme("config", "show", "-").stdout


def test_wrong_settings_are_told(acme: Run) -> None:
    Path("cmcompliance.toml").write_text("platfrm = 'x'\n", encoding="utf-8")
    result = acme("config", "show", "acme/post.md")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "cmcompliance.toml:1:1: unknown key `platfrm`; did you mean `platform`?\n"


def test_the_command_runs_outside_of_any_project(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.cmcompliance]\nplatform = 'x'\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "cmcompliance", "config", "show", "a/post.md", "--format", "json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["settings"] == ["pyproject.toml"]


def valid(schema: Any, settings: str) -> bool:
    return bool(jsonschema.Draft202012Validator(schema).is_valid(tomllib.loads(settings)))


def test_the_schema_is_that_of_the_settings(run: Run) -> None:
    schema = json.loads(run("schema", "settings").stdout)
    assert valid(schema, SETTINGS)
    assert not valid(schema, "platfrm = 'x'")
    assert not valid(schema, "[[paths]]\nplatform = 'x'")
    for name in get_args(Format):
        assert valid(schema, f"output.format = '{name}'")
    assert not valid(schema, "output.format = 'jsn'")


def test_packs_of_the_call_stand_beside_those_of_the_settings(acme: Run) -> None:
    Path("house").mkdir()
    Path("house/book.yaml").write_text("name: house\nversion: '1'\n", encoding="utf-8")
    result = acme("config", "show", "post.md", "--no-config", "--pack", "house/", "--format", "json")
    values = {value["key"]: value for value in json.loads(result.stdout)["values"]}
    assert (values["packs"]["value"], values["packs"]["from"]) == (["house/"], "option")


def test_a_pack_with_faulty_rules_is_told(acme: Run) -> None:
    Path("house/eu").mkdir(parents=True)
    Path("house/eu/draw.yaml").write_text("obligation: contest.rules-missing\n", encoding="utf-8")
    result = acme("config", "show", "post.md", "--no-config", "--pack", "house/")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "house/eu/draw.yaml:1:1: " in result.stderr
