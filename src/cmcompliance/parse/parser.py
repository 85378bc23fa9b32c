"""All published texts of a draft, parsed."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, cast

from spacy.tokens import Doc

from cmcompliance.draft.model import Draft
from cmcompliance.parse.language import PostTokenizer, new_vocab
from cmcompliance.parse.pipeline import create_pipeline
from cmcompliance.rulebook.book import RuleBook
from cmcompliance.rulebook.cache import cache_folder

_MOST_STRINGS: Final = 15_000


@dataclass(frozen=True, slots=True)
class ParsedField:
    """One text of a draft. `field`: `text`, `title`, `media[0].overlay` …; `kind`: text title overlay
    transcript
    alt rules_text links.
    """

    field: str
    kind: str
    doc: Doc


class Parser:
    """Parses drafts. One instance a thread; Docs stay valid as long as someone holds them."""

    def __init__(self, book: RuleBook) -> None:
        """The compiled lexicon is kept in the user's cache folder, as the book is."""
        with _no_collecting():
            self._nlp = create_pipeline(book.concepts, cache_folder())
        self._tokenizer = cast(PostTokenizer, self._nlp.tokenizer)

    def parse(self, draft: Draft) -> tuple[ParsedField, ...]:
        """Return a Doc for each text of the draft that is not empty, the text itself always first."""
        self._renew()
        day = _day(draft.published_at)
        return tuple(
            ParsedField(field, kind, self._doc(text, day, draft.language))
            for field, kind, text in texts_of(draft)
        )

    @property
    def known_strings(self) -> int:
        """How many different words the vocabulary holds at the moment."""
        return len(self._nlp.vocab.strings)

    def _doc(self, text: str, day: date | None, language: str | None) -> Doc:
        doc = self._nlp.make_doc(text)
        doc._.reference = day
        doc._.declared_language = language
        for _, component in self._nlp.pipeline:
            doc = component(doc)
        return doc

    def _renew(self) -> None:
        # spaCy keeps every new hashtag and URL for ever; Docs hold the vocabulary that they were made with.
        if self.known_strings > _MOST_STRINGS:
            vocab = new_vocab()
            self._nlp.vocab = vocab
            self._tokenizer.vocab = vocab


@contextlib.contextmanager
def _no_collecting() -> Iterator[None]:
    # Thousands of new objects and no garbage among them: looking for it would double the time.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


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
