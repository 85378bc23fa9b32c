"""What a JSON Schema lets stand at a place: keys with their meaning, and values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from cmcompliance.language_server.cursor import KeyPath

_MOST_STEPS = 200
Node = Mapping[str, Any]


class SchemaTree:
    """One schema, as its places are reached."""

    def __init__(self, schema: Node) -> None:
        self._schema = schema

    def keys(self, path: KeyPath) -> dict[str, str]:
        """Return the keys of the mapping at a place, each with what it means, empty if that is not said."""
        keys: dict[str, str] = {}
        for node in self.at(path):
            for name, member in node.get("properties", {}).items():
                keys.setdefault(name, self._meaning(member))
        return keys

    def values(self, path: KeyPath) -> list[str]:
        """Return the values that are listed for a place, as they are written."""
        values: dict[str, None] = {}
        for node in self.at(path):
            if "enum" in node:
                values |= dict.fromkeys(map(_written, node["enum"]))
            if "const" in node:
                values[_written(node["const"])] = None
            if node.get("type") == "boolean":
                values |= {"true": None, "false": None}
        return list(values)

    def meaning(self, path: KeyPath) -> str:
        """Return what is said of the value at a place, or of what it is made of; empty for nothing."""
        *outer, last = path or ("",)
        if isinstance(last, str) and last:
            said = self.keys(tuple(outer)).get(last)
            if said:
                return said
        return next((str(node["description"]) for node in self.at(path) if "description" in node), "")

    def is_open(self, path: KeyPath) -> bool:
        """Return whether a mapping or a list may stand at a place."""
        return any("properties" in node or node.get("type") in {"object", "array"} for node in self.at(path))

    def at(self, path: KeyPath) -> list[Node]:
        """Return the schemas of what may stand at a place."""
        nodes = list(self._plain(self._schema))
        for step in path:
            nodes = [
                plain for node in nodes for member in _below(node, step) for plain in self._plain(member)
            ]
        return nodes

    def _plain(self, node: Node) -> Iterator[Node]:
        """Yield the schemas that a reference or a choice stands for."""
        queue, steps = [node], 0
        while queue and steps < _MOST_STEPS:
            current, steps = queue.pop(0), steps + 1
            reference = current.get("$ref")
            if isinstance(reference, str):
                queue.append(self._referred(reference))
            for name in ("anyOf", "oneOf", "allOf"):
                queue += current.get(name, [])
            yield current

    def _referred(self, reference: str) -> Node:
        node: Any = self._schema
        for part in reference.removeprefix("#/").split("/"):
            node = node.get(part, {})
        return node if isinstance(node, Mapping) else {}

    def _meaning(self, member: Node) -> str:
        return next((str(node["description"]) for node in self._plain(member) if "description" in node), "")


def _below(node: Node, step: str | int) -> Iterator[Node]:
    if isinstance(step, int):
        items = node.get("items")
        if isinstance(items, Mapping):
            yield items
        return
    named = node.get("properties", {}).get(step)
    if named is not None:
        yield named
        return
    for pattern, member in node.get("patternProperties", {}).items():
        if re.search(pattern, step):
            yield member
    other = node.get("additionalProperties")
    if isinstance(other, Mapping):
        yield other


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
