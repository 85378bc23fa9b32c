"""The YAML of front matter: fields, and the line on which each stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from cmcompliance.draft.errors import FieldPath
from cmcompliance.read.item import FrontMatterError

NULLS = {"", "~", "null", "Null", "NULL"}
"""Plain scalars that give no value."""
_DEEPEST = 500
"""Lists and mappings within each other."""
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class YamlFields:
    """Turns YAML nodes into plain data; `lines` has the file line of each field that was read or passed over.

    The source begins on the second line of the file, after the fence.
    """

    def __init__(self, source: str) -> None:
        """Raises FrontMatterError for what is no YAML mapping."""
        self.lines: dict[FieldPath, int] = {}
        self._seen: set[int] = set()
        self._root = _composed(source)

    def outline(self) -> dict[str, Any]:
        """Return all fields: texts, fields of texts, and None for all else."""
        found: dict[str, Any] = {}
        for key, value in self._pairs():
            if isinstance(key, yaml.ScalarNode):
                found.setdefault(key.value, _outline_of(value))
        return found

    def read(self, wanted: Callable[[str], bool] | None = None) -> dict[str, Any]:
        """Return the fields with these names, else all. Raises FrontMatterError."""
        result: dict[str, Any] = {}
        try:
            for key, value in self._pairs():
                if not isinstance(key, yaml.ScalarNode):
                    if wanted is None:
                        raise FrontMatterError("front matter: a field's name is a text", _line(key))
                elif wanted is None or wanted(key.value):
                    self._set(result, (), key, value)
                else:
                    self.lines.setdefault((key.value,), _line(key))
        except RecursionError:
            raise FrontMatterError("front matter: nested too deeply", 1) from None
        return result

    def _pairs(self) -> list[tuple[yaml.Node, yaml.Node]]:
        return self._root.value if self._root else []

    def _value(self, node: yaml.Node, path: FieldPath) -> Any:
        if id(node) in self._seen:
            raise FrontMatterError("front matter: aliases (`*name`) are not accepted", _line(node))
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._item(item, (*path, index)) for index, item in enumerate(node.value)]
        quoted = isinstance(node, yaml.ScalarNode) and bool(node.style)
        return None if not quoted and node.value in NULLS else node.value

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


def _composed(source: str) -> yaml.MappingNode | None:
    try:
        if _may_be_deep(source) and _is_deep(source):
            raise RecursionError
        node = yaml.compose(source, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise FrontMatterError(f"front matter: {error.problem}", mark.line + 2 if mark else 1) from None
    except yaml.YAMLError as error:
        raise FrontMatterError(f"front matter: {str(error).splitlines()[0]}", 1) from None
    except RecursionError:
        raise FrontMatterError("front matter: nested too deeply", 1) from None
    if node is not None and not isinstance(node, yaml.MappingNode):
        raise FrontMatterError("front matter holds fields with their values, such as `platform: x`", 2)
    return node


def _may_be_deep(source: str) -> bool:
    """Whether there are as many openings of lists and mappings as a text that is too deep needs."""
    indented = max((len(line) - len(line.lstrip(" ")) for line in source.split("\n")), default=0)
    return sum(source.count(opening) for opening in ("[", "{", "- ", "? ")) + indented > _DEEPEST


def _is_deep(source: str) -> bool:
    """Whether a text is nested so deeply that the composer, which is C code, would run out of stack."""
    depth = 0
    for event in yaml.parse(source, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            return True
    return False


def _outline_of(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value if isinstance(key, yaml.ScalarNode)}
    return _plain(node)


def _plain(node: yaml.Node) -> str | None:
    """Return the text of a scalar; None for what has none, or is none."""
    if not isinstance(node, yaml.ScalarNode):
        return None
    return None if not node.style and node.value in NULLS else str(node.value)


def _line(node: yaml.Node) -> int:
    """The line in the file: YAML counts from 0, after the opening fence."""
    return int(node.start_mark.line) + 2
