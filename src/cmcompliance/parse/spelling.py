"""Slips of the finger in long words of the lexicon: two letters swapped, one doubled, one left out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from string import ascii_lowercase
from typing import Final

SHORTEST_CORRECTED: Final = 7
_LAST: Final = "\U0010ffff"
_OPENING: Final = 4
"""A slip is in the first letters or after them: the others tell where to look."""


class Spelling:
    """Corrects unknown words into known ones, save those that people write on purpose.

    The last two letters never change: they are most of a word's grammar.
    """

    def __init__(self, words: Collection[str]) -> None:
        self._words = words
        self._in_order: list[str] | None = None

    def correct(self, word: str) -> str | None:
        """Return a known word from which a folded, unknown one is a single slip away."""
        found = self._near_opening(word) or self._elsewhere(word)
        return found if found is not None and word not in written_on_purpose() else None

    def _near_opening(self, word: str) -> str | None:
        words = self._words
        for i in range(_OPENING):
            one, two, rest = word[i], word[i + 1], word[i + 2 :]
            if one == two:
                candidates: tuple[str, ...] = (word[:i] + one + rest,)
            else:
                candidates = (word[:i] + two + one + rest, word[: i + 1] + one + two + rest)
            for candidate in candidates:
                if len(candidate) >= SHORTEST_CORRECTED and candidate in words:
                    return candidate
        return None

    def _elsewhere(self, word: str) -> str | None:
        opening, following, length, ending = word[:_OPENING], word[_OPENING:], len(word), word[-2:]
        opened = [one for one in self._opened(opening) if one.endswith(ending)]
        for wanted in (length, length + 1, length - 1):
            for known in opened:
                if len(known) == wanted and _is_slip(known, word):
                    return known
        # Without its first letter a word is another one: lawless is no slip of flawless.
        for i in range(1, _OPENING):
            before, after = word[:i], opening[i:] + following
            for letter in ascii_lowercase:
                if before + letter + after in self._words:
                    return before + letter + after
        return None

    def _opened(self, opening: str) -> list[str]:
        """Return the words that begin with these letters and are long enough, in order."""
        if self._in_order is None:
            self._in_order = sorted(self._words)
        known = self._in_order
        opened = known[bisect_left(known, opening) : bisect_left(known, opening + _LAST)]
        return [one for one in opened if len(one) >= SHORTEST_CORRECTED and one.isascii() and one.isalpha()]


def _is_slip(known: str, word: str) -> bool:
    """Tell whether two letters of `known` are swapped in `word`, one is missing or one stands there twice."""
    i = _OPENING
    shortest = min(len(known), len(word))
    while i < shortest and known[i] == word[i]:
        i += 1
    if len(known) == len(word):
        return known[i : i + 2] == word[i + 1 : i + 2] + word[i : i + 1] and known[i + 2 :] == word[i + 2 :]
    if len(known) > len(word):
        return known[i + 1 :] == word[i:]
    return known[i:] == word[i + 1 :] and word[i] == word[i - 1]


@lru_cache(maxsize=1)
def written_on_purpose() -> frozenset[str]:
    """Return folded words of French and English that look like slips of words of the lexicon."""
    text = Path(__file__).with_name("no_slips.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))
