"""Stretches of tokens or characters, compared quickly however many there are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

Range = tuple[int, int]
"""From `start` up to, without, `end`."""


class Taken:
    """Remembers which places are taken."""

    def __init__(self, length: int) -> None:
        self._places = bytearray(length)

    def is_free(self, start: int, end: int) -> bool:
        """Tell whether nothing of the range is taken."""
        return self._places.find(1, start, end) < 0

    def take(self, start: int, end: int) -> bool:
        """Take a range if it is free; tell whether it was."""
        if not self.is_free(start, end):
            return False
        self._places[start:end] = b"\1" * (end - start)
        return True


class Covers:
    """Ranges that cover others."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        self._starts: list[int] = []
        self._reach: list[int] = []
        reach = -1
        for start, end in sorted(ranges):
            reach = max(reach, end)
            self._starts.append(start)
            self._reach.append(reach)

    def reach(self, place: int) -> int:
        """Return how far the ranges that begin at or before a place reach; -1 if there are none."""
        index = bisect_right(self._starts, place) - 1
        return self._reach[index] if index >= 0 else -1
