"""Patterns of files, written as in .gitignore, from the folder of the file that says them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


@dataclass(frozen=True, eq=False)
class Patterns:
    """Some patterns of files; a later one wins, `!` takes out again."""

    spec: GitIgnoreSpec
    folder: Path

    def match(self, path: Path) -> bool:
        """Return whether an absolute path is meant; one outside the folder never is."""
        inside = os.path.relpath(path, self.folder)
        return not inside.startswith("..") and self.spec.match_file(inside)


def means_something(line: str) -> bool:
    """Return whether a line is a pattern, and not empty, a comment or no pattern at all."""
    from pathspec import GitIgnoreSpec  # noqa: PLC0415  # few files have patterns

    try:
        return any(pattern.include is not None for pattern in GitIgnoreSpec.from_lines([line]).patterns)
    except ValueError:
        return False


def as_pattern(example: str) -> AfterValidator:
    """Return pydantic's check that a line is a pattern; its message gives the example."""

    def checked(line: str) -> str:
        if not means_something(line):
            raise PydanticCustomError("pattern", "expected a pattern such as {example}", {"example": example})
        return line

    return AfterValidator(checked)


def patterns_of(lines: Sequence[str], folder: Path) -> Patterns:
    """Return the patterns that lines are."""
    from pathspec import GitIgnoreSpec  # noqa: PLC0415

    return Patterns(GitIgnoreSpec.from_lines(lines), folder)
