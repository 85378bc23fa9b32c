"""The line ends of a text: what is inserted ends its lines as the author does."""

from __future__ import annotations

import re
from collections import Counter

_LINE_END = re.compile(r"\r\n|\r|\n")


def line_end_of(text: str) -> str:
    """Return what most lines of the text end in; a line feed for a single line."""
    ends = Counter(_LINE_END.findall(text))
    return max(ends, key=lambda end: (ends[end], end == "\n"), default="\n")


def with_line_ends(text: str, line_end: str) -> str:
    """Return the text with all its lines ended so."""
    return text if line_end == "\n" and "\r" not in text else _LINE_END.sub(lambda _: line_end, text)
