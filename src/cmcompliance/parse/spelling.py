"""Slips of the finger in long words of the lexicon: two letters swapped, one doubled, one left out."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

SHORTEST_CORRECTED: Final = 7
_OPENING: Final = 4
"""A slip is in the first letters or after them: the others tell where to look."""


class Spelling:
    """Corrects unknown words into known ones, save those that people write on purpose.

    The last two letters never change: they are most of a word's grammar.
    """

    def __init__(self, words: Collection[str]) -> None:
        self._words = words
        self._index: _Index | None = None

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
        if self._index is None:
            self._index = _indexed(self._words)
        opening, following, length, ending = word[:_OPENING], word[_OPENING:], len(word), word[-2:]
        for wanted in (length, length + 1, length - 1):
            for known in self._index.by_opening.get((opening, wanted), ()):
                if known.endswith(ending) and _is_slip(known, word):
                    return known
        for known in self._index.by_rest.get(following, ()):
            if any(known[:i] + known[i + 1 : _OPENING + 1] == opening for i in range(_OPENING)):
                return known
        return None


class _Index(NamedTuple):
    """Long words by their opening and length, and by what follows their opening and one letter more."""

    by_opening: dict[tuple[str, int], list[str]]
    by_rest: dict[str, list[str]]


def _indexed(words: Collection[str]) -> _Index:
    by_opening: dict[tuple[str, int], list[str]] = {}
    by_rest: dict[str, list[str]] = {}
    for word in words:
        if len(word) >= SHORTEST_CORRECTED and word.isascii() and word.isalpha():
            by_opening.setdefault((word[:_OPENING], len(word)), []).append(word)
            by_rest.setdefault(word[_OPENING + 1 :], []).append(word)
    return _Index(by_opening, by_rest)


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
