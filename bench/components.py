"""The components of a check, and what a check is made of when one of them is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any as Anything

from cmcompliance.draft import Author, Draft, Relationship
from cmcompliance.parse import ParsedField, Parser, Reading, TextParser
from cmcompliance.parse.fold import Folder, plain_letters
from cmcompliance.parse.parser import DraftParser, texts_of
from cmcompliance.parse.ranges import Range
from cmcompliance.parse.reading import SCOPES, Concepts
from cmcompliance.rulebook import RuleBook
from cmcompliance.rulebook.book import Sighting
from cmcompliance.rulebook.cache import cache_folder
from cmcompliance.rulebook.condition import All, Any, Condition, Test

_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Variant:
    """A check with one component left out: what it makes of the rule book and of a draft, and what reads."""

    name: str
    left_out: str
    book: Callable[[RuleBook], RuleBook] = lambda book: book
    draft: Callable[[Draft], Draft] = lambda draft: draft
    parser: Callable[[RuleBook], DraftParser] = Parser


class LowerCase(Folder):
    """Folds nothing but capitals."""

    def fold(self, token: str, kind: str = "word") -> tuple[str, ...]:
        """Return the words of a token, accents and all; a hashtag is one word."""
        if kind in {"word", "hashtag"}:
            return tuple(_WORDS.findall(self.plain(token)))
        return super().fold(token, kind)

    def plain(self, token: str) -> str:
        """Return a token as it is compared."""
        return token.lower()


class PlainLetters(LowerCase):
    """Folds capitals, accents and styled letters; mends no spelling and splits no hashtag."""

    def plain(self, token: str) -> str:
        """Return a token as it is compared."""
        return plain_letters(token)


class PartialParser:
    """Reads as the shipped parser does, then leaves something out."""

    def __init__(
        self,
        book: RuleBook,
        *,
        folder: Folder | None = None,
        change: Callable[[Reading], Reading] = lambda reading: reading,
    ) -> None:
        """`folder`: None for the lexicon's own; `change`: what is made of each reading."""
        self._texts = TextParser(book.concepts, cache_folder())
        self._change = change
        if folder is not None:
            self._texts.concepts.folder = folder

    def parse(self, draft: Draft) -> tuple[ParsedField, ...]:
        """Return a reading of each text of the draft."""
        moment = draft.published_at
        day = moment.date() if isinstance(moment, datetime) else moment
        return tuple(
            ParsedField(field, kind, self._change(self._texts.read(text, day, draft.language)))
            for field, kind, text in texts_of(draft)
        )


class _NoConcepts(Concepts):
    def _look_for(self, concept: str) -> list[Range]:
        return []


def nothing_said(reading: Reading) -> Reading:
    """Return a reading in which no word says anything."""
    return replace(reading, concepts=_NoConcepts(()), entities=())


def one_sentence(reading: Reading) -> Reading:
    """Return a reading whose text is a single line, sentence and clause."""
    all_of_it = ((0, len(reading.tokens.texts)),)
    segments = reading.segments._replace(lines=all_of_it, sentences=all_of_it, clauses=all_of_it)
    return replace(reading, segments=segments)


def without_entities(reading: Reading) -> Reading:
    """Return a reading without amounts, dates, mentions and the like."""
    return replace(reading, entities=())


def without_scopes(reading: Reading) -> Reading:
    """Return a reading in which everything is asserted here and now, by the author."""
    return replace(reading, scopes=dict.fromkeys(SCOPES, ()))


def without_entity_phrases(book: RuleBook) -> RuleBook:
    """Return the book without the phrases that hold an entity."""
    return replace(
        book,
        concepts={
            name: replace(concept, phrases=_plain(concept.phrases), exceptions=_plain(concept.exceptions))
            for name, concept in book.concepts.items()
        },
    )


def _plain(phrases: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {lang: tuple(one for one in group if "<" not in one) for lang, group in phrases.items()}


def without_exceptions(book: RuleBook) -> RuleBook:
    """Return the book with the phrases of its concepts, and none of the exceptions to them."""
    return replace(
        book, concepts={name: replace(concept, exceptions={}) for name, concept in book.concepts.items()}
    )


def without_proximity(book: RuleBook) -> RuleBook:
    """Return the book without what is seen only where several things stand close together."""
    return _with_sightings(book, lambda item: None if item.near else item)


def without_company(book: RuleBook) -> RuleBook:
    """Return the book with sightings that do not mind what stands beside."""
    return _with_sightings(book, lambda item: replace(item, without=()))


def without_read_ties(book: RuleBook) -> RuleBook:
    """Return the book in which commercial ties are what the draft declares, whatever the text says."""
    textual = frozenset(book.found) | {name for name in book.derived if name.startswith("says.")}
    derived = {
        name: replace(fact, condition=_never(fact.condition, textual))
        if name.startswith("relation.")
        else fact
        for name, fact in book.derived.items()
    }
    return replace(book, derived=derived)


def without_declarations(draft: Draft) -> Draft:
    """Return a draft that says where it will be read, and nothing of its author, ties and subject."""
    return draft.model_copy(
        update={"author": Author(), "relationship": Relationship(), "contest": None, "sectors": None}
    )


def _with_sightings(book: RuleBook, change: Callable[[Sighting], Sighting | None]) -> RuleBook:
    found = {
        name: replace(fact, sightings=tuple(item for one in fact.sightings if (item := change(one))))
        for name, fact in book.found.items()
    }
    return replace(book, found=found)


def _never(condition: Condition, facts: frozenset[str]) -> Condition:
    """Return the condition with these facts false: no day is before the first."""
    if isinstance(condition, All):
        return All(tuple(_never(member, facts) for member in condition.members))
    if isinstance(condition, Any):
        return Any(tuple(_never(member, facts) for member in condition.members))
    return Test("published_at", "<", (0,), condition.negated) if condition.fact in facts else condition


def _read_with(**parts: Anything) -> Callable[[RuleBook], DraftParser]:
    return partial(PartialParser, **parts)


VARIANTS = (
    Variant("full", "nothing"),
    Variant("no-text", "all that the text says", parser=_read_with(change=nothing_said)),
    Variant("no-declarations", "the declared author, ties, contest, sectors", draft=without_declarations),
    Variant("no-read-ties", "commercial ties read in the text", book=without_read_ties),
    Variant("lower-case", "folding, capitals excepted", parser=_read_with(folder=LowerCase())),
    Variant("plain-letters", "mended spellings, words in hashtags", parser=_read_with(folder=PlainLetters())),
    Variant("one-sentence", "lines, sentences and clauses", parser=_read_with(change=one_sentence)),
    Variant(
        "no-entities",
        "amounts, dates, mentions … as such",
        book=without_entity_phrases,
        parser=_read_with(change=without_entities),
    ),
    Variant("no-scopes", "negation, question, quotation …", parser=_read_with(change=without_scopes)),
    Variant("no-exceptions", "exceptions to phrases (`not:`)", book=without_exceptions),
    Variant("no-proximity", "words close together (`near`)", book=without_proximity),
    Variant("no-company", "words that must not be near (`without`)", book=without_company),
)
