"""Condition trees as indented lines."""

from __future__ import annotations

from collections.abc import Iterator

from cmcompliance.rulebook import RuleBook
from cmcompliance.rulebook.condition import All, Condition, Test
from cmcompliance.rulebook.wording import line_of, words_of_test

ALL_OF = {"fr": "tout ceci :", "en": "all of:"}
ANY_OF = {"fr": "l'un de :", "en": "any of:"}


def tree_lines(condition: Condition, book: RuleBook, language: str, *, indent: int = 0) -> Iterator[str]:
    """Yield a condition as lines, each test with the meaning of its fact."""
    pad = " " * indent
    if isinstance(condition, Test):
        meaning = words_of_test(book, condition, language)
        yield f"{pad}{line_of(condition)}{f'  ({meaning})' if meaning else ''}"
        return
    yield pad + (ALL_OF if isinstance(condition, All) else ANY_OF)[language]
    for member in condition.members:
        yield from tree_lines(member, book, language, indent=indent + 2)
