"""The words and fixed wordings of our lexicon, those inside patterns too: what `aho` scans for."""

from __future__ import annotations

from collections.abc import Iterable

from cmcompliance.parse.fold import Folder
from cmcompliance.parse.patterns import Compiled, Literal, Pattern, PhraseCompiler, literals_of
from cmcompliance.parse.text_parser import phrases_of
from cmcompliance.rulebook import RuleBook, load_book
from cmcompliance.rulebook.phrase import parse_phrase


def measure() -> list[str]:
    """Return every literal, with the spaces that bound it."""
    return literals(load_book())


def literals(book: RuleBook) -> list[str]:
    """Return the literals of a book."""
    compiler = PhraseCompiler(Folder())
    parts = [part for concept in phrases_of(book.concepts).values() for part in concept]
    compiled = (one for part in parts for text in part for one in compiler.compile(parse_phrase(text)))
    found = {literal for one in compiled for literal in _literals_in(one) if literal.words}
    return sorted(f" {one.words}" if one.prefix else f" {one.words} " for one in found)


def _literals_in(one: Compiled) -> Iterable[Literal]:
    match one:
        case Literal():
            return (one,)
        case Pattern(steps):
            return literals_of(steps)
        case _:
            return ()
