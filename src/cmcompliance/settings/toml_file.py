"""A TOML file with the place of each of its keys, or what is wrong with it and where."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cmcompliance.rulebook.book import Place
from cmcompliance.rulebook.errors import Problem, problem_at
from cmcompliance.settings.errors import SettingsError

if TYPE_CHECKING:
    from cmcompliance.read.toml_lines import KeyPath, Position

_AT = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)


@dataclass(frozen=True)
class TomlFile:
    """What a TOML file says. `shown` stands for it in messages."""

    shown: str
    text: str
    data: Mapping[str, Any]

    def place(self, path: KeyPath) -> Place:
        """Return where a key stands; one that is not written stands where the nearest that holds it does."""
        lengths = range(len(path), 0, -1)
        found = next(
            (self._positions[path[:length]] for length in lengths if path[:length] in self._positions), None
        )
        return Place(self.shown, found.line, found.column) if found else Place(self.shown, 1, 1)

    def problem(self, path: KeyPath, message: str) -> Problem:
        """Return the problem `message` at the place of a key, on one line whatever it quotes."""
        return problem_at(self.place(path), "".join(map(_printable, message)))

    @cached_property
    def _positions(self) -> dict[KeyPath, Position]:
        from cmcompliance.read.toml_lines import positions  # noqa: PLC0415

        return positions(self.text)


def _printable(character: str) -> str:
    return character if character.isprintable() else character.encode("unicode_escape").decode("ascii")


def read_toml(path: Path, shown: str) -> TomlFile:
    """Return what a file says. Raises SettingsError when it cannot be read or is no TOML."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SettingsError([Problem(shown, 1, 1, f"cannot be read: {error.strerror or error}")]) from None
    return parse_toml(data, shown)


def parse_toml(data: bytes, shown: str) -> TomlFile:
    """Return what the bytes of a TOML file say. Raises SettingsError."""
    import tomllib  # noqa: PLC0415  # most drafts have no settings

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise SettingsError([Problem(shown, line, column, "is not UTF-8: save it as UTF-8")]) from None
    try:
        return TomlFile(shown, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError([_syntax_problem(shown, text, str(error))]) from None
    except RecursionError:
        raise SettingsError([Problem(shown, 1, 1, "is nested too deeply")]) from None


def _syntax_problem(shown: str, text: str, message: str) -> Problem:
    found = _AT.fullmatch(message)
    if found is None:
        return Problem(shown, 1, 1, f"no valid TOML: {message}")
    lines = text.split("\n")
    line, column = (int(found[2]), int(found[3])) if found[2] else (len(lines), len(lines[-1]) + 1)
    return Problem(shown, line, column, f"no valid TOML: {found[1]}")
