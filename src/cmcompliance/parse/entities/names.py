"""Proper names inside a sentence, and the plates of vehicles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cmcompliance.parse.entities.found import Found

_LETTERS: Final = "A-HJ-NP-TV-Z"
_CANTONS: Final = "AG|AI|AR|BE|BL|BS|FR|GE|GL|GR|JU|LU|NE|NW|OW|SG|SH|SO|SZ|TG|TI|UR|VD|VS|ZG|ZH"
_PLATE = re.compile(
    rf"(?<![\w-])(?:[{_LETTERS}]{{2}}[- ]?\d{{3}}[- ]?[{_LETTERS}]{{2}}"  # France, Italy
    r"|(?P<old>\d{2,4} [A-Z]{2,3} (?:\d{2}|2[AB]))"  # France before 2009
    r"|[12]-[A-Z]{3}-\d{3}"  # Belgium
    r"|[A-Z]{2}\d{2} ?(?!OFF|NEW|NOW|THE|AND|FOR)[A-Z]{3}"  # United Kingdom
    rf"|(?:{_CANTONS})[ -]\d{{5,6}}"
    r")(?![\w-])"
)
# Elsewhere a plate looks like any code: only where it is called one.
_CALLED_PLATE = re.compile(
    r"\b(?:plates?|plaques?|immatricul\w+|immat|reg|registration|rego|numberplate)"
    r"(?: (?:number|no|is|est|c est|numero))*[ .:#n°]{1,4}"
    r"(?P<plate>[a-z0-9]{2,4}[ -]?[a-z0-9]{2,4}(?:[ -][a-z0-9]{2,3})?)\b"
)
_ABBREVIATED: Final = frozenset({"m", "mr", "mme", "mlle", "mrs", "ms", "dr", "me"})
_SHORTEST: Final = 3
_MANY: Final = 6


def find_plates(plain: str, text: str) -> Iterator[Found]:
    """Yield plates of vehicles: {"plate": as written}."""
    seen: set[int] = set()
    for match in _PLATE.finditer(text):
        if match["old"] and _is_shouted(text):
            continue
        seen.add(match.start())
        yield Found(match.start(), match.end(), "plate", {"plate": match[0]})
    for match in _CALLED_PLATE.finditer(plain):
        start, end = match.span("plate")
        plate = match["plate"]
        if start not in seen and any(map(str.isdigit, plate)) and any(map(str.isalpha, plate)):
            yield Found(start, end, "plate", {"plate": text[start:end]})


def _is_shouted(text: str) -> bool:
    # In capitals a shelf mark, or any "12 BIS 34", looks like a plate of before 2009.
    return 4 * sum(map(str.islower, text)) < sum(map(str.isupper, text))


def proper_names(words: Sequence[str], kinds: Sequence[str], folded: Sequence[str]) -> Iterator[int]:
    """Yield the words with a capital that follow another word, "M." or "Mrs." included: no sentence begins
    there. Nothing in a text that is mostly capitals.
    """
    spelled = [word for word, kind in zip(words, kinds, strict=True) if kind == "word"]
    if sum(word[:1].isupper() for word in spelled) > len(spelled) / 2 and len(spelled) >= _MANY:
        return
    for i in range(1, len(words)):
        if kinds[i] != "word" or not _is_capitalised(words[i]):
            continue
        before = i - 1
        if words[before] == "." and before and folded[before - 1] in _ABBREVIATED:
            before -= 1
        if kinds[before] == "word":
            yield i


def _is_capitalised(word: str) -> bool:
    if len(word) < _SHORTEST or not word[0].isupper():
        return False
    return word[1:].islower() or word.isupper() or "-" in word
