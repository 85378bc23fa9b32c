"""What a transformation may touch: the words of a text that are no link, mention, hashtag, code or number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

_LETTER: Final = r"[^\W\d_]"
# Addresses, mentions, hashtags and whatever holds a digit are what they are, letter by letter; a word in
# capitals may be a promo code.
_FIXED: Final = re.compile(
    r"\S*(?:://|www\.|@)\S*|\S+\.(?:com|fr|org|net|be|ch|io|ly|to|shop|example|test|uk|eu|me|bio|co)\b\S*"
    r"|[#@＃]\S+|\S*\d\S*(?: (?:h|k|km|kg|g|cl|ml|m)\b)?|\b[A-Z]{2,}\b(?:-[A-Z]+)*"
)
_WORD: Final = re.compile(rf"{_LETTER}+")

_NAME: Final = re.compile(rf"(?<={_LETTER}[ '’])[A-ZÀ-Ö][a-zà-ÿ]|(?<={_LETTER}, )[A-ZÀ-Ö][a-zà-ÿ]")
# After a full stop only a small letter goes on, after an emoji a capital alone begins anew.
_GOING_ON: Final = re.compile(rf"[.…!?]\s*[a-zà-ÿ]|[^\w\s.…!?,;:'’\"()«»/&+%€$£-]\s*{_LETTER}")
_CODE: Final = re.compile(r"\bcodes?\b", re.IGNORECASE)

Stretch = tuple[int, int]


def words(text: str, least: int = 1) -> list[Stretch]:
    """Return the words of so many letters or more."""
    fixed = [match.span() for match in _FIXED.finditer(text)]
    return [
        match.span()
        for match in _WORD.finditer(text)
        if match.end() - match.start() >= least
        and not any(a < match.end() and match.start() < b for a, b in fixed)
    ]


def longest(text: str, least: int) -> Stretch | None:
    """Return the longest word in small letters, so no name; None if none has so many letters."""
    small = [word for word in words(text, least) if text[slice(*word)].islower()]
    return max(small, key=lambda word: (word[1] - word[0], -word[0]), default=None)


def gaps(text: str) -> Iterator[Stretch]:
    """Yield the single spaces between two words."""
    found = words(text)
    for (_, end), (start, _) in pairwise(found):
        if text[end:start] == " ":
            yield end, start


def speaks_by_capitals(text: str) -> bool:
    """Tell whether only capitals tell a name or a promo code, or small letters that a sentence goes on."""
    return any(sign.search(text) for sign in (_NAME, _GOING_ON, _CODE))
