"""Markdown that says what it is given: no character of a text becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cmcompliance.render.style import clean

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$@])")


def plain(text: str) -> str:
    """Return a text as one line of Markdown that reads the same."""
    return _MARKUP.sub(r"\\\1", clean(" ".join(text.split())))


def code(text: str) -> str:
    """Return a text in code type."""
    line = clean(" ".join(text.split()))
    longest = max(map(len, re.findall("`+", line)), default=0)
    ticks, pad = "`" * (longest + 1), " " if longest else ""
    return f"{ticks}{pad}{line}{pad}{ticks}"


def link(text: str, target: str) -> str:
    """Return a link; `text` is already Markdown."""
    return f"[{text}](<{target}>)"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a table; cells are already Markdown."""
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    return [*lines, *(f"| {' | '.join(row)} |" for row in rows)]


def block(text: str, language: str = "text") -> list[str]:
    """Return a text as it stands, with its line breaks."""
    fence = "```"
    while fence in text:
        fence += "`"
    return [f"{fence}{language}", *map(clean, text.splitlines()), fence]
