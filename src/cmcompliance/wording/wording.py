"""What a file of words says, and when each stretch of it is heard or seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Source = Literal["subtitles", "transcript"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A stretch of a text, `start` to `end` in code points, and its time in seconds."""

    start: int
    end: int
    begins: float
    ends: float


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a file beside a medium. `file`: its name; `cut`: there were more than a draft may have."""

    text: str
    source: Source
    file: str
    cues: tuple[Cue, ...] = ()
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file of words that is there and cannot be used; `why`: `too_large`, `damaged`, `extra_missing` …"""

    file: str
    why: str
