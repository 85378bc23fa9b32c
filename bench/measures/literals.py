"""The literals of our lexicon, as it searches them: what `aho` scans for."""

from __future__ import annotations

from cmcompliance.parse.lexicon import compile_lexicon
from cmcompliance.parse.text_parser import phrases_of
from cmcompliance.rulebook import RuleBook, load_book


def measure() -> list[str]:
    """Return every literal, with the spaces that bound it."""
    return literals(load_book())


def literals(book: RuleBook) -> list[str]:
    """Return the literals of a book."""
    concepts = phrases_of(book.concepts).values()
    labelled = [(0, phrase) for parts in concepts for part in parts for phrase in part]
    lexicon = compile_lexicon(labelled)
    return [*(f" {words} " for words in lexicon.words), *(f" {words}" for words in lexicon.stems)]
