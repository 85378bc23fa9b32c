"""The entries that one file brings: each a named part of the rule book with what it refers to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from cmcompliance.rulebook.book import Place
from cmcompliance.rulebook.condition import Test

Category = Literal[
    "book",
    "obligation",
    "territory",
    "platform",
    "source",
    "concept",
    "fact",
    "rule",
    "question",
    "field",
    "placeholder",
    "statement",
    "clause",
    "duty",
    "mechanic",
]


@dataclass(frozen=True, slots=True)
class Reference:
    """A word that must exist elsewhere in the book."""

    category: Category
    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class TestLine:
    """One line of a condition; `bound` says which `$name` of which scope entry it was read with."""

    test: Test
    place: Place
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A named part of the book. `value` is its frozen form (see `book.py`).

    `everywhere`: where a rule says that it applies in every territory and on every platform.
    """

    category: Category
    name: str
    value: Any
    place: Place
    references: tuple[Reference, ...] = ()
    tests: tuple[TestLine, ...] = ()
    everywhere: Place | None = None
