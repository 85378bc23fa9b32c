"""Every command ends with the statuses that docs/compatibility.md gives, and no other."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import command_line
from typer.main import get_command
from typer.testing import CliRunner

from cmcompliance.cli.app import app
from cmcompliance.cli.exit_status import ExitStatus

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "compatibility.md"
BREACH = '{"text": "Concours ! Tague un ami pour gagner.", "platform": "facebook", "jurisdictions": ["FR"]}'
REVIEW = '{"text": "Grand tirage au sort dimanche !", "jurisdictions": ["FR"], "language": "fr"}'
CASE = '{"id": "1", "lang": "fr", "draft": {"text": "Bonjour"}, "expected": {"must": []}}'
FILES = {
    "breach.json": BREACH,
    "review.json": REVIEW,
    "fine.md": "Bonjour à tous",
    "bad.md": "---\nplatfrom: x\n---\na",
    "cases.jsonl": CASE,
    "bad.jsonl": "{",
    "pack/eu/broken.yaml": "severity: fatal\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("exit")
    for name, content in FILES.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(content, encoding="utf-8")
    return home


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("check fine.md", ExitStatus.OK),
        ("check review.json", ExitStatus.OK),
        ("check review.json --strict", ExitStatus.FOUND),
        ("check breach.json fine.md", ExitStatus.FOUND),
        ("check breach.json --format sarif -o out.sarif", ExitStatus.FOUND),
        ("check breach.json bad.md", ExitStatus.BAD_INPUT),
        ("check none.md", ExitStatus.BAD_INPUT),
        ("check fine.md --platform minitel", ExitStatus.BAD_INPUT),
        ("check fine.md --nope", ExitStatus.BAD_INPUT),
        ("fix fine.md", ExitStatus.OK),
        ("fix fine.md --write", ExitStatus.OK),
        ("fix review.json --strict", ExitStatus.FOUND),
        ("fix breach.json fine.md", ExitStatus.FOUND),
        ("fix breach.json bad.md", ExitStatus.BAD_INPUT),
        ("fix fine.md --rule nope", ExitStatus.BAD_INPUT),
        ("fix fine.md --diff --format json", ExitStatus.BAD_INPUT),
        ("eval cases.jsonl", ExitStatus.OK),
        ("eval bad.jsonl", ExitStatus.BAD_INPUT),
        ("rules list", ExitStatus.OK),
        ("rules list --jurisdiction ZZ", ExitStatus.BAD_INPUT),
        ("rules show fr/contest/rules-missing", ExitStatus.OK),
        ("rules show fr/nope", ExitStatus.BAD_INPUT),
        ("rules explain fr/contest/rules-missing fine.md", ExitStatus.OK),
        ("rules explain fr/contest/rules-missing bad.md", ExitStatus.BAD_INPUT),
        ("rules coverage", ExitStatus.OK),
        ("rules lint pack", ExitStatus.FOUND),
        ("rules lint none", ExitStatus.BAD_INPUT),
        ("rules test fr/contest/rules-missing", ExitStatus.OK),
        ("rules test fr/contest/rules-missing --pack pack", ExitStatus.FOUND),
        ("rules test fr/nope", ExitStatus.BAD_INPUT),
        ("rules catalogue pages", ExitStatus.OK),
        ("rules catalogue fine.md", ExitStatus.BAD_INPUT),
        ("rules packs", ExitStatus.OK),
        ("baseline breach.json -o baseline.json", ExitStatus.OK),
        ("baseline breach.json bad.md -o other.json", ExitStatus.BAD_INPUT),
        ("check review.json --baseline none.json", ExitStatus.BAD_INPUT),
        ("waive review.json --rule fr/contest --reason ok --by Ana --waivers w.toml", ExitStatus.OK),
        ("waive fine.md --rule fr/contest --reason ok --by Ana", ExitStatus.BAD_INPUT),
        ("waivers list none.toml", ExitStatus.BAD_INPUT),
        ("init pack --yes", ExitStatus.OK),
        ("init pack --yes --platform minitel", ExitStatus.BAD_INPUT),
        ("rules-template --jurisdiction FR --platform instagram", ExitStatus.OK),
        ("rules-template --jurisdiction FR --platform minitel", ExitStatus.BAD_INPUT),
        ("config show fine.md", ExitStatus.OK),
        ("config show fine.md --config none.toml", ExitStatus.BAD_INPUT),
        ("schema", ExitStatus.OK),
        ("schema report", ExitStatus.OK),
        ("schema nope", ExitStatus.BAD_INPUT),
        ("version", ExitStatus.OK),
        ("version --format yaml", ExitStatus.BAD_INPUT),
        ("--version", ExitStatus.OK),
        ("--help", ExitStatus.OK),
        ("nope", ExitStatus.BAD_INPUT),
    ],
)
def test_a_command_ends_with_its_status_and_without_a_traceback(
    folder: Path, line: str, status: ExitStatus
) -> None:
    done = command_line.text(*line.split(), cwd=folder)
    assert (done.returncode, "Traceback" in done.stderr) == (status, False), done.stderr
    if status == ExitStatus.BAD_INPUT:
        assert done.stderr.strip()


@pytest.mark.parametrize(
    ("options", "draft", "status"),
    [
        ("", "fine.md", ExitStatus.OK),
        ("", "breach.json", ExitStatus.FOUND),
        ("--on-error allow", "breach.json", ExitStatus.FOUND),
        ("", "review.json", ExitStatus.OK),
        ("--strict", "review.json", ExitStatus.FOUND),
        ("", "bad.md", ExitStatus.BAD_INPUT),
        ("--on-error allow", "bad.md", ExitStatus.BAD_INPUT),
        ("--config none.toml", "fine.md", ExitStatus.BAD_INPUT),
        ("--config none.toml --on-error allow", "fine.md", ExitStatus.OK),
        ("--timeout 0.01", "fine.md", ExitStatus.BAD_INPUT),
        ("--timeout 0.01 --on-error allow", "fine.md", ExitStatus.OK),
        ("--on-error ignore", "fine.md", ExitStatus.BAD_INPUT),
    ],
)
def test_the_hook_ends_with_its_status(folder: Path, options: str, draft: str, status: ExitStatus) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cmcompliance", "hook", *options.split()],
        input=(folder / draft).read_bytes(),
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (status, False), done.stderr
    if status == ExitStatus.BAD_INPUT or ("--on-error allow" in options and status == ExitStatus.OK):
        assert done.stderr.strip()


def _commands(group: Any, name: str = "") -> Iterator[str]:
    for word, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{name}{word} ")
        else:
            yield f"{name}{word}"


@pytest.mark.parametrize("command", list(_commands(get_command(app))))
def test_every_command_has_help_and_refuses_an_option_that_it_does_not_know(command: str) -> None:
    runner = CliRunner()
    assert runner.invoke(app, [*command.split(), "--help"]).exit_code == ExitStatus.OK
    assert runner.invoke(app, [*command.split(), "--no-such-option"]).exit_code == ExitStatus.BAD_INPUT


def test_the_page_on_compatibility_gives_each_status() -> None:
    given = re.findall(r"^\| (\d+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [int(status) for status in given] == list(ExitStatus)
