"""All published texts of a draft, parsed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from cmcompliance.draft.model import Draft
from cmcompliance.parse.reading import Reading
from cmcompliance.parse.text_parser import TextParser
from cmcompliance.parse.unpublished import without_comments
from cmcompliance.rulebook.book import RuleBook
from cmcompliance.rulebook.cache import cache_folder
from cmcompliance.rulebook.collecting import without_collecting

if TYPE_CHECKING:
    from spacy.tokens import Doc


_PAGES = ("blog", "website", "newsletter")
"""Where a draft is the source of a page, as Markdown or HTML; elsewhere a text appears as it is written."""


@dataclass(frozen=True)
class ParsedField:
    """One text of a draft. `field`: `text`, `title`, `media[0].overlay` …; `kind`: text title overlay
    transcript alt rules_text links.
    """

    field: str
    kind: str
    reading: Reading

    @cached_property
    def doc(self) -> Doc:
        """The reading as a spaCy Doc, made when first asked for, with a vocabulary of its own."""
        # Here, because a check needs no Doc and spaCy takes longer to import than everything else together.
        from cmcompliance.parse.pipeline.docs import doc_of  # noqa: PLC0415

        return doc_of(self.reading)


class DraftParser(Protocol):
    """Whatever reads the texts of a draft."""

    def parse(self, draft: Draft) -> tuple[ParsedField, ...]:
        """Return a reading of each text that is not empty, the text itself always first."""
        ...


class Parser:
    """Parses drafts. One instance a thread."""

    def __init__(self, book: RuleBook) -> None:
        """The compiled lexicon is kept in the user's cache folder, as the book is."""
        with without_collecting():
            self._texts = TextParser(book.concepts, cache_folder())

    def parse(self, draft: Draft) -> tuple[ParsedField, ...]:
        """Return a reading of each text of the draft that is not empty, the text itself always first."""
        day = _day(draft.published_at)
        is_page = draft.platform in _PAGES
        return tuple(
            ParsedField(
                field,
                kind,
                self._read_page(text, day, draft.language)
                if is_page and kind == "text"
                else self._texts.read(text, day, draft.language),
            )
            for field, kind, text in texts_of(draft)
        )

    def _read_page(self, text: str, day: date | None, language: str | None) -> Reading:
        """Read what a page shows; the reading's text is the author's own all the same."""
        shown = without_comments(text)
        reading = self._texts.read(shown, day, language)
        if shown == text:
            return reading
        return replace(reading, tokens=reading.tokens._replace(text=text))


def texts_of(draft: Draft) -> Iterator[tuple[str, str, str]]:
    """Yield (field, kind, text) of everything that a draft publishes as text."""
    yield "text", "text", draft.text
    if draft.title:
        yield "title", "title", draft.title
    for number, medium in enumerate(draft.media):
        for kind in ("overlay", "transcript", "alt"):
            text = getattr(medium, kind)
            if text:
                yield f"media[{number}].{kind}", kind, text
    if draft.contest is not None and draft.contest.rules_text:
        yield "contest.rules_text", "rules_text", draft.contest.rules_text
    for number, link in enumerate(draft.links):
        if link:
            yield f"links[{number}]", "links", link


def _day(moment: datetime | date | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment
