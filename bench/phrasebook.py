"""The sentences and the words that invented posts are made of: `parts/*.txt`, a section a `[name]`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PARTS = Path(__file__).parent / "parts"
Sections = dict[str, list[str]]


@cache
def sections(language: str, name: str) -> Sections:
    """Return the lines of each section of one file, in its order."""
    found: Sections = {}
    for line in (PARTS / f"{language}-{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            found[line.strip("[]")] = []
        elif line:
            found[next(reversed(found))].append(line)
    return found
