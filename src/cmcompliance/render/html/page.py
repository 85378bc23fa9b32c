"""Lay the page out: words come from `render.document`, looks from the template and its style sheet."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from cmcompliance.read import ReadError
from cmcompliance.render.document import Item, Page, Unread, document_language, field_name, page_of
from cmcompliance.render.document_words import document_words
from cmcompliance.render.html.highlight import Mark, Piece, pieces
from cmcompliance.render.outcome import Outcome
from cmcompliance.render.source import Source, lines_of, locate
from cmcompliance.render.style import clean, cut_right
from cmcompliance.render.text import advice_line
from cmcompliance.render.words import Language
from cmcompliance.report import TextSpan

_MOST_QUOTES = 6
_LONGEST_QUOTE = 120
_BEFORE_MARK = re.compile(" (?=[:;!?€%»])")


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


def render_html(outcomes: Sequence[Outcome], language: Language | None = None) -> str:
    """Return one page about all outcomes, in their order."""
    chosen = document_language(outcomes, language)
    words = document_words(chosen)
    style = _resource("report.css")
    reports = [outcome.report for outcome in outcomes if not isinstance(outcome, ReadError)]
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
        keep_trailing_newline=True,
    )
    environment.filters["tied"] = _tied
    template = environment.from_string(_resource("report.html.j2"))
    return template.render(
        language=chosen,
        words=words,
        style=Markup(style),
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
        sections=[
            _section(f"d{number}", page_of(outcome, chosen), words)
            for number, outcome in enumerate(outcomes, 1)
        ],
        advice=advice_line(reports[0], words["advice"]) if reports else None,
        most_quotes=_MOST_QUOTES,
    )


def _resource(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _tied(text: str) -> str:
    """Return our own words with the blanks of French typography, at which no line is to break."""
    return _BEFORE_MARK.sub("\u00a0", text.replace("« ", "«\u00a0"))


def _harmless(value: object) -> object:
    """Return what is printed without characters that act; what the template itself writes stays."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _section(anchor: str, page: Page, words: Mapping[str, str]) -> Section:
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
        quotes[item.number] = tuple(quoted)
    fields = (
        ShownField(field_name(field, words), tuple(pieces(page.source.field(field), found)))
        for field, found in marks.items()
    )
    return Section(anchor, page, tuple(fields), quotes)


def _mark(anchor: str, item: Item, span: TextSpan, source: Source) -> Mark | None:
    """Return where the words are to be marked, None if they are not to be found there."""
    if source.field(span.field)[span.start : span.end] != span.text:
        return None
    return Mark(span.start, span.end, "waived" if item.waived else item.severity, anchor, item.number)


def _quote(span: TextSpan, mark: Mark | None, source: Source, words: Mapping[str, str]) -> Quote:
    quoted = cut_right(" ".join(clean(span.text).split()), _LONGEST_QUOTE)
    line, column = locate(source.field(span.field), span.start)
    if span.field == "text":
        place = words["at_line"].format(line + (source.text_line or 1) - 1, column)
    else:
        place = f"{field_name(span.field, words)}, {words['at_line'].format(line, column)}"
    return Quote(quoted, place, mark.anchor if mark else None)
