"""Set fields of an object in a JSON text; all else in it stays as it is written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cmcompliance.answering.change import Change
from cmcompliance.write.literal import rewritten

_BLANK = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class _Member:
    """A member of an object or a list: where it begins (its key, in an object), and its value's stretch."""

    name: str | int
    start: int
    value: int
    end: int


def with_fields(text: str, start: int, changes: Iterable[Change]) -> str:
    """Return the text with the fields set in the object that begins at `start`."""
    for change in changes:
        text = _put(text, start, change.path, change.value)
    return text


def items_of(text: str, start: int) -> list[int]:
    """Return where each item of the list begins that begins at `start`."""
    return [member.value for member in _members(text, start)]


def _put(text: str, start: int, path: Sequence[str | int], value: Any) -> str:
    """Set a path below the object or list that begins at `start`."""
    members = _members(text, start)
    member = next((member for member in members if member.name == path[0]), None)
    if member is None:
        return _insert(text, start, members, path, value)
    if len(path) > 1 and text[member.value] in "{[":
        return _put(text, member.value, path[1:], value)
    old = text[member.value : member.end]
    if isinstance(value, str) and len(path) == 1 and old.startswith('"'):
        return text[: member.value] + rewritten(old, value) + text[member.end :]
    return text[: member.value] + _written(text, _nested(path[1:], value)) + text[member.end :]


def _members(text: str, start: int) -> list[_Member]:
    is_object = text[start] == "{"
    members: list[_Member] = []
    at = _skip(text, start + 1)
    while text[at] not in "}]":
        begin, name = at, len(members)
        key: str | int = name
        if is_object:
            key, at = _DECODER.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
        value = at
        _, end = _DECODER.raw_decode(text, at)
        members.append(_Member(key, begin, value, end))
        at = _skip(text, end)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return members


def _insert(text: str, start: int, members: Sequence[_Member], path: Sequence[str | int], value: Any) -> str:
    """Put a member last, set off as the one before it is."""
    new = _written(text, _nested(path[1:], value))
    if isinstance(path[0], str):
        new = f"{_written(text, path[0])}{_colon(text, members)}{new}"
    if not members:
        return text[: start + 1] + new + text[start + 1 :]
    last = members[-1]
    if len(members) > 1:
        between = text[members[-2].end : last.start]
    else:
        between = "," + (text[start + 1 : last.start] or " ")
    return text[: last.end] + between + new + text[last.end :]


def _colon(text: str, members: Sequence[_Member]) -> str:
    """Return what stands between keys and values here."""
    if not members:
        return ": "
    _, key_end = _DECODER.raw_decode(text, members[-1].start)
    return text[key_end : members[-1].value]


def _nested(path: Sequence[str | int], value: Any) -> Any:
    if not path:
        return value
    inner = _nested(path[1:], value)
    return [inner] if isinstance(path[0], int) else {path[0]: inner}


def _written(text: str, value: Any) -> str:
    """Return a value as JSON, with letters beyond ASCII where the text has some, or has no escapes."""
    escape = text.isascii() and "\\u" in text
    return json.dumps(value, ensure_ascii=escape, default=_iso)


def _iso(moment: date) -> str:
    return moment.isoformat()


def _skip(text: str, position: int) -> int:
    match = _BLANK.match(text, position)
    return match.end() if match else position
