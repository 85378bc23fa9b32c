"""Bytes of a table to lines of text: the encoding by content, no line longer than can be held."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

LONGEST_LINE: Final = 1 << 20
"""Characters; a post is not longer."""
_CHUNK: Final = 1 << 16
_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_LOST: Final = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Overlong:
    """A line that is too long to be one of a table."""


def lines(stream: BinaryIO) -> Iterator[str | Overlong]:
    """Yield the lines, each ended by a line feed; bytes that are no text stay as lone surrogates."""
    parts: list[str] = []
    size = 0
    for text in _with_line_feeds(_texts(stream)):
        *ended, begun = text.split("\n")
        for piece in ended:
            size += len(piece)
            yield Overlong() if size > LONGEST_LINE else "".join((*parts, piece, "\n"))
            parts, size = [], 0
        size += len(begun)
        parts = [*parts, begun] if size <= LONGEST_LINE else []
    if size:
        yield Overlong() if size > LONGEST_LINE else "".join(parts)


def is_lossy(text: str) -> bool:
    """Return whether a text has bytes in it that are none of its encoding."""
    return _LOST.search(text) is not None


def _with_line_feeds(texts: Iterator[str]) -> Iterator[str]:
    held = ""
    for text in texts:
        whole = held + text
        held = "\r" if whole.endswith("\r") else ""  # its line feed may be in what comes next
        yield whole.removesuffix("\r").replace("\r\n", "\n").replace("\r", "\n")
    yield held.replace("\r", "\n")


def _texts(stream: BinaryIO) -> Iterator[str]:
    decoder: codecs.IncrementalDecoder | None = None
    first = True
    while data := stream.read(_CHUNK):
        if first:
            first = False
            encoding, mark = _marked(data)
            data = data[len(mark) :]
            decoder = _decoder(encoding) if encoding else None
        if decoder is None and not data.isascii():
            decoder = _decoder(_guessed(data))
        yield decoder.decode(data) if decoder else data.decode("ascii")
    if decoder is not None:
        yield decoder.decode(b"", True)


def _decoder(encoding: str) -> codecs.IncrementalDecoder:
    return codecs.getincrementaldecoder(encoding)("replace" if "16" in encoding else "surrogateescape")


def _marked(data: bytes) -> tuple[str | None, bytes]:
    """Return the encoding that the first bytes tell, and the mark that is no part of the text."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return encoding, mark
    sample = data[:2000]
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if len(sample) > 3 and zeros.count(0) > 0.7 * len(zeros) and sample.count(0) < 0.6 * len(sample):
            return encoding, b""
    return None, b""


def _guessed(data: bytes) -> str:
    """Return UTF-8 where most of what is not ASCII is UTF-8, else what Windows wrote in Western Europe."""
    text = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode(data)
    lost = len(_LOST.findall(text))
    letters = sum(1 for letter in text if letter > "\x7f") - lost
    return "utf-8" if letters > lost or not lost else "cp1252"
