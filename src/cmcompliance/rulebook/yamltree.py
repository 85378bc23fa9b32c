"""YAML read into plain data that remembers where each thing is written.

Scalars follow YAML 1.2: `no`, `on` and `NO` are words, only `true` and `false` are booleans, `12:30` is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import yaml

from cmcompliance.rulebook.book import Place
from cmcompliance.rulebook.errors import Problem

Path = tuple[str | int, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_DEPTH = 40
_MAX_NODES = 200_000
_CONSTANTS = {"true": True, "false": False, "": None, "~": None, "null": None}
_BEGIN_NUMBERS = frozenset("+-.0123456789")
"""Dates begin with a digit too."""
_INT = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]{1,3})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(slots=True)
class _Node:
    """Where one value begins (from 0), what it is, and its parts with the places of their keys."""

    line: int
    column: int
    parts: _Parts
    keys: _Keys
    data: Any = None
    written: str | None = None
    size: int = 1
    pending: str | None = None
    skipping: bool = False


@dataclass(frozen=True, slots=True)
class Tree:
    """One file: its `data` as dicts, lists and scalars, and the places of all its parts."""

    file: str
    root: _Node | None

    @property
    def data(self) -> Any:
        return self.root.data if self.root else None

    def place(self, path: Path = (), *, key: bool = False) -> Place:
        """Return where the value at `path`, or its key, is written; parts that do not exist are skipped."""
        node = self.root
        if node is None:
            return Place(self.file, 1, 1)
        line, column = node.line, node.column
        for part in path:
            if part not in node.parts:
                continue
            of_key = node.keys.get(part)
            node = node.parts[part]
            line, column = of_key if key and of_key else (node.line, node.column)
        return Place(self.file, line + 1, column + 1)

    def written(self, path: Path) -> str | None:
        """Return the scalar at `path` as its author wrote it, None when there is none."""
        node = self.root
        for part in path:
            node = node.parts.get(part) if node else None
        return node.written if node else None


_Parts = dict[str | int, _Node]
_Keys = dict[str | int, tuple[int, int]]
_NO_PARTS: Final[_Parts] = {}
_NO_KEYS: Final[_Keys] = {}
"""A scalar has none of either, and nothing is ever added."""


class _StopError(Exception):
    """Reading cannot go on."""


def read_tree(text: str, file: str) -> tuple[Tree, list[Problem]]:
    """Read one YAML document: what could be read of it, and its syntax errors and duplicate keys."""
    reader = _Reader(file)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            reader.take(event)
    except yaml.YAMLError as error:
        return Tree(file, None), [_syntax_problem(error, file)]
    except (_StopError, ValueError) as stop:
        fallback = [Problem(file, 1, 1, f"cannot read this as YAML: {stop}")]
        return Tree(file, None), reader.problems or fallback
    return Tree(file, reader.root), reader.problems


class _Reader:
    """Builds the tree from YAML events, so that no depth of nesting can exhaust the stack."""

    def __init__(self, file: str) -> None:
        self.problems: list[Problem] = []
        self.root: _Node | None = None
        self._file = file
        self._open: list[_Node] = []
        self._anchors: dict[str, _Node] = {}
        self._size = 0
        self._takers: dict[type[yaml.Event], Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._open_mapping,
            yaml.SequenceStartEvent: self._open_sequence,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    def take(self, event: yaml.Event) -> None:
        take = self._takers.get(type(event))
        if take is not None:
            take(event)

    def _scalar(self, event: Any) -> None:
        self._check_tag(event)
        node = self._node(event, _NO_PARTS, _NO_KEYS)
        node.written = str(event.value)
        node.data = _plain(node.written) if event.implicit[0] else node.written
        self._add(node)

    def _open_mapping(self, event: Any) -> None:
        self._open_with(event, {})

    def _open_sequence(self, event: Any) -> None:
        self._open_with(event, [])

    def _open_with(self, event: Any, data: dict[str, Any] | list[Any]) -> None:
        self._check_tag(event)
        node = self._node(event, {}, {})
        node.data = data
        if len(self._open) >= _MAX_DEPTH:
            self._stop(event, f"nested more than {_MAX_DEPTH} levels deep")
        self._add(node)
        self._open.append(node)

    def _document(self, event: Any) -> None:
        if self.root is not None:
            self._stop(event, "a second document; one file holds one")

    def _node(self, event: Any, parts: _Parts, keys: _Keys) -> _Node:
        mark = event.start_mark
        node = _Node(mark.line, mark.column, parts, keys)
        if event.anchor:
            self._anchors[event.anchor] = node
        return node

    def _alias(self, event: Any) -> None:
        target = self._anchors.get(str(event.anchor))
        if target is None:
            self._stop(event, f"no anchor `&{event.anchor}` above")
        elif any(target is node for node in self._open):
            self._stop(event, "an alias that holds itself")
        else:
            mark = event.start_mark
            self._add(
                _Node(
                    mark.line,
                    mark.column,
                    target.parts,
                    target.keys,
                    target.data,
                    target.written,
                    target.size,
                )
            )

    def _add(self, node: _Node) -> None:
        self._size += node.size
        if self._size > _MAX_NODES:
            raise _StopError(f"more than {_MAX_NODES} values")
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent.data, list):
            parent.parts[len(parent.data)] = node
            parent.data.append(node.data)
        elif parent.skipping:
            parent.skipping = False
        elif parent.pending is None:
            self._take_key(parent, node)
        else:
            parent.parts[parent.pending] = node
            parent.data[parent.pending] = node.data
            parent.pending = None

    def _take_key(self, parent: _Node, node: _Node) -> None:
        if node.written is None:
            self.problems.append(self._problem(node, "a key must be a word, found a list or a mapping"))
            parent.skipping = True
        elif node.written in parent.keys:
            self.problems.append(self._problem(node, f"duplicate key `{node.written}`"))
            parent.skipping = True
        else:
            parent.pending = node.written
            parent.keys[node.written] = (node.line, node.column)

    def _close(self, _event: yaml.Event) -> None:
        node = self._open.pop()
        node.size += sum(part.size for part in node.parts.values())

    def _check_tag(self, event: Any) -> None:
        if event.tag is not None and event.tag not in {"!", "tag:yaml.org,2002:str"}:
            self._stop(event, f"the tag {event.tag!r} means nothing here")

    def _stop(self, event: Any, message: str) -> None:
        mark = event.start_mark
        self.problems.append(Problem(self._file, mark.line + 1, mark.column + 1, message))
        raise _StopError(message)

    def _problem(self, node: _Node, message: str) -> Problem:
        return Problem(self._file, node.line + 1, node.column + 1, message)


def _plain(text: str) -> Any:
    if text in _CONSTANTS or text[0] not in _BEGIN_NUMBERS:
        return _CONSTANTS.get(text, text)
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text


def _syntax_problem(error: yaml.YAMLError, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    words = [str(part) for part in (getattr(error, "context", None), getattr(error, "problem", None)) if part]
    message = f"this is not YAML: {', '.join(words) or str(error).splitlines()[0]}"
    if mark is None:
        return Problem(file, 1, 1, message)
    return Problem(file, mark.line + 1, mark.column + 1, message)
