"""The page that a team follows: each of its commands runs, one after the other, in both languages."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from tests import command_line

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "workflow.md").read_text(encoding="utf-8")
HALVES = {
    "fr": PAGE[PAGE.index("## En français") : PAGE.index("## In English")],
    "en": PAGE[PAGE.index("## In English") :],
}


def commands(page: str) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def arguments(command: str, folder: Path) -> list[str]:
    """Return what a shell makes of a command's words after its first."""
    words = shlex.split(command)[1:]
    found = {word: sorted(path.name for path in folder.glob(word)) for word in words if "*" in word}
    return [name for word in words for name in found.get(word, [word])]


def steps(page: str) -> list[str]:
    return re.findall(r"^### (\d)\.", page, re.MULTILINE)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_commands_of_the_page_run_in_order(language: str, tmp_path: Path) -> None:
    for example in (ROOT / "docs" / "examples").glob("*.md"):
        name = "post.md" if example.stem == "routine-du-matin" else example.name
        (tmp_path / name).write_bytes(example.read_bytes())
    statuses = {}
    for command in commands(HALVES[language]):
        assert command.startswith("cmcompliance ")
        done = command_line.text(*arguments(command, tmp_path), cwd=tmp_path)
        statuses[command] = done.returncode
        assert "Traceback" not in done.stderr
    asked = {command: status for command, status in statuses.items() if "--interactive" in command}
    assert set(asked.values()) == {2}  # it wants a terminal, and has none here
    others = {command: status for command, status in statuses.items() if command not in asked}
    assert set(others.values()) <= {0, 1}
    assert others["cmcompliance check --baseline baseline.json *.md"] == 0
    made = {path.suffix for path in tmp_path.iterdir()}
    assert {".toml", ".html", ".json"} <= made


def test_both_languages_take_the_same_steps() -> None:
    assert steps(HALVES["fr"]) == steps(HALVES["en"]) == [str(number) for number in range(1, 9)]
    french, english = (commands(HALVES[language]) for language in ("fr", "en"))
    assert [line.split()[:3] for line in french] == [line.split()[:3] for line in english]
