"""One draft as the page shows it: its texts with what findings point at, and the words they quote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cmcompliance.render.document import Item, Page, Unread, field_name
from cmcompliance.render.html.highlight import Mark, Piece, pieces
from cmcompliance.render.source import Source, lines_of, locate
from cmcompliance.render.style import clean, cut_right
from cmcompliance.report import TextSpan

MOST_QUOTES: Final = 6
_LONGEST_QUOTE: Final = 120


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a finding rests on, where they stand, and the anchor of the place on the page."""

    words: str
    place: str
    anchor: str | None


@dataclass(frozen=True, slots=True)
class ShownField:
    """A text of the draft, in pieces."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One draft on the page; `quotes` by the number of the finding."""

    anchor: str
    page: Page
    fields: tuple[ShownField, ...]
    quotes: dict[int, tuple[Quote, ...]]


def section_of(anchor: str, page: Page, words: Mapping[str, str]) -> Section:
    """Return a draft ready to be laid out; `anchor`: what the names of its places begin with."""
    if isinstance(page, Unread):
        return Section(anchor, page, (), {})
    items = [*page.findings, *page.waived]
    marks: dict[str, list[Mark]] = {"text": []}
    quotes: dict[int, tuple[Quote, ...]] = {}
    for item in items:
        quoted = []
        spans = [span for line in lines_of(page.source, item.spans) for span in line]
        for number, span in enumerate(spans, 1):
            mark = _mark(f"{anchor}-m{item.number}-{number}", item, span, page.source)
            if mark is not None:
                marks.setdefault(span.field, []).append(mark)
            quoted.append(_quote(span, mark, page.source, words))
        for number, span in enumerate(_overlapping(item.spans, spans), len(spans) + 1):
            if (mark := _mark(f"{anchor}-m{item.number}-{number}", item, span, page.source)) is not None:
                marks.setdefault(span.field, []).append(mark)
        quotes[item.number] = tuple(quoted)
    fields = (
        ShownField(field_name(field, words), tuple(pieces(page.source.field(field), found)))
        for field, found in marks.items()
    )
    return Section(anchor, page, tuple(fields), quotes)


def _overlapping(spans: Sequence[TextSpan], quoted: Sequence[TextSpan]) -> list[TextSpan]:
    """Return those that are not quoted, since they begin within one that is, and go on beyond it."""
    ends: dict[str, list[tuple[int, int]]] = {}
    for span in quoted:
        ends.setdefault(span.field, []).append((span.start, span.end))
    return [
        span
        for span in spans
        if not any(start <= span.start and span.end <= end for start, end in ends.get(span.field, ()))
    ]


def _mark(anchor: str, item: Item, span: TextSpan, source: Source) -> Mark | None:
    """Return where the words are to be marked, None if they are not to be found there."""
    if source.field(span.field)[span.start : span.end] != span.text:
        return None
    return Mark(span.start, span.end, "waived" if item.waived else item.severity, anchor, item.number)


def _quote(span: TextSpan, mark: Mark | None, source: Source, words: Mapping[str, str]) -> Quote:
    quoted = cut_right(" ".join(clean(span.text).split()), _LONGEST_QUOTE)
    line, column = locate(source.field(span.field), span.start)
    if not source.field(span.field):  # of a draft whose other fields are not at hand
        place = field_name(span.field, words)
    elif span.field == "text":
        place = words["at_line"].format(line + (source.text_line or 1) - 1, column)
    else:
        place = f"{field_name(span.field, words)}, {words['at_line'].format(line, column)}"
    return Quote(quoted, place, mark.anchor if mark else None)
