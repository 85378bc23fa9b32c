"""What is inserted is written as the author writes: apostrophes, spaces before French signs, capitals."""

from __future__ import annotations

import re

_STRAIGHT, _CURLY = "'", "’"
_BEFORE_SIGN = re.compile(r" (?=[:;!?»])|(?<=«) ")
_HARD_BEFORE_SIGN = re.compile(r"[\u00a0\u202f](?=[:;!?»])")
_SOFT_BEFORE_SIGN = re.compile(r" (?=[:;!?»])")


def as_written(text: str, content: str, replaced: str = "") -> str:
    """Return a text in the typography of the field that it goes to; where that has none, as it is.

    `replaced`: the words in whose place it goes; it begins with a capital if they do.
    """
    if _CURLY in content and _STRAIGHT not in content:
        text = text.replace(_STRAIGHT, _CURLY)
    hard = _HARD_BEFORE_SIGN.search(content)
    if hard and not _SOFT_BEFORE_SIGN.search(content):
        text = _BEFORE_SIGN.sub(hard[0], text)
    return text[:1].upper() + text[1:] if replaced[:1].isupper() else text
