"""Where in a YAML text a cursor is, also while the text is unfinished."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

import yaml

from cmcompliance.language_server.cursor import Cursor, KeyPath

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HERE = "\ue000"
"""Stands at the cursor; a character of private use, which nobody writes."""


@dataclass(slots=True)
class _Frame:
    """A mapping or a list that is open; `opened`: the line of the colon before its value."""

    sort: Literal["map", "seq", "plain"]
    key: str | None = None
    index: int = -1
    expects: Literal["key", "value"] | None = None
    opened: int = -1

    @property
    def step(self) -> str | int | None:
        return self.key if self.sort == "map" else max(self.index, 0)


class _Walk:
    """Goes through the tokens of a text; a plain list stands no deeper than the key that it belongs to."""

    def __init__(self) -> None:
        self.frames: list[_Frame] = []

    def take(self, token: Any) -> None:
        match type(token):
            case yaml.BlockMappingStartToken | yaml.FlowMappingStartToken:
                self.frames.append(_Frame("map", expects="key" if _is_flow(token) else None))
            case yaml.BlockSequenceStartToken:
                self.frames.append(_Frame("seq"))
            case yaml.FlowSequenceStartToken:
                self.frames.append(_Frame("seq", index=0))
            case yaml.KeyToken:
                self._key()
            case yaml.ValueToken:
                self._value(token)
            case yaml.BlockEntryToken:
                self._entry()
            case yaml.FlowEntryToken:
                self._next()
            case yaml.BlockEndToken | yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken:
                self._end()
            case yaml.ScalarToken:
                self._scalar(str(token.value))

    def cursor(self, line: int) -> Cursor:
        if not self.frames:
            return Cursor((), True, True)
        *outer, top = self.frames
        if top.sort == "plain" and top.expects is None and outer:
            *outer, top = outer
            top = replace(top, expects=None)
        path: KeyPath = tuple(frame.step for frame in outer if frame.step is not None)
        if top.sort != "map":
            return Cursor((*path, max(top.index, 0)), True, True)
        if top.expects == "value" and top.key is not None:
            return Cursor((*path, top.key), line > top.opened, True)
        return Cursor(path, True, False)

    def _key(self) -> None:
        if self.frames and self.frames[-1].sort == "plain":
            self.frames.pop()
        if self.frames and self.frames[-1].sort == "map":
            self.frames[-1].expects, self.frames[-1].key = "key", None

    def _value(self, token: Any) -> None:
        if self.frames and self.frames[-1].sort == "map":
            self.frames[-1].expects, self.frames[-1].opened = "value", token.start_mark.line

    def _entry(self) -> None:
        if self.frames and self.frames[-1].sort == "map":
            self.frames.append(_Frame("plain"))
        if self.frames:
            self.frames[-1].index += 1
            self.frames[-1].expects = "value"

    def _next(self) -> None:
        if not self.frames:
            return
        top = self.frames[-1]
        if top.sort == "map":
            top.expects, top.key = "key", None
        else:
            top.index += 1

    def _end(self) -> None:
        if self.frames and self.frames[-1].sort == "plain":
            self.frames.pop()
        if self.frames:
            self.frames.pop()
        if self.frames:
            self.frames[-1].expects = None

    def _scalar(self, value: str) -> None:
        if not self.frames:
            return
        top = self.frames[-1]
        if top.sort == "map" and top.expects == "key":
            top.key = value
        top.expects = None


def yaml_cursor(text: str, offset: int) -> Cursor | None:
    """Return what a cursor stands on; None in a comment, and where the text above it is no YAML."""
    before = text[:offset]
    line = before.count("\n")
    walk = _Walk()
    for token in _tokens(before + _HERE, line):
        if token is None:
            return None
        if isinstance(token, yaml.ScalarToken) and _HERE in token.value:
            return walk.cursor(line)
        walk.take(token)
    return None if _in_comment(before) else walk.cursor(line)


def yaml_key(text: str, offset: int, end: int) -> Cursor | None:
    """Return the cursor on a word that ends at `end`, with the word itself where it is a key."""
    found = yaml_cursor(text, end)
    rest = text[end : end + 2].lstrip("\"'")
    if found is None or not found.as_key or not rest.startswith(":"):
        return found
    start = end
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] in "_-./"):
        start -= 1
    return Cursor(found.path, True, False, text[start:end]) if start <= offset else found


def _tokens(text: str, line: int) -> Iterator[Any]:
    """Yield the tokens of a text; None where it breaks above a line."""
    try:
        yield from yaml.scan(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark is not None and mark.line < line:
            yield None
    except yaml.YAMLError:
        yield None


def _is_flow(token: Any) -> bool:
    return isinstance(token, yaml.FlowMappingStartToken)


def _in_comment(before: str) -> bool:
    line = before.rpartition("\n")[2]
    return line.lstrip().startswith("#") or " #" in line
