"""What can be wrong with a rule book."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from cmcompliance.rulebook.book import Place


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault of a rule file, at a line and a column counted from 1."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class RuleBookError(ValueError):
    """A rule book that cannot be used; `problems` lists all that is wrong in all of its files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def problem_at(place: Place, message: str) -> Problem:
    """Return the problem `message` at `place`."""
    return Problem(place.file, place.line, place.column, message)


def nearest(word: str, known: Iterable[str], *, list_up_to: int = 12) -> str:
    """Return "; did you mean `x`?", or the valid words when none is near and they are few, or nothing."""
    words = sorted(set(known))
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    if near:
        return f"; did you mean `{near[0]}`?"
    if 0 < len(words) <= list_up_to:
        return f"; expected one of: {', '.join(words)}"
    return ""
