"""What the terminal can show, and in which language its user reads."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from cmcompliance.render import Language, Style

_NARROWEST, _WIDEST = 40, 120


def reader_language(chosen: Language | None, environment: Mapping[str, str] = os.environ) -> Language | None:
    """Return the language asked for, else the locale's if we have it, else None: the draft's own."""
    if chosen is not None:
        return chosen
    locale = next((value for key in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(key))), "")
    if locale.startswith("fr"):
        return "fr"
    return "en" if locale.startswith("en") else None


def style_for(stream: TextIO, environment: Mapping[str, str] = os.environ) -> Style:
    """Return the style for a stream: plain unless it is a terminal that shows colour (see no-color.org)."""
    from cmcompliance.render import Style

    width = min(max(shutil.get_terminal_size((100, 24)).columns, _NARROWEST), _WIDEST)
    colour = stream.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"
    return Style(width, colour)


def use_utf8(stream: TextIO) -> None:
    """Make a text stream write UTF-8 and line ends as they are, whatever the locale: for programs."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", newline="\n")


def keep_bytes_of_names(stream: TextIO) -> None:
    """Let a text stream write the bytes of a file's name that is no text as they are."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="surrogateescape")


def never_fail_to_write(stream: TextIO) -> None:
    """Let a text stream write a substitute for what its encoding cannot say, instead of raising."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")


class Progress:
    """A counter on stderr, while a person watches it and nothing else is shown."""

    _STEP = 50

    def __init__(self, wanted: bool) -> None:
        self._shown = wanted and sys.stderr.isatty() and not sys.stdout.isatty()
        self._count = 0

    def advance(self) -> None:
        """Count one draft."""
        self._count += 1
        if self._shown and self._count % self._STEP == 0:
            self._show()

    def close(self) -> None:
        """Leave the line."""
        if self._shown and self._count >= self._STEP:
            self._show("\n")

    def _show(self, end: str = "") -> None:
        from cmcompliance.cli.words import spoken, words_of

        sys.stderr.write(f"\r{words_of(spoken())['progress'].format(f'{self._count:,}')}{end}")
        sys.stderr.flush()
