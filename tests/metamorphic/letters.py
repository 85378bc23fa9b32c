"""Letters taken apart, replaced, doubled, hidden or undone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Final

from metamorphic.edits import (
    Transformation,
    each_character,
    each_word,
    longest_word,
    unless,
)
from metamorphic.rewriting import Rewritten
from metamorphic.words import longest, speaks_by_capitals

_LOOK_ALIKES: Final = str.maketrans("aceopxyijsABCEHKMOPTX", "асеорхуіјѕАВСЕНКМОРТХ")
_GREEK: Final = str.maketrans("oνvABEHIKMNOPTYXZ", "ονν" + "ΑΒΕΗΙΚΜΝΟΡΤΥΧΖ")
_OPEN_BEFORE: Final = re.compile(r"(?:^|[^\w])\w['’]?[^\w\n]?$|['’.\-_*~|/·•]$")
_OPEN_AFTER: Final = re.compile(r"[^\w\n]?['’]?\w(?:\W|$)|['’.\-_*~|/·•(]")


def apart(sign: str) -> Transformation:
    """Write the longest word with a sign between its letters.

    Not beside a single letter or another sign: there one cannot say where the word begins or ends.
    """
    change = longest_word(5, sign.join)

    def changed(text: str) -> Rewritten | None:
        word = longest(text, 5)
        if word is None or _OPEN_BEFORE.search(text[: word[0]]) or _OPEN_AFTER.match(text[word[1] :]):
            return None
        return change(text)

    return changed


def signs_for(signs: Mapping[str, str]) -> Transformation:
    """Write the longest word with signs for some of its letters: no more than half, never the first, and no @
    for the last.
    """

    def changed(word: str) -> str:
        left = len(word) // 2
        new = ""
        for i, char in enumerate(word):
            sign = signs.get(char) if left and new else None
            if sign == "@" and i == len(word) - 1:
                sign = None
            left -= sign is not None
            new += sign or char
        return new

    return longest_word(6, changed)


def hidden(sign: str) -> Transformation:
    """Put something that nobody sees into each word."""
    return each_word(4, lambda word: word[:3] + sign + word[3:])


def looking_alike(table: Mapping[int, int | str | None]) -> Transformation:
    """Write letters of another alphabet that look the same."""
    return each_word(3, lambda word: word.translate(table))


cyrillic: Final = looking_alike(_LOOK_ALIKES)
greek: Final = looking_alike(_GREEK)
decomposed: Final = each_character(lambda char: unicodedata.normalize("NFD", char))


def _bare(char: str) -> str:
    if char in "œŒæÆ":
        return {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"}[char]
    return "".join(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c)) or char


without_accents: Final = each_word(1, lambda word: "".join(map(_bare, word)))
# In capitals nothing tells a name.
in_capitals: Final = unless(speaks_by_capitals, each_word(1, str.upper))
in_bare_capitals: Final = unless(
    speaks_by_capitals, each_word(1, lambda word: "".join(map(_bare, word)).upper())
)


def _last_vowel(word: str, change: Callable[[str], str]) -> str:
    match = re.search(r"[aeiouyéè](?=[^aeiouyéè]*$)", word)
    return word[: match.start()] + change(match[0]) + word[match.end() :] if match else word


elongated: Final = longest_word(5, lambda word: _last_vowel(word, lambda vowel: vowel * 5))
elongated_end: Final = longest_word(5, lambda word: word + word[-1] * 4)


def _swapped(word: str) -> str:
    i = len(word) // 2
    return word[: i - 1] + word[i] + word[i - 1] + word[i + 1 :]


swapped: Final = longest_word(8, _swapped)
doubled: Final = longest_word(8, lambda word: word[: len(word) // 2] + word[len(word) // 2 - 1 :])
missing: Final = longest_word(8, lambda word: word[: len(word) // 2] + word[len(word) // 2 + 1 :])
