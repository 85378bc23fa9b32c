"""Where the words of a finding stand: line and column in the file, and the line around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
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


def lines_of(source: Source, spans: Iterable[TextSpan]) -> list[list[TextSpan]]:
    """Return together the spans that begin on one line, in reading order; the lines as they first come.

    A span inside another one of its line is left out.
    """
    lines: dict[tuple[str, int], list[TextSpan]] = {}
    ends: dict[str, list[int]] = {}
    for span in spans:
        if span.field not in ends:
            ends[span.field] = [match.end() for match in _LINE_END.finditer(source.field(span.field))]
        line = bisect_right(ends[span.field], span.start)
        lines.setdefault((span.field, line), []).append(span)
    return [_outermost(members) for members in lines.values()]


def excerpt(source: Source, spans: Sequence[TextSpan], style: Style, width: int) -> str:
    """Return the line on which the spans begin, cut to `width` cells around the first, with them marked."""
    first = spans[0]
    text = source.field(first.field)
    if text[first.start : first.end] != first.text:  # a field that cannot be shown: the words alone
        return style.mark(cut_right(_one_line(first.text), width - _MARKS))
    line_start = max(text.rfind("\n", 0, first.start), text.rfind("\r", 0, first.start)) + 1
    line_end = _LINE_END.search(text, first.start)
    end = line_end.start() if line_end else len(text)
    words = text[first.start : min(first.end, end)].rstrip()
    if first.end > end and text[end : first.end].strip():
        words += "…"
    words = cut_right(_one_line(words), width - _MARKS)
    room = max(0, width - _MARKS - cell_len(words))
    before, after = _visible(text[line_start : first.start]).lstrip(), text[min(first.end, end) : end]
    left = cut_left(before, max(room // 2, room - cell_len(after[: 2 * width])))
    room -= cell_len(left)
    others = [(span.start - first.end, min(span.end, end) - first.end) for span in spans[1:]]
    return left + style.mark(words) + _marked(_visible(after).rstrip(), others, style, room)


def _marked(text: str, marks: Sequence[tuple[int, int]], style: Style, room: int) -> str:
    """Return a text cut to `room` cells with those stretches of it marked that fit with their marks."""
    done, result = 0, ""
    for start, end in marks:
        needed = cell_len(text[done:end]) + _MARKS + 1
        if start < done or end > len(text) or needed > room:
            break
        result += text[done:start] + style.mark(text[start:end])
        room -= needed - 1
        done = end
    return result + cut_right(text[done:], room)


def _outermost(spans: Sequence[TextSpan]) -> list[TextSpan]:
    kept: list[TextSpan] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _visible(text: str) -> str:
    return clean(text).replace("\t", " ")


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())
