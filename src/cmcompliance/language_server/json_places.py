"""Where the drafts of a JSON text, and the fields of one, stand in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from cmcompliance.draft.errors import FieldPath

_BLANK = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()
_LETTER = re.compile(
    r"\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\.|[^\\]", re.DOTALL
)

Stretch = tuple[int, int]
"""Where something begins and ends."""


def drafts_in_lines(text: str, start: int) -> Iterator[int]:
    """Yield where each line begins that is not blank."""
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            yield _skip(text, start)
        start = end + 1


def drafts_in_document(text: str, start: int) -> Iterator[int]:
    """Yield where the draft begins; of a list, where each item does, up to where it is broken."""
    at = _skip(text, start)
    if not text.startswith("[", at):
        yield at
        return
    at = _skip(text, at + 1)
    while at < len(text) and text[at] != "]":
        yield at
        try:
            _, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        at = _skip(text, at)
        if not text.startswith(",", at):
            return
        at = _skip(text, at + 1)


def field_stretch(text: str, start: int, path: FieldPath) -> Stretch | None:
    """Return where the value of a field stands in the object or list that begins at `start`."""
    at = start
    end = 0
    for step in path:
        found = _member(text, at, step)
        if found is None:
            return None
        at, end = found
    return (at, end) if path else None


def letters_of(text: str, string: Stretch) -> Sequence[int] | None:
    """Return where each character of a string is written, then its closing quote; None for no string."""
    start, stop = string
    if not text.startswith('"', start):
        return None
    if "\\" not in text[start:stop]:
        return range(start + 1, stop)
    return [*(letter.start() for letter in _LETTER.finditer(text, start + 1, stop - 1)), stop - 1]


def _member(text: str, start: int, name: str | int) -> Stretch | None:
    named = isinstance(name, str)
    if not text.startswith("{" if named else "[", start):
        return None
    at, number = _skip(text, start + 1), 0
    try:
        while text[at] not in "}]":
            key: str | int = number
            if named:
                key, at = _DECODER.raw_decode(text, at)
                at = _skip(text, _skip(text, at) + 1)
            value = at
            _, end = _DECODER.raw_decode(text, at)
            if key == name:
                return value, end
            at = _skip(text, end)
            if text[at] == ",":
                at = _skip(text, at + 1)
            number += 1
    except (ValueError, RecursionError, IndexError):
        return None
    return None


def _skip(text: str, position: int) -> int:
    match = _BLANK.match(text, position)
    return match.end() if match else position
