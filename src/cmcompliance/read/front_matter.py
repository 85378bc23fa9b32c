"""Front matter: the YAML between two `---` lines at the top of a text, with a draft's metadata."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cmcompliance.draft.errors import FieldPath
from cmcompliance.read.item import FrontMatterError

_FENCE = re.compile(r"^---[ \t]*\r?\n")
_CLOSING_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The metadata, the file line of each of its fields, and where the body begins in the text."""

    fields: Mapping[str, Any]
    lines: Mapping[FieldPath, int]
    body_start: int

    def line_of(self, path: FieldPath) -> int | None:
        """Return the line of a field, or of the nearest field that holds it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None


def read_front_matter(content: str) -> FrontMatter:
    """Return the front matter of a text; without one, no fields and a body that begins at 0.

    Scalars stay texts, as they are written (`NO` is Norway, not false); the draft's model reads them.
    Keys may be nested or dotted (`author.role`). Raises FrontMatterError.
    """
    fences = _fences(content)
    if fences is None:
        return FrontMatter({}, {}, 0)
    opening, closing = fences
    # Most texts have none, and YAML costs a moment to import.
    from cmcompliance.read.yaml_fields import YamlFields  # noqa: PLC0415

    reader = YamlFields()
    fields = reader.read(content[opening.end() : closing.start()])
    return FrontMatter(fields, reader.lines, closing.end())


def block_of(content: str) -> tuple[int, int] | None:
    """Return where the YAML of the front matter begins and ends, None without. Raises FrontMatterError."""
    fences = _fences(content)
    return (fences[0].end(), fences[1].start()) if fences else None


def _fences(content: str) -> tuple[re.Match[str], re.Match[str]] | None:
    opening = _FENCE.match(content)
    if opening is None:
        return None
    closing = _CLOSING_FENCE.search(content, opening.end())
    if closing is None:
        raise FrontMatterError("front matter opens here (`---`) and is never closed by another `---` line", 1)
    return opening, closing
