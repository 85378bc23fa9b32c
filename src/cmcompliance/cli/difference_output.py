"""A diff on standard output: as `patch` reads it, in colour for a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from cmcompliance.cli.terminal import keep_bytes_of_names, style_for, use_utf8
from cmcompliance.render.style import Look, Style, clean


def print_difference(lines: Iterable[str], stream: TextIO) -> None:
    """Print the lines of a unified diff; on a terminal coloured, and without what would act on it."""
    use_utf8(stream)
    keep_bytes_of_names(stream)
    style = style_for(stream)
    shown = (_painted(line, style) for line in lines) if stream.isatty() else lines
    stream.writelines(shown)
    stream.flush()


def _painted(line: str, style: Style) -> str:
    text = clean(line.rstrip("\r\n"))
    look = _look(text)
    return (style.paint(text, look) if look else text) + "\n"


def _look(line: str) -> Look | None:
    if line.startswith(("---", "+++")):
        return "bold"
    looks: dict[str, Look] = {"+": "good", "-": "error", "@": "info", "\\": "dim"}
    return looks.get(line[:1])
