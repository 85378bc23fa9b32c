"""How text looks: width in cells (emoji and CJK take two), colour, wrapping; terminals stay safe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len

Look = Literal["error", "warning", "info", "good", "bold", "dim"]
_CODES: dict[Look, str] = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "good": "1;32",
    "bold": "1",
    "dim": "2",
}
_JOINTS = "/.-_&=?,"
"""After these a word that is too long is broken, in its second half."""
_UNDERLINED = "4"
_CHARACTERS_A_CELL = 4
"""At most so many are looked at: a family emoji is seven characters in two cells."""
# French typography: no line begins with a mark that a blank precedes, nor ends with an opening quote.
_UNBREAKABLE = re.compile(r"(?:\S*« )?\S+(?: (?:[:;!?€%]|»\S{0,2})(?= |$))*")
# Control characters would act on the terminal, and direction marks would show other words than those checked.
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Style:
    """`width` in cells; `colour`: whether escape codes may be used."""

    width: int = 100
    colour: bool = False

    def paint(self, text: str, look: Look) -> str:
        """Return the text in that look."""
        return f"\x1b[{_CODES[look]}m{text}\x1b[0m" if self.colour else text

    def underline(self, words: str, look: Look) -> str:
        """Return the words underlined in that look; as they are without colour."""
        return f"\x1b[{_UNDERLINED};{_CODES[look]}m{words}\x1b[0m" if self.colour else words

    def wrap(self, text: str, first: str = "", rest: str = "") -> Iterator[str]:
        """Yield lines no wider than the style: `first` and `rest` begin them; what has no blank is broken."""
        line, empty = first, True
        for word in _UNBREAKABLE.findall(" ".join(clean(text).split())):
            if not empty and cell_len(line) + 1 + cell_len(word) > self.width:
                yield line
                line, empty = rest, True
            line += word if empty else f" {word}"
            empty = False
            while cell_len(line) > self.width:
                full, remainder = _break(line, self.width)
                yield full
                line = rest + remainder
        yield line


PLAIN = Style()


def clean(text: str) -> str:
    """Return text that is safe to print: what acts on a terminal becomes a visible sign."""
    return UNSAFE.sub("\ufffd", text)


def pad(text: str, width: int) -> str:
    """Return the text filled with blanks to `width` cells."""
    return text + " " * max(0, width - cell_len(text))


def _break(line: str, width: int) -> tuple[str, str]:
    """Return as much of a line as fits into `width` cells, and what is left of it."""
    end = min(len(line), _CHARACTERS_A_CELL * (width + 1))
    while cell_len(line[:end]) > width:
        end -= 1
    joint = max(line.rfind(mark, end // 2, end) for mark in _JOINTS) + 1
    return line[: joint or end], line[joint or end :]


def cut_left(text: str, width: int) -> str:
    """Return the end of a text, at most `width` cells, cut at a blank where there is one."""
    kept = text[-_CHARACTERS_A_CELL * (width + 1) :]
    if kept == text and cell_len(text) <= width:
        return text
    while kept and cell_len(kept) > max(0, width - 1):
        kept = kept[1:]
    _, blank, whole_words = kept.partition(" ")
    return "…" + (whole_words if blank else kept)


def cut_right(text: str, width: int) -> str:
    """Return the beginning of a text, at most `width` cells, cut at a blank where there is one."""
    kept = text[: _CHARACTERS_A_CELL * (width + 1)]
    if kept == text and cell_len(text) <= width:
        return text
    while kept and cell_len(kept) > max(0, width - 1):
        kept = kept[:-1]
    whole_words, blank, _ = kept.rpartition(" ")
    return (whole_words if blank else kept) + "…"
