"""Where the words of a finding stand: line and column in the file, and the line around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len

from cmcompliance.draft import Draft
from cmcompliance.render.style import clean, cut_left, cut_right
from cmcompliance.report import TextSpan

_STEP = re.compile(r"([a-z_]+)(?:\[(\d+)\])?")
_CUT = len("…")
_NARROWEST = 4
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line of a draft as it can be shown, and where in it the words stand that matter."""

    text: str
    marks: tuple[tuple[int, int], ...]

    @property
    def pieces(self) -> Iterator[tuple[str, bool]]:
        """The text in pieces, each with whether it is marked."""
        done = 0
        for start, end in self.marks:
            yield self.text[done:start], False
            yield self.text[start:end], True
            done = end
        yield self.text[done:], False

    @property
    def underline(self) -> str:
        """A line to stand under the text, with `^` under the marked words: emoji take two cells."""
        line = ""
        for start, end in self.marks:
            begin, stop = cell_len(self.text[:start]), cell_len(self.text[:end])
            line = line.ljust(begin) + "^" * max(1, stop - max(begin, len(line)))
        return line[: max(1, cell_len(self.text))]


@dataclass(frozen=True, slots=True)
class Source:
    """A draft and what it is called; the line of `file` on which `text` begins if it has one.

    `file`: where places in the text are said to be, if not at `name`.
    """

    draft: Draft
    name: str
    text_line: int | None = None
    file: str | None = None

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
        return f"{source.file or source.name}:{line + source.text_line - 1}:{column}"
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


def excerpt(source: Source, spans: Sequence[TextSpan], width: int) -> Excerpt:
    """Return the line on which the spans begin, cut to `width` cells around the first."""
    first = spans[0]
    text = source.field(first.field)
    if text[first.start : first.end] != first.text:  # a field that cannot be shown: the words alone
        words = cut_right(_visible(first.text).strip(), width)
        return Excerpt(words, ((0, len(words)),))
    line_start = max(text.rfind("\n", 0, first.start), text.rfind("\r", 0, first.start)) + 1
    line_end = _LINE_END.search(text, first.start)
    end = line_end.start() if line_end else len(text)
    stop = min(first.end, end)
    before, after = _visible(text[line_start : first.start]).lstrip(), _visible(text[stop:end]).rstrip()
    words = _visible(text[first.start : stop])
    if first.end > end and text[end : first.end].strip():
        words = words.rstrip() + "…"
    words = words if after else words.rstrip()
    others = [(span.start - stop, span.end - stop) for span in spans[1:]]
    room, made = width, _fitted(before, words, after, others, width)
    # An emoji that a span parts is wider than its parts.
    while room > _NARROWEST and cell_len(made.text) > width:
        room -= cell_len(made.text) - width
        made = _fitted(before, words, after, others, room)
    return made


def _fitted(before: str, words: str, after: str, others: Iterable[tuple[int, int]], width: int) -> Excerpt:
    """Return the words with as much around them as fits; `others`: what else is marked, from their end."""
    words = cut_right(words, width - 2 * _CUT)
    room = width - cell_len(words)
    left = cut_left(before, max(room // 2, room - cell_len(after[: 2 * width])))
    right = cut_right(after, room - cell_len(left))
    shown = left + words + right
    kept = len(shown) if right == after else len(shown) - _CUT
    done = len(left + words)
    marks = [(len(left), len(left + words.rstrip()))]
    marks += [(done + start, min(kept, done + end)) for start, end in others]
    return Excerpt(shown, tuple((start, end) for start, end in marks if start < end))


def _outermost(spans: Sequence[TextSpan]) -> list[TextSpan]:
    kept: list[TextSpan] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _visible(text: str) -> str:
    return clean(text).replace("\t", " ")
