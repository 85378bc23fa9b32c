"""Where in a TOML text a cursor is, also while the text is unfinished."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cmcompliance.language_server.cursor import Cursor, KeyPath

_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?(?:"{3,5}|\Z)'
    r"|'''.*?(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]|\\.)*"?'
    r"|'[^'\n]*'?"
    r"|\#[^\n]*"
    r"|[A-Za-z0-9_-]+"
    r"|\r?\n|[ \t]+|.",
    re.DOTALL,
)


@dataclass(slots=True)
class _Open:
    """An array or an inline table that is open."""

    sort: str
    path: KeyPath
    index: int = 0


@dataclass(slots=True)
class _Walk:
    """Goes through the tokens of a text."""

    table: KeyPath = ()
    key: list[str] = field(default_factory=list)
    valued: bool = False
    header: str | None = None
    open: list[_Open] = field(default_factory=list)
    counts: dict[KeyPath, int] = field(default_factory=dict)
    before: str = "\n"

    def take(self, token: str) -> None:
        if token.isspace() and "\n" not in token:
            return
        if "\n" in token and token.strip() == "":
            self._line_ends()
        elif token.startswith("#"):
            pass
        elif token == "[" and not self.valued and not self.open:
            self.header = "[[" if self.header == "[" and self.before == "[" else "["
            self.key = []
        elif self.header is not None:
            self._in_header(token)
        elif token == "=":
            self.valued = True
        elif token in {"[", "{"} and self.valued:
            self._opens(token)
        elif token in {"]", "}"} and self.open:
            self._closes()
        elif token == "," and self.open:
            self._next()
        elif not self.valued and token != ".":
            self.key = [*self.key, _name(token)] if self.before == "." else [_name(token)]
        self.before = token

    def _in_header(self, token: str) -> None:
        if token == "]":
            if self.header != "done":
                self.table = self._table(tuple(self.key), self.header == "[[")
            self.header, self.key = "done", []
        elif token != "." and self.header != "done":
            self.key.append(_name(token))

    def _table(self, path: KeyPath, of_array: bool) -> KeyPath:
        if of_array:
            self.counts[path] = self.counts.get(path, -1) + 1
        full: KeyPath = ()
        plain: KeyPath = ()
        for part in path:
            full, plain = (*full, part), (*plain, part)
            if plain in self.counts:
                full = (*full, self.counts[plain])
        return full

    def _line_ends(self) -> None:
        if self.header is not None:
            self.header = None
            self.key = []
        if not self.open:
            self.valued, self.key = False, []

    def _opens(self, token: str) -> None:
        self.open.append(_Open(token, self.path()))
        self.key = []
        self.valued = token == "["

    def _closes(self) -> None:
        self.open.pop()
        self.key, self.valued = [], True

    def _next(self) -> None:
        top = self.open[-1]
        top.index += 1
        self.key, self.valued = [], top.sort == "["

    def path(self) -> KeyPath:
        """Return the way to the value that would stand here."""
        if not self.open:
            return (*self.table, *self.key)
        top = self.open[-1]
        return (*top.path, top.index) if top.sort == "[" else (*top.path, *self.key)


def toml_cursor(text: str, offset: int) -> Cursor | None:
    """Return what a cursor stands on; None in a comment."""
    walk = _Walk()
    before = text[:offset]
    last = ""
    for match in _TOKEN.finditer(before):
        last = match.group()
        if match.end() < len(before) or not _is_word(last):
            walk.take(last)
    if last.startswith("#"):
        return None
    if walk.header is not None:
        return Cursor(tuple(walk.key), True, False) if walk.header != "done" else None
    if walk.valued:
        return Cursor(walk.path(), False, True)
    parents = tuple(walk.key) if walk.before == "." else ()
    base = (*walk.open[-1].path,) if walk.open else walk.table
    return Cursor((*base, *parents), True, False)


def toml_key(text: str, offset: int, end: int) -> Cursor | None:
    """Return the cursor on a word that ends at `end`, with the word itself where it is a key."""
    found = toml_cursor(text, end)
    if found is None or not found.as_key:
        return found
    start = end
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] in "_-"):
        start -= 1
    return Cursor(found.path, True, False, text[start:end]) if start <= offset else found


def _is_word(token: str) -> bool:
    """Whether a token may go on at the cursor."""
    if token[0] in "\"'":
        return len(token) == 1 or token[-1] != token[0]
    return token[0].isalnum() or token[0] in "_-"


def _name(token: str) -> str:
    return token.strip("\"'")
