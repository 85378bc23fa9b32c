"""Where the words of a finding stand: line and column in the file, and the line around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len

from cmcompliance.draft import Draft
from cmcompliance.render.style import Style, clean, cut_left, cut_right
from cmcompliance.report import TextSpan

_STEP = re.compile(r"([a-z_]+)(?:\[(\d+)\])?")
_LINE_END = re.compile(r"\r\n|\r|\n")
_MARKS = 4


@dataclass(frozen=True, slots=True)
class Source:
    """A draft, the name of its file, and the line there on which `text` begins if it has one."""

    draft: Draft
    name: str
    text_line: int | None = None

    def field(self, name: str) -> str:
        """Return the text of a field such as `media[0].overlay`; empty if the draft has none."""
        value: Any = self.draft
        for part, index in _STEP.findall(name):
            value = getattr(value, part, None)
            if index:
                value = value[int(index)] if isinstance(value, list) and int(index) < len(value) else None
        return value if isinstance(value, str) else ""


def locate(text: str, offset: int) -> tuple[int, int]:
    """Return line and column of an offset, both 1-based; CR, LF and CRLF end lines."""
    line, start = 1, 0
    for match in _LINE_END.finditer(text, 0, offset):
        line, start = line + 1, match.end()
    return line, offset - start + 1


def position(source: Source, span: TextSpan) -> str:
    """Return where a span begins: `post.md:7:12` in a file of its own, else `title:1:5`."""
    line, column = locate(source.field(span.field), span.start)
    if span.field == "text" and source.text_line is not None:
        return f"{source.name}:{line + source.text_line - 1}:{column}"
    return f"{span.field}:{line}:{column}"


def excerpt(source: Source, span: TextSpan, style: Style, width: int) -> str:
    """Return the line around a span, cut to `width` cells, with the span's words marked."""
    text = source.field(span.field)
    if text[span.start : span.end] != span.text:  # a field that cannot be shown: the words alone
        return style.mark(cut_right(_one_line(span.text), width - _MARKS))
    line_start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    line_end = _LINE_END.search(text, span.start)
    end = line_end.start() if line_end else len(text)
    words = text[span.start : min(span.end, end)].rstrip()
    more = "…" if span.end > end and text[end : span.end].strip() else ""
    return _fit(text[line_start : span.start], words + more, text[min(span.end, end) : end], style, width)


def _fit(before: str, words: str, after: str, style: Style, width: int) -> str:
    words = cut_right(_one_line(words), width - _MARKS)
    room = max(0, width - _MARKS - cell_len(words))
    before, after = clean(before).replace("\t", " ").lstrip(), clean(after).replace("\t", " ").rstrip()
    left = cut_left(before, max(room // 2, room - cell_len(after[: 2 * width])))
    right = cut_right(after, max(0, room - cell_len(left)))
    return left + style.mark(words) + right


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())
