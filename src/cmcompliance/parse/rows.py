"""Rows of numbers, kept flat: thousands of them are read from bytes at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import Final

_TYPE: Final = "I"


class Rows:
    """`rows[i]` is row i."""

    __slots__ = ("_ends", "_values")

    def __init__(self, ends: array[int], values: array[int]) -> None:
        """`ends[i]`: where row i ends in `values`."""
        self._ends = ends
        self._values = values

    @classmethod
    def of(cls, rows: Iterable[Iterable[int]]) -> Rows:
        """Return these rows."""
        found = [tuple(row) for row in rows]
        ends = array(_TYPE, accumulate(map(len, found)))
        return cls(ends, array(_TYPE, chain.from_iterable(found)))

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, row: int) -> tuple[int, ...]:
        return tuple(self._values[self._ends[row - 1] if row else 0 : self._ends[row]])

    @property
    def values(self) -> Sequence[int]:
        """The numbers of all rows, one row after the other."""
        return self._values

    def to_bytes(self) -> tuple[bytes, bytes]:
        """Return its two parts as bytes."""
        return self._ends.tobytes(), self._values.tobytes()

    @classmethod
    def from_bytes(cls, ends: bytes, values: bytes) -> Rows:
        """Read what `to_bytes` gave. Raises ValueError."""
        found = cls(array(_TYPE), array(_TYPE))
        found._ends.frombytes(ends)
        found._values.frombytes(values)
        return found
