"""Offsets in a text, and places in it as an editor counts them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

from lsprotocol import types

_LINE_END = re.compile(r"\r\n|\r|\n")
_CODECS: Mapping[str, tuple[str, int]] = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2)}


class Lines:
    """The lines of a text; a column counts the units of the encoding that was agreed on with the editor."""

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        """`encoding`: utf-8, utf-16 or utf-32."""
        self.text = text
        self._codec = _CODECS.get(encoding)
        ends = [(match.start(), match.end()) for match in _LINE_END.finditer(text)]
        self._starts = [0, *(end for _, end in ends)]
        self._stops = [*(start for start, _ in ends), len(text)]

    def __len__(self) -> int:
        return len(self._starts)

    def position(self, offset: int) -> types.Position:
        """Return the place of an offset; one outside the text is taken for the nearest inside."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset) - 1
        start = self._starts[line]
        return types.Position(line, self._units(self.text[start : min(offset, self._stops[line])]))

    def range(self, start: int, end: int) -> types.Range:
        """Return the stretch between two offsets."""
        return types.Range(self.position(start), self.position(max(start, end)))

    def offset(self, position: types.Position) -> int:
        """Return the offset of a place; one outside the text or inside a character is moved into it."""
        if position.line >= len(self._starts):
            return len(self.text)
        start, stop = self._starts[position.line], self._stops[position.line]
        return start + self._characters(self.text[start:stop], position.character)

    def line_at(self, offset: int) -> int:
        """Return the line, from 0, in which an offset is."""
        return bisect_right(self._starts, min(max(offset, 0), len(self.text))) - 1

    def stretch(self, line: int) -> tuple[int, int]:
        """Return where a line, from 0, begins and ends without its line end."""
        line = min(max(line, 0), len(self._starts) - 1)
        return self._starts[line], self._stops[line]

    def words_of(self, line: int) -> tuple[int, int]:
        """Return where what is written on a line begins and ends."""
        start, stop = self.stretch(line)
        written = self.text[start:stop]
        begin = start + len(written) - len(written.lstrip())
        return min(begin, stop), max(begin, start + len(written.rstrip()))

    def _units(self, text: str) -> int:
        if self._codec is None or text.isascii():
            return len(text)
        codec, size = self._codec
        return len(text.encode(codec, "surrogatepass")) // size

    def _characters(self, line: str, units: int) -> int:
        if self._codec is None or line.isascii():
            return min(max(units, 0), len(line))
        codec, size = self._codec
        data = line.encode(codec, "surrogatepass")[: max(units, 0) * size]
        return len(data.decode(codec, "ignore"))
