"""Where each field of a JSON object stands."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from contextlib import suppress

from cmcompliance.draft.errors import FieldPath

_BLANK = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


def lines_of(text: str) -> dict[FieldPath, int]:
    """Return the line, from 1, of each field and item in the valid JSON that a text is.

    Of what is nested too deeply, only what stands before it.
    """
    walk = _Walk(text)
    with suppress(RecursionError):
        walk.value(_skip(text, 0), ())
    return walk.found


class _Walk:
    def __init__(self, text: str) -> None:
        self.found: dict[FieldPath, int] = {}
        self._text = text
        self._ends = [match.start() for match in re.finditer("\n", text)]

    def value(self, at: int, path: FieldPath) -> int:
        """Note what stands in the value that begins there, and return where it ends."""
        if self._text[at] in "{[":
            return self._members(at, path, self._text[at] == "{")
        return int(_DECODER.raw_decode(self._text, at)[1])

    def _members(self, at: int, path: FieldPath, named: bool) -> int:
        text = self._text
        at = _skip(text, at + 1)
        number = 0
        while text[at] not in "}]":
            name: str | int = number
            begin = at
            if named:
                name, at = _DECODER.raw_decode(text, at)
                at = _skip(text, _skip(text, at) + 1)
            self.found.setdefault((*path, name), bisect_left(self._ends, begin) + 1)
            at = _skip(text, self.value(at, (*path, name)))
            if text[at] == ",":
                at = _skip(text, at + 1)
            number += 1
        return at + 1


def _skip(text: str, position: int) -> int:
    match = _BLANK.match(text, position)
    return match.end() if match else position
