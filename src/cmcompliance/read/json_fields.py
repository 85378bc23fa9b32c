"""The JSON of front matter: fields, and the line on which each stands."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from cmcompliance.draft.errors import FieldPath
from cmcompliance.read.item import FrontMatterError
from cmcompliance.read.json_documents import without_twins
from cmcompliance.read.json_lines import lines_of


class JsonFields:
    """Reads a source that begins on a line of a file."""

    def __init__(self, source: str, first_line: int) -> None:
        """Raises FrontMatterError."""
        try:
            data = json.loads(source, object_pairs_hook=without_twins)
        except json.JSONDecodeError as error:
            message = f"front matter: not JSON: {error.msg}, column {error.colno}"
            raise FrontMatterError(message, error.lineno + first_line - 1) from None
        except RecursionError:
            raise FrontMatterError("front matter: nested too deeply", first_line) from None
        except ValueError as error:
            raise FrontMatterError(f"front matter: {error}", first_line) from None
        if not isinstance(data, dict):
            raise FrontMatterError("front matter holds fields with their values", first_line)
        self._data: dict[str, Any] = data
        self.lines: dict[FieldPath, int] = {
            path: line + first_line - 1 for path, line in lines_of(source).items()
        }

    def outline(self) -> Mapping[str, Any]:
        """Return all fields."""
        return self._data

    def read(self, wanted: Callable[[str], bool] | None = None) -> dict[str, Any]:
        """Return the fields with these names, else all."""
        return {name: value for name, value in self._data.items() if wanted is None or wanted(name)}
