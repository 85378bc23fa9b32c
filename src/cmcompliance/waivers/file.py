"""Waiver files: TOML with a `[[waiver]]` table for each, or what is wrong with one and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cmcompliance.draft.validation import path_text, wrong_value
from cmcompliance.read.toml_lines import KeyPath
from cmcompliance.rulebook.book import Place, RuleBook
from cmcompliance.rulebook.errors import Problem, nearest, problem_at
from cmcompliance.rulebook.selector import SelectorError, rules_selected
from cmcompliance.settings.errors import SettingsError
from cmcompliance.settings.toml_file import TomlFile, parse_toml, read_toml
from cmcompliance.waivers.model import WaiverDocument, WaiverTable
from cmcompliance.waivers.waiver import Waiver, waiver_of

_TABLE = "waiver"


@dataclass(frozen=True, eq=False)
class WaiverFile:
    """The waivers of a file, in its order."""

    toml: TomlFile
    waivers: tuple[Waiver, ...]

    def wrong_selectors(self, book: RuleBook) -> Iterator[Problem]:
        """Yield a problem for each waiver that names no rule of the book."""
        for index, waiver in enumerate(self.waivers):
            yield from wrong_selector(waiver, self.toml.place((_TABLE, index, "rule")), book)


def read_waivers(path: Path, shown: str) -> WaiverFile:
    """Return the waivers of a file, which messages call `shown`. Raises SettingsError."""
    return _waivers_in(read_toml(path, shown), path.parent)


def parse_waivers(data: bytes, path: Path, shown: str) -> WaiverFile:
    """Return the waivers in the bytes of a file that lies, or will lie, at `path`. Raises SettingsError."""
    return _waivers_in(parse_toml(data, shown), path.parent)


def wrong_selector(waiver: Waiver, place: Place, book: RuleBook) -> Iterator[Problem]:
    """Yield the problem of a waiver whose `rule`, written at `place`, names no rule of the book."""
    try:
        rules_selected(book, [waiver.rule])
    except SelectorError as error:
        yield problem_at(place, f"`rule`: {error}")


def _waivers_in(file: TomlFile, folder: Path) -> WaiverFile:
    try:
        document = WaiverDocument.model_validate(file.data)
    except ValidationError as error:
        raise SettingsError(_problem(file, detail) for detail in error.errors(include_url=False)) from None
    waivers = [
        waiver_of(table.model_dump(), "file", f"{file.shown}:{file.place((_TABLE, index)).line}", folder)
        for index, table in enumerate(document.waiver)
    ]
    return WaiverFile(file, tuple(waivers))


def _problem(file: TomlFile, detail: ErrorDetails) -> Problem:
    path: KeyPath = tuple(detail["loc"])
    name = f"`{path_text(path[2:] or path)}`"
    match detail["type"]:
        case "extra_forbidden" if len(path) == 1:
            message = f"unknown key {name}: the file holds [[{_TABLE}]] tables only"
        case "extra_forbidden":
            message = f"unknown key {name}{nearest(str(path[-1]), WaiverTable.model_fields)}"
        case "missing":
            message = f"a waiver needs {name}"
        case _ if len(path) <= 2:
            message = f"waivers are tables: write [[{_TABLE}]] above the keys of each"
        case _:
            message = f"{name}: {wrong_value(detail, path)}"
    return file.problem(path, message)
