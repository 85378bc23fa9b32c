"""Front matter: the YAML between two `---` lines at the top of a text, with a draft's metadata."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from cmcompliance.draft.errors import FieldPath

_FENCE = re.compile(r"^---[ \t]*\r?\n")
_CLOSING_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_NULLS = {"", "~", "null", "Null", "NULL"}
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class FrontMatterError(ValueError):
    """Front matter that cannot be read; `line` is the line in the file, 1-based."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The metadata, the file line of each of its fields, and where the body begins in the text."""

    fields: Mapping[str, Any]
    lines: Mapping[FieldPath, int]
    body_start: int

    def line_of(self, path: FieldPath) -> int | None:
        """Return the line of a field, or of the nearest field that holds it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None


def read_front_matter(content: str) -> FrontMatter:
    """Return the front matter of a text; without one, no fields and a body that begins at 0.

    Scalars stay texts, as they are written (`NO` is Norway, not false); the draft's model reads them.
    Keys may be nested or dotted (`author.role`). Raises FrontMatterError.
    """
    opening = _FENCE.match(content)
    if opening is None:
        return FrontMatter({}, {}, 0)
    closing = _CLOSING_FENCE.search(content, opening.end())
    if closing is None:
        raise FrontMatterError("front matter opens here (`---`) and is never closed by another `---` line", 1)
    reader = _NodeReader()
    fields = reader.read(content[opening.end() : closing.start()])
    return FrontMatter(fields, reader.lines, closing.end())


class _NodeReader:
    """Turns YAML nodes into plain data and notes the line of each field."""

    def __init__(self) -> None:
        self.lines: dict[FieldPath, int] = {}
        self._seen: set[int] = set()

    def read(self, source: str) -> dict[str, Any]:
        try:
            node = yaml.compose(source, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise FrontMatterError(f"front matter: {error.problem}", mark.line + 2 if mark else 1) from None
        except yaml.YAMLError as error:
            raise FrontMatterError(f"front matter: {str(error).splitlines()[0]}", 1) from None
        if node is None:
            return {}
        if not isinstance(node, yaml.MappingNode):
            raise FrontMatterError("front matter holds fields with their values, such as `platform: x`", 2)
        try:
            return self._mapping(node, ())
        except RecursionError:
            raise FrontMatterError("front matter: nested too deeply", 1) from None

    def _value(self, node: yaml.Node, path: FieldPath) -> Any:
        if id(node) in self._seen:
            raise FrontMatterError("front matter: aliases (`*name`) are not accepted", _line(node))
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._item(item, (*path, index)) for index, item in enumerate(node.value)]
        quoted = isinstance(node, yaml.ScalarNode) and bool(node.style)
        return None if not quoted and node.value in _NULLS else node.value

    def _item(self, node: yaml.Node, path: FieldPath) -> Any:
        self.lines[path] = _line(node)
        return self._value(node, path)

    def _mapping(self, node: yaml.MappingNode, path: FieldPath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise FrontMatterError("front matter: a field's name is a text", _line(key))
            self._set(result, path, key, value)
        return result

    def _set(self, result: dict[str, Any], path: FieldPath, key: yaml.ScalarNode, value: yaml.Node) -> None:
        *parents, last = key.value.split(".")
        holder = result
        for depth, name in enumerate(parents):
            holder = holder.setdefault(name, {})
            self.lines.setdefault((*path, *parents[: depth + 1]), _line(key))
            if not isinstance(holder, dict):
                raise FrontMatterError(f"`{key.value}`: `{name}` has a value of its own already", _line(key))
        full = (*path, *parents, last)
        self.lines.setdefault(full, _line(key))
        read = self._value(value, full)
        if isinstance(read, dict) and isinstance(holder.get(last), dict):
            self._merge(holder[last], read, key)
        elif last in holder:
            raise FrontMatterError(f"`{key.value}` stands twice", _line(key))
        else:
            holder[last] = read

    def _merge(self, into: dict[str, Any], new: dict[str, Any], key: yaml.ScalarNode) -> None:
        twice = next((name for name in new if name in into), None)
        if twice is not None:
            raise FrontMatterError(f"`{key.value}.{twice}` stands twice", _line(key))
        into.update(new)


def _line(node: yaml.Node) -> int:
    """The line in the file: YAML counts from 0, after the opening fence."""
    return int(node.start_mark.line) + 2
