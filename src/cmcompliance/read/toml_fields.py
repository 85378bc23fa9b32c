"""The TOML of front matter: fields, and the line on which each stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from typing import Any

from cmcompliance.draft.errors import FieldPath
from cmcompliance.read.item import FrontMatterError
from cmcompliance.read.toml_lines import positions

_AT = re.compile(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", re.DOTALL)


class TomlFields:
    """Reads a source that begins on a line of a file."""

    def __init__(self, source: str, first_line: int) -> None:
        """Raises FrontMatterError."""
        source = source.replace("\r\n", "\n")
        try:
            self._data = tomllib.loads(source)
            found = positions(source)
        except tomllib.TOMLDecodeError as error:
            raise _no_toml(str(error), source, first_line) from None
        except (RecursionError, ValueError):
            raise FrontMatterError("front matter: nested too deeply", first_line) from None
        self.lines: dict[FieldPath, int] = {
            path: position.line + first_line - 1 for path, position in found.items()
        }

    def outline(self) -> Mapping[str, Any]:
        """Return all fields."""
        return self._data

    def read(self, wanted: Callable[[str], bool] | None = None) -> dict[str, Any]:
        """Return the fields with these names, else all."""
        return {name: value for name, value in self._data.items() if wanted is None or wanted(name)}


def _no_toml(message: str, source: str, first_line: int) -> FrontMatterError:
    found = _AT.fullmatch(message)
    what = found[1] if found else message
    line = int(found[2]) if found and found[2] else source.count("\n")
    return FrontMatterError(f"front matter: no valid TOML: {what}", line + first_line - 1)
