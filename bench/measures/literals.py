"""The plain words and wordings of our lexicon: what `aho` scans for."""

from __future__ import annotations

from cmcompliance.parse.fold import Folder
from cmcompliance.parse.patterns import Literal, compile_phrase
from cmcompliance.parse.text_parser import phrases_of
from cmcompliance.rulebook import RuleBook, load_book
from cmcompliance.rulebook.phrase import parse_phrase


def measure() -> list[str]:
    """Return every literal, with the spaces that bound it."""
    return literals(load_book())


def literals(book: RuleBook) -> list[str]:
    """Return the literals of a book."""
    folder = Folder()
    parts = [part for concept in phrases_of(book.concepts).values() for part in concept]
    compiled = (one for part in parts for text in part for one in compile_phrase(parse_phrase(text), folder))
    found = {one for one in compiled if isinstance(one, Literal) and one.words}
    return sorted(f" {one.words}" if one.prefix else f" {one.words} " for one in found)
