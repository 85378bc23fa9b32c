"""One table of settings: the top of a file, or what it says of some paths."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cmcompliance.rulebook.book import Place
from cmcompliance.settings.toml_file import TomlFile

if TYPE_CHECKING:
    from cmcompliance.read.toml_lines import KeyPath
    from cmcompliance.settings.model import SettingsTable

_NO_VALUES = {"extends", "exclude", "paths", "match"}


@dataclass(frozen=True, eq=False)
class Layer:
    """What a table sets, by key: ("author", "role"). `prefix` leads to it in the file in `folder`."""

    file: TomlFile
    folder: Path
    prefix: KeyPath
    values: Mapping[KeyPath, Any]

    def place(self, *key: str | int) -> Place:
        """Return where a key of the table is written."""
        return self.file.place((*self.prefix, *key))


def layer_of(table: SettingsTable, file: TomlFile, folder: Path, prefix: KeyPath) -> Layer:
    """Return the layer that a table makes."""
    said = table.model_dump(exclude_unset=True, exclude_none=True, exclude=_NO_VALUES)
    return Layer(file, folder, prefix, dict(_flat(said, ())))


def _flat(table: Mapping[str, Any], prefix: KeyPath) -> list[tuple[KeyPath, Any]]:
    values: list[tuple[KeyPath, Any]] = []
    for name, value in table.items():
        path = (*prefix, name)
        values += _flat(value, path) if isinstance(value, dict) else [(path, value)]
    return values
