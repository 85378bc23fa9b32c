"""Where the drafts of a scan are in its parts, by their digest, in sixteen bytes of memory each."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np

_MOST: Final = 16
"""How many drafts that look alike are offered: any will do, unless settings of their archives differ."""


class Index:
    """Offers places; whoever takes one looks whether the draft there is the one that was meant."""

    def __init__(self, parts: Iterable[tuple[int, Sequence[str]]]) -> None:
        """`parts`: the number of each and the digests of its drafts, in hexadecimal digits."""
        keys, numbers, rows = array("Q"), array("I"), array("I")
        for number, digests in parts:
            keys.extend(_key(digest) for digest in digests)
            numbers.extend([number] * len(digests))
            rows.extend(range(len(digests)))
        found = np.frombuffer(keys, np.uint64) if keys else np.zeros(0, np.uint64)
        order = np.argsort(found, kind="stable")
        self._keys = found[order]
        self._numbers = np.asarray(numbers, np.uint32)[order]
        self._rows = np.asarray(rows, np.uint32)[order]

    def __len__(self) -> int:
        return len(self._keys)

    def begins(self, digests: Sequence[str]) -> list[int]:
        """Return for each digest where in the index it would begin."""
        keys = np.fromiter(map(_key, digests), np.uint64, len(digests))
        found: list[int] = np.searchsorted(self._keys, keys).tolist()
        return found

    def places(self, digest: str, begin: int) -> Iterator[tuple[int, int]]:
        """Yield the part and the row of drafts that may have a digest, which begins there."""
        key = _key(digest)
        for place in range(begin, min(begin + _MOST, len(self._keys))):
            if self._keys[place] != key:
                return
            yield int(self._numbers[place]), int(self._rows[place])


def _key(digest: str) -> int:
    return int(digest[:16], 16)
