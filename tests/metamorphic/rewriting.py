"""A text rewritten, and where each of its characters went."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Change = tuple[int, int, str]
"""The characters [start, end) become that string; start = end inserts it."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """`places[i]`: where character i of the old text now is, [start, end)."""

    text: str
    places: tuple[tuple[int, int], ...]

    def moved(self, start: int, end: int) -> tuple[int, int]:
        """Return where the characters [start, end) of the old text now are."""
        if start == end:
            at = self.places[start][0] if start < len(self.places) else len(self.text)
            return at, at
        return self.places[start][0], self.places[end - 1][1]


def rewrite(text: str, changes: Iterable[Change]) -> Rewritten:
    """Make changes that do not overlap; each character of a changed stretch is then all of what it became."""
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    at = new = 0
    for start, end, string in sorted(changes, key=lambda change: change[:2]):
        assert at <= start <= end <= len(text), (text, start, end)
        pieces += (text[at:start], string)
        places += [(new + i, new + i + 1) for i in range(start - at)]
        new += start - at
        places += [(new, new + len(string))] * (end - start)
        new += len(string)
        at = end
    pieces.append(text[at:])
    places += [(new + i, new + i + 1) for i in range(len(text) - at)]
    return Rewritten("".join(pieces), tuple(places))
