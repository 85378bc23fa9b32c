"""Where in a file of keys and values a cursor is."""

from __future__ import annotations

from dataclasses import dataclass

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Cursor:
    """The way to what is written at a place.

    `path`: of the value, or of the mapping whose key it is; `as_key`, `as_value`: what may stand there;
    `key`: the key itself, where one is pointed at, else None.
    """

    path: KeyPath
    as_key: bool
    as_value: bool
    key: str | None = None
