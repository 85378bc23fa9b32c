"""Texts of a page woven into one, and the way back from a place in it to a field and a block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of one field or block.

    `path`: the field's name, then the ids of blocks and the names of their parts; `label`: the same in words.
    `plain`: an input of the editor holds this text and nothing else, on several lines or on one.
    `offsets`: where in its source (HTML) each character begins; None: where it stands here, or not known.
    """

    text: str
    path: tuple[str, ...]
    label: str
    plain: bool = False
    lines: bool = True
    offsets: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Touched:
    """The stretch of a passage that a stretch of the woven text covers."""

    passage: Passage
    start: int
    end: int

    @property
    def in_source(self) -> tuple[int, int]:
        """The stretch in the source of the passage."""
        offsets = self.passage.offsets
        if offsets is None or not offsets:
            return self.start, self.end
        last = offsets[min(max(self.end - 1, self.start), len(offsets) - 1)]
        return offsets[min(self.start, len(offsets) - 1)], last + 1


@dataclass(frozen=True, slots=True)
class Woven:
    """Passages as one text; `starts`: where each begins in it."""

    text: str
    passages: tuple[Passage, ...]
    starts: tuple[int, ...]

    def touched(self, start: int, end: int) -> Iterator[Touched]:
        """Yield what a stretch covers; an empty one belongs to the passage that it stands in or after."""
        for begin, passage in zip(self.starts, self.passages, strict=True):
            stop = begin + len(passage.text)
            low, high = max(start, begin), min(end, stop)
            if low < high or (start == end and begin <= start <= stop + len(_BETWEEN) - 1):
                yield Touched(passage, min(low, stop) - begin, max(min(high, stop), min(low, stop)) - begin)
                if start == end:
                    return


def weave(passages: Iterable[Passage]) -> Woven:
    """Return passages as one text with an empty line between them; those without text are left out."""
    kept: Sequence[Passage] = [passage for passage in passages if passage.text]
    starts: list[int] = []
    done = 0
    for passage in kept:
        starts.append(done)
        done += len(passage.text) + len(_BETWEEN)
    return Woven(_BETWEEN.join(passage.text for passage in kept), tuple(kept), tuple(starts))
