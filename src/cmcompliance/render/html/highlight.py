"""A text cut into pieces, so that what findings point at can be marked: spans may overlap and be nested."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from cmcompliance.render.style import UNSAFE
from cmcompliance.report import Severity

Look = Severity | Literal["waived"]
_WORST_FIRST: tuple[Look, ...] = ("error", "warning", "info", "waived")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that a finding points at; `anchor` names the place, `finding` leads back."""

    start: int
    end: int
    look: Look
    anchor: str
    finding: int


@dataclass(frozen=True, slots=True)
class Run:
    """Text to be shown as it is, or the name of a character that would not be seen or would act."""

    text: str
    is_sign: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch with one look: the gravest of its marks'. What begins and what ends with it is named."""

    runs: tuple[Run, ...]
    look: Look | None
    anchors: tuple[str, ...]
    findings: tuple[int, ...]


def pieces(text: str, marks: Sequence[Mark]) -> Iterator[Piece]:
    """Yield the text in order; put together, the pieces are the whole of it."""
    edges = sorted({0, len(text), *(edge for mark in marks for edge in (mark.start, mark.end))})
    by_start = sorted(marks, key=lambda mark: mark.start)
    begun: list[Mark] = []
    coming = 0
    for start, end in pairwise(edges):
        begun = [mark for mark in begun if mark.end > start]
        first = coming
        while coming < len(by_start) and by_start[coming].start == start:
            begun.append(by_start[coming])
            coming += 1
        yield Piece(
            runs=tuple(runs(text, start, end)),
            look=_gravest(begun),
            anchors=tuple(mark.anchor for mark in by_start[first:coming]),
            findings=tuple(sorted({mark.finding for mark in begun if mark.end == end})),
        )


def _gravest(marks: Sequence[Mark]) -> Look | None:
    looks = {mark.look for mark in marks}
    return next((look for look in _WORST_FIRST if look in looks), None)


def runs(text: str, start: int, end: int) -> Iterator[Run]:
    """Yield a stretch of a text: every line end is a newline, and what would act becomes a sign."""
    done = start
    for match in UNSAFE.finditer(text, start, end):
        if match.start() > done:
            yield Run(text[done : match.start()])
        done = match.end()
        if match[0] != "\r":
            yield Run(f"U+{ord(match[0]):04X}", is_sign=True)
        elif text[done : done + 1] != "\n":
            yield Run("\n")
    if done < end:
        yield Run(text[done:end])
