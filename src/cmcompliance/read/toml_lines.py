"""Where each key of a TOML text stands: tomllib reads values and forgets their places."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

KeyPath = tuple[str | int, ...]
"""The way to a value: ("paths", 0, "author", "role")."""

_SPACE = re.compile(r"[ \t]*")
_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_BETWEEN = re.compile(r"(?:[ \t\r\n,]+|#[^\n]*)*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}#\r\n]*")
_STRINGS = (
    re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}', re.DOTALL),
    re.compile(r"'''.*?'{3,5}", re.DOTALL),
    re.compile(r'"(?:[^"\\\n]|\\.)*"'),
    re.compile(r"'[^'\n]*'"),
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|(.))")
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A line and a column, both counted from 1, the column in characters."""

    line: int
    column: int


def positions(text: str) -> dict[KeyPath, Position]:
    """Return where each key and each element of an array stands first, in a text that tomllib accepts.

    A table that only its subtables name (`[a.b]` names `a`) stands where it is named first.
    """
    return _Locator(text).locate()


class _Locator:
    """Walks through a valid text: it looks for places and leaves the values to tomllib."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._at = 0
        self._found: dict[KeyPath, Position] = {}
        self._tables_in: dict[KeyPath, int] = {}

    def locate(self) -> dict[KeyPath, Position]:
        table: KeyPath = ()
        self._skip(_BLANK)
        while self._at < len(self._text):
            if self._text.startswith("[", self._at):
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)
        return self._found

    def _header(self) -> KeyPath:
        of_array = self._text.startswith("[[", self._at)
        self._at += 2 if of_array else 1
        path: KeyPath = ()
        parts = self._key()
        for number, (part, start) in enumerate(parts):
            path = (*path, part)
            self._note(path, start)
            last = number == len(parts) - 1
            if of_array and last:
                self._tables_in[path] = self._tables_in.get(path, 0) + 1
            if path in self._tables_in:
                path = (*path, self._tables_in[path] - 1)
                self._note(path, start)
        self._at += 2 if of_array else 1
        return path

    def _pair(self, table: KeyPath) -> None:
        path = table
        for part, start in self._key():
            path = (*path, part)
            self._note(path, start)
        self._at += 1  # the equals sign
        self._skip(_SPACE)
        self._value(path)

    def _key(self) -> list[tuple[str, int]]:
        parts = []
        while True:
            self._skip(_SPACE)
            start = self._at
            parts.append((self._name(), start))
            self._skip(_SPACE)
            if not self._text.startswith(".", self._at):
                return parts
            self._at += 1

    def _name(self) -> str:
        quoted = self._string()
        if quoted is None:
            return self._skip(_BARE)
        return quoted[1:-1] if quoted[0] == "'" else _ESCAPE.sub(_unescaped, quoted[1:-1])

    def _value(self, path: KeyPath) -> None:
        if self._text.startswith("[", self._at):
            self._array(path)
        elif self._text.startswith("{", self._at):
            self._inline_table(path)
        elif self._string() is None:
            self._skip(_SCALAR)

    def _array(self, path: KeyPath) -> None:
        self._at += 1
        index = 0
        while self._before("]"):
            element = (*path, index)
            self._note(element, self._at)
            self._value(element)
            index += 1
        self._at += 1

    def _inline_table(self, path: KeyPath) -> None:
        self._at += 1
        while self._before("}"):
            self._pair(path)
        self._at += 1

    def _before(self, closing: str) -> bool:
        """Step to the next element; False at the bracket that closes them."""
        self._skip(_BETWEEN)
        return not self._text.startswith(closing, self._at)

    def _string(self) -> str | None:
        for pattern in _STRINGS:
            match = pattern.match(self._text, self._at)
            if match:
                self._at = match.end()
                return match.group()
        return None

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        if match is None:
            return ""
        self._at = match.end()
        return match.group()

    def _note(self, path: KeyPath, start: int) -> None:
        if path not in self._found:
            line = bisect_right(self._line_starts, start)
            self._found[path] = Position(line, start - self._line_starts[line - 1] + 1)


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    return chr(int(code, 16)) if code else _ESCAPED[match[4]]
