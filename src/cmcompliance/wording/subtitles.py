"""Subtitles as one text: what is said, once, with the time of each stretch."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cmcompliance.wording.wording import Cue

_BETWEEN = "\n"
_BLANK_LINE = re.compile(r"(?:\r?\n[ \t]*){2,}")
_NO_CUE = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t\r\n]|$)")
_TAGS = re.compile(
    r"</?(?:i|b|u|s|c|v|em|lang|ruby|rt|font|span)(?:[.\s][^<>]*)?>|<(?:\d+:)?\d\d:\d\d\.\d{3}>|\{\\[^{}]*\}",
    re.IGNORECASE,
)
"""Of WebVTT, SubRip and ASS; other words in angles and braces are the author's."""
_LONGEST_LINE = 2_000
_MOST_TAGS = 20_000
_MOST_ANGLES = 100_000


class Spoken(NamedTuple):
    """A cue of a file: its lines, and its time in seconds."""

    lines: tuple[str, ...]
    begins: float
    ends: float


def spoken_in(text: str) -> list[Spoken]:
    """Return the cues of SubRip, WebVTT or another form of subtitles, by time.

    Raises ValueError for what is none of them, ImportError without pysubs2.
    """
    from pysubs2 import SSAFile  # noqa: PLC0415  # few drafts have subtitles
    from pysubs2.exceptions import Pysubs2Error  # noqa: PLC0415

    # Unclosed tags take the library's patterns a time that grows with the square of the line.
    if (
        any(len(line) > _LONGEST_LINE for line in text.splitlines())
        or text.count("{") > _MOST_TAGS
        or text.count("<") > _MOST_ANGLES
    ):
        raise ValueError("no subtitles")
    try:
        events = list(SSAFile.from_string(_without_notes(text), keep_html_tags=True))
    except (Pysubs2Error, ValueError, ArithmeticError, LookupError) as error:
        raise ValueError("no subtitles") from error
    cues = [
        Spoken(_lines(event.text), max(event.start, 0) / 1000, max(event.end, event.start, 0) / 1000)
        for event in events
        if not event.is_comment
    ]
    return sorted((cue for cue in cues if cue.lines), key=lambda cue: (cue.begins, cue.ends))


def joined(spoken: Iterable[Spoken], longest: int) -> tuple[str, tuple[Cue, ...], bool]:
    """Return all that is said as one text with its cues, and whether it was cut at `longest` code points."""
    parts: list[str] = []
    cues: list[Cue] = []
    place = 0
    for words, begins, ends in _said_once(spoken):
        start = place + (len(_BETWEEN) if parts else 0)
        if start + len(words) > longest:
            return _BETWEEN.join(parts), tuple(cues), True
        parts.append(words)
        place = start + len(words)
        cues.append(Cue(start, place, begins, ends))
    return _BETWEEN.join(parts), tuple(cues), False


def _said_once(spoken: Iterable[Spoken]) -> Iterator[tuple[str, float, float]]:
    """Yield the words of each cue without the lines that it repeats of the one before, as rolling ones do."""
    before: tuple[str, ...] = ()
    for cue in spoken:
        kept = tuple(line for line in cue.lines if line not in before)
        before = cue.lines
        if kept:
            yield " ".join(kept), cue.begins, cue.ends


def _without_notes(text: str) -> str:
    """Return WebVTT without its blocks of notes, styles and regions; all else as it is."""
    if not text.lstrip().startswith("WEBVTT"):
        return text
    blocks = _BLANK_LINE.split(text)
    return "\n\n".join(block for block in blocks if not _NO_CUE.match(block.lstrip()))


def _lines(text: str) -> tuple[str, ...]:
    bare = _TAGS.sub("", text.replace("\\N", "\n").replace("\\n", "\n"))
    lines = (" ".join(line.split()) for line in html.unescape(bare).splitlines())
    return tuple(line for line in lines if line)
