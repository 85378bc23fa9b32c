"""Places in a file by pattern: `sources * territory`, `scope territories #`."""

from __future__ import annotations

from collections.abc import Sequence

from cmcompliance.language_server.cursor import KeyPath

KEY = "{}"
"""Stands for the key itself of a mapping."""
_CONDITION = frozenset(("any", "all"))


def matches(way: str, path: KeyPath) -> bool:
    """Return whether a place is one that a pattern means.

    A word means itself, `a|b` either, `*` any key, `#` a number, `#?` one or none, `{}` a key of the mapping,
    and `...` at the end any line of a condition.
    """
    return _matches(way.split(), path)


def _matches(way: Sequence[str], path: KeyPath) -> bool:
    if not way:
        return not path
    first, rest = way[0], way[1:]
    if first == "...":
        return all(isinstance(step, int) or step in _CONDITION for step in path)
    if first == "#?":
        return _matches(rest, path) or (bool(path) and isinstance(path[0], int) and _matches(rest, path[1:]))
    return bool(path) and _is(first, path[0]) and _matches(rest, path[1:])


def _is(word: str, step: str | int) -> bool:
    if isinstance(step, int):
        return word == "#"
    return word == "*" or step in word.split("|")
