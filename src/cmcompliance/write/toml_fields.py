"""Set fields in TOML; comments, order, quotes and line ends stay as they are."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, MutableMapping, Sequence
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from cmcompliance.answering.change import Change
from cmcompliance.draft.errors import FieldPath
from cmcompliance.read.item import FrontMatterError
from cmcompliance.write.errors import BY_HAND


def set_in_toml(source: str, changes: Iterable[Change], line_end: str) -> str:
    """Return the TOML with these fields set, and nothing else in it changed. Raises FrontMatterError."""
    wanted = tomllib.loads(source.replace("\r\n", "\n"))
    if 0 < source.count("\r\n") < source.count("\n"):
        raise FrontMatterError(BY_HAND, 2)
    try:
        document = tomlkit.parse(source.replace("\r\n", "\n"))
        for change in changes:
            _put(document, change.path, change.value)
            _put_plain(wanted, change.path, change.value)
        new = document.as_string()
        is_right = tomllib.loads(new) == wanted
    except (TOMLKitError, tomllib.TOMLDecodeError, LookupError, TypeError, ValueError, AttributeError):
        is_right = False
    if not is_right:
        # What a generator reads is not ours to change, and no form of TOML is to be lost on the way.
        raise FrontMatterError(BY_HAND, 2)
    new = new if not new or new.endswith("\n") else f"{new}\n"
    return new.replace("\n", line_end)


def _put(holder: Any, path: FieldPath, value: Any) -> None:
    step, rest = path[0], path[1:]
    if isinstance(step, int) and step == len(holder):
        holder.append(_nested(rest, value))
    elif isinstance(step, str) and step not in holder:
        holder[step] = tomlkit.item(_nested(rest, value))
    elif rest and isinstance(holder[step], MutableMapping | list):
        _put(holder[step], rest, value)
    else:
        holder[step] = _nested(rest, value)


def _put_plain(holder: Any, path: FieldPath, value: Any) -> None:
    """Do to plain data what `_put` does to the document."""
    step, rest = path[0], path[1:]
    if isinstance(step, int) and step == len(holder):
        holder.append(_nested(rest, value))
    elif isinstance(step, str) and step not in holder:
        holder[step] = _nested(rest, value)
    elif rest and isinstance(holder[step], dict | list):
        _put_plain(holder[step], rest, value)
    else:
        holder[step] = _nested(rest, value)


def _nested(path: Sequence[str | int], value: Any) -> Any:
    if not path:
        return value
    inner = _nested(path[1:], value)
    return [inner] if isinstance(path[0], int) else {path[0]: inner}
