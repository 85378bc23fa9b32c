"""Where a draft's words stand in its file, for programs that point there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from cmcompliance.read import ReadDraft, sound_name
from cmcompliance.render.source import Source, locate
from cmcompliance.report import TextSpan

STDIN_NAME = "<stdin>"
"""The file of what was read from standard input."""


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a file: lines and columns from 1, in code points, the end exclusive.

    `offset`: how many characters of the file stand before it, None when that is not known.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    offset: int | None
    length: int


def region_of(item: ReadDraft, field: str, start: int, end: int) -> Region | None:
    """Return where a stretch of a field stands in the file, None when the field has no lines there."""
    origin = item.origin
    if field != "text" or origin.text_line is None:
        return None
    text, above = item.draft.text, origin.text_line - 1
    line, column = locate(text, start)
    end_line, end_column = locate(text, max(start, end))
    offset = None if origin.text_offset is None else origin.text_offset + start
    return Region(line + above, column, end_line + above, end_column, offset, max(0, end - start))


def draft_line(item: ReadDraft) -> int:
    """Return the line that stands for a whole draft: that of its text, else that on which it begins."""
    return item.origin.text_line or item.origin.line or 1


def utf8_column(item: ReadDraft, start: int) -> int:
    """Return the column, from 1, of an offset of the text, counted in bytes of UTF-8."""
    text = item.draft.text
    column = locate(text, start)[1]
    return len(text[start - column + 1 : start].encode()) + 1


def field_line(source: Source, span: TextSpan) -> str:
    """Return the place of a span in a field that has no lines in the file: `media[0].overlay:1:5`."""
    line, column = locate(source.field(span.field), span.start)
    return f"{span.field}:{line}:{column}"


def path_in(file: str, root: str) -> str:
    """Return a file's path with slashes and in sound text, relative to the folder `root` if it lies there."""
    path = PurePath(file)
    if path.is_absolute() and path.is_relative_to(root):
        path = path.relative_to(root)
    return sound_name(path.as_posix())
