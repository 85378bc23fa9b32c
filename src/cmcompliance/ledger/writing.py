"""New entries at the end of a ledger in TOML; what stands in it stays as it is, comments included."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import tomlkit

_SPECIAL = re.compile(r"([\\*?\[\]])")
_LONGEST_COMMENT = 300


class NotAppendedError(ValueError):
    """A ledger that is written in such a way that nothing can be put at its end."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry to be filled in. `path`: from the ledger's folder, None for a file that is not below it.

    `comments`: lines about the file; `credit`, `ai_generated`: as the file says them.
    """

    path: PurePosixPath | None
    sha256: str
    comments: tuple[str, ...] = ()
    credit: str | None = None
    ai_generated: bool | None = None


def appended(before: bytes, entries: Sequence[NewEntry], head: str, to_fill_in: str) -> bytes:
    """Return the content of a ledger with some entries more. Raises NotAppendedError.

    `head`: what a new ledger begins with; `to_fill_in`: the lines of comments that end each entry.
    """
    text = before.decode("utf-8-sig")
    line_end = "\r\n" if "\r\n" in text else "\n"
    added = "\n".join(_table(entry, to_fill_in) for entry in entries)
    gap = "\n" if not text or text.endswith("\n") else "\n\n"
    new = before + f"{'' if text.strip() else head}{gap}{added}".replace("\n", line_end).encode()
    if not _only_adds(text, new.decode("utf-8-sig"), len(entries)):
        raise NotAppendedError
    return new


def pattern_of(path: PurePosixPath) -> str:
    """Return the pattern that means one path only, from the folder of the ledger."""
    escaped = _SPECIAL.sub(r"\\\1", path.as_posix())
    if escaped.endswith(" "):
        escaped = f"{escaped[:-1]}\\ "
    return escaped if "/" in escaped and escaped[0] not in "!#" else f"/{escaped}"


def _table(entry: NewEntry, to_fill_in: str) -> str:
    values: dict[str, str | bool | None] = {
        "path": _writable(entry.path),
        "sha256": entry.sha256,
        "credit": entry.credit,
        "ai_generated": entry.ai_generated,
    }
    lines = ["[[asset]]"]
    lines += [f"{key} = {tomlkit.item(value).as_string()}" for key, value in values.items() if value]
    lines += [f"# {_one_line(comment)}" for comment in entry.comments]
    return "\n".join([*lines, to_fill_in.rstrip("\n"), ""])


def _writable(path: PurePosixPath | None) -> str | None:
    """Return the pattern of a path, None for a name whose bytes are no text."""
    if path is None or any("\ud800" <= sign <= "\udfff" for sign in str(path)):
        return None
    return pattern_of(path)


def _one_line(text: str) -> str:
    short = text if len(text) <= _LONGEST_COMMENT else f"{text[: _LONGEST_COMMENT - 1]}…"
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in short)


def _only_adds(before: str, after: str, count: int) -> bool:
    try:
        old, new = tomllib.loads(before), tomllib.loads(after)
    except (tomllib.TOMLDecodeError, RecursionError):
        return False
    assets = old.get("asset", [])
    return new.get("asset", [])[: len(assets)] == assets and len(new["asset"]) == len(assets) + count
