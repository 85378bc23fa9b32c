"""Ids that are unique within a scan, in some ten to twenty bytes of memory each."""

from __future__ import annotations

import hashlib
from array import array
from typing import Final

_SMALLEST: Final = 1 << 10
_FULL: Final = 0.7


class Ids:
    """Remembers ids by digests: the second draft of an id is called `id~2`, the third `id~3`."""

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * _SMALLEST))
        self._used = 0
        self._new = array("Q")

    def taken(self) -> bytes:
        """Return, in eight bytes each, the ids that were given out since it was asked before."""
        taken, self._new = self._new.tobytes(), array("Q")
        return taken

    def take(self, taken: bytes) -> None:
        """Note ids as given out, as `taken` returned them."""
        for value in array("Q", taken):
            self._put(value)

    def unique(self, own: str) -> str:
        """Return the id, with a number where it was given out before."""
        if self._add(own):
            return own
        high = 2
        while self._has(f"{own}~{high}"):
            high *= 2
        low = max(high // 2, 1)  # given out; `high` is not
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._has(f"{own}~{middle}") else (low, middle)
        made = f"{own}~{high}"
        self._add(made)
        return made

    def _has(self, name: str) -> bool:
        return self._slots[self._slot(_digest(name))] != 0

    def _add(self, name: str) -> bool:
        value = _digest(name)
        if not self._put(value):
            return False
        self._new.append(value)
        return True

    def _put(self, value: int) -> bool:
        slot = self._slot(value)
        if self._slots[slot]:
            return False
        self._slots[slot] = value
        self._used += 1
        if self._used > _FULL * len(self._slots):
            self._grow()
        return True

    def _slot(self, value: int) -> int:
        """Return where a digest is, or would be."""
        slots, mask = self._slots, len(self._slots) - 1
        slot = value & mask
        while slots[slot] not in (0, value):
            slot = (slot + 1) & mask
        return slot

    def _grow(self) -> None:
        before = self._slots
        self._slots = array("Q", bytes(16 * len(before)))
        for value in before:
            if value:
                self._slots[self._slot(value)] = value


def _digest(name: str) -> int:
    """Return eight bytes of a digest as a number, never 0."""
    short = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(short, "big") or 1
