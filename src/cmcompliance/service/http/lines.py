"""Lines of a stream of bytes as it comes in parts, each of bounded length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank; `data` None: it was longer than allowed."""

    number: int
    data: bytes | None


class LineSplitter:
    """Makes lines of parts; of a line that is too long, nothing is held."""

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._number = 1
        self._held = bytearray()
        self._too_long = False

    def feed(self, part: bytes) -> Iterator[Line]:
        """Yield the lines that are complete with these bytes."""
        begin = 0
        while (end := part.find(b"\n", begin)) >= 0:
            self._hold(part, begin, end)
            yield from self._line()
            begin = end + 1
        self._hold(part, begin, len(part))

    def end(self) -> Iterator[Line]:
        """Yield the last line, if it has no line end."""
        yield from self._line()

    def _hold(self, part: bytes, begin: int, end: int) -> None:
        if len(self._held) + end - begin > self._longest:
            self._too_long = True
            self._held.clear()
        elif not self._too_long:
            self._held += memoryview(part)[begin:end]

    def _line(self) -> Iterator[Line]:
        data = None if self._too_long else bytes(self._held)
        if data is None or data.strip():
            yield Line(self._number, data)
        self._number += 1
        self._too_long = False
        self._held.clear()
