"""WebM and Matroska: its information, tracks, tags and attachments, without its pictures and sounds."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from cmcompliance.media.evidence import What
from cmcompliance.media.inspection.gathering import Damaged, Gathering
from cmcompliance.media.inspection.reading import block, exactly

_SEGMENT, _CLUSTER = 0x18538067, 0x1F43B675
_INFORMATION, _TRACKS, _TAGS, _ATTACHMENTS = 0x1549A966, 0x1654AE6B, 0x1254C367, 0x1941A469
_TRACK, _TRACK_KIND, _VIDEO, _WIDTH, _HEIGHT = 0xAE, 0x83, 0xE0, 0xB0, 0xBA
_SCALE, _DURATION, _TITLE, _MUXER, _WRITER = 0x2AD7B1, 0x4489, 0x7BA9, 0x4D80, 0x5741
_TAG, _SIMPLE_TAG, _NAME, _STRING = 0x7373, 0x67C8, 0x45A3, 0x4487
_ATTACHED, _MIME = 0x61A7, 0x4660
_PICTURES = 1
_LONGEST_VALUE = 256 * 1024
_DEEPEST_TAG = 4

_WHAT: Mapping[str, What] = {
    "TITLE": "title",
    "ARTIST": "artist",
    "LEAD_PERFORMER": "artist",
    "ALBUM": "album",
    "COMPOSER": "composer",
    "DIRECTOR": "creator",
    "PRODUCER": "creator",
    "COPYRIGHT": "copyright",
    "PRODUCTION_COPYRIGHT": "copyright",
    "LICENSE": "usage_terms",
    "TERMS_OF_USE": "usage_terms",
    "OWNER": "owner",
    "ISRC": "isrc",
    "BARCODE": "barcode",
    "PUBLISHER": "label",
    "LABEL": "label",
    "ENCODER": "encoder",
    "ENCODED_BY": "encoder",
    "COMMENT": "comment",
    "DESCRIPTION": "description",
    "SYNOPSIS": "description",
    "KEYWORDS": "keyword",
    "GENRE": "genre",
    "DATE_RELEASED": "year",
    "DATE_RECORDED": "taken_at",
}


@dataclass(frozen=True, slots=True)
class _Element:
    number: int
    start: int
    end: int | None
    """None for an element that does not say how long it is."""


def read_matroska(file: BinaryIO, size: int, found: Gathering) -> None:
    """Find the length, the size and the tags of a WebM."""
    kinds: set[int] = set()
    for top in _elements(file, 0, size):
        if top.number != _SEGMENT:
            continue
        for element in _elements(file, top.start, size if top.end is None else top.end):
            if element.number == _INFORMATION:
                _information(file, element, found)
            elif element.number == _TRACKS:
                kinds |= _tracks(file, element, found)
            elif element.number == _TAGS:
                for tag in _inner(file, element, _TAG):
                    _tags(file, tag, 1, found)
            elif element.number == _ATTACHMENTS:
                _attachments(file, element, found)
    if kinds and _PICTURES not in kinds:
        found.kind = "audio"


def _elements(file: BinaryIO, start: int, end: int) -> Iterator[_Element]:
    """Yield the elements between two places; of one without a length, what is in it comes next."""
    while start < end:
        file.seek(start)
        number, width = _number(file, keep_mark=True)
        length, length_width = _number(file, keep_mark=False)
        start += width + length_width
        if length is None:
            if number not in (_SEGMENT, _CLUSTER):
                raise Damaged("WebM")
            yield _Element(number or 0, start, None)
            if number == _SEGMENT:
                return
            continue
        if start + length > end:
            raise Damaged("WebM")
        yield _Element(number or 0, start, start + length)
        start += length


def _number(file: BinaryIO, *, keep_mark: bool) -> tuple[int | None, int]:
    """Read a number of one to eight bytes, and how many; None for a length whose bits are all set."""
    first = exactly(file, 1, "WebM")[0]
    if first == 0:
        raise Damaged("WebM")
    width = 9 - first.bit_length()
    rest = exactly(file, width - 1, "WebM")
    if keep_mark:
        return int.from_bytes(bytes((first,)) + rest, "big"), width
    bare = first & ((1 << (8 - width)) - 1)
    value = int.from_bytes(bytes((bare,)) + rest, "big")
    return (None if value == (1 << (7 * width)) - 1 else value), width


def _inner(file: BinaryIO, element: _Element, *wanted: int) -> Iterator[_Element]:
    for inner in _elements(file, element.start, element.end or element.start):
        if inner.number in wanted:
            yield inner


def _value(file: BinaryIO, element: _Element, found: Gathering) -> bytes:
    length = (element.end or element.start) - element.start
    file.seek(element.start)
    return block(file, min(length, _LONGEST_VALUE), "WebM", found)


def _text(file: BinaryIO, element: _Element, found: Gathering) -> str:
    return _value(file, element, found).rstrip(b"\0").decode("utf-8", "replace")


def _integer(file: BinaryIO, element: _Element, found: Gathering) -> int:
    return int.from_bytes(_value(file, element, found)[:8], "big")


def _information(file: BinaryIO, element: _Element, found: Gathering) -> None:
    scale, duration = 1_000_000, None
    for inner in _inner(file, element, _SCALE, _DURATION, _TITLE, _MUXER, _WRITER):
        if inner.number == _SCALE:
            scale = _integer(file, inner, found)
        elif inner.number == _DURATION:
            data = _value(file, inner, found)
            duration = struct.unpack(">d" if len(data) == 8 else ">f", data)[0]
        elif inner.number == _TITLE:
            found.say("title", _text(file, inner, found), "Matroska Title")
        elif inner.number == _MUXER:
            found.say("encoder", _text(file, inner, found), "Matroska MuxingApp")
        else:
            found.say("tool", _text(file, inner, found), "Matroska WritingApp")
    if duration is not None and 0 <= duration * scale < 1e18:
        found.seconds = round(duration * scale / 1e9, 3)


def _tracks(file: BinaryIO, element: _Element, found: Gathering) -> set[int]:
    kinds = set()
    for track in _inner(file, element, _TRACK):
        for inner in _inner(file, track, _TRACK_KIND, _VIDEO):
            if inner.number == _TRACK_KIND:
                kinds.add(_integer(file, inner, found))
                continue
            parts = {one.number: _integer(file, one, found) for one in _inner(file, inner, _WIDTH, _HEIGHT)}
            if len(parts) == 2:
                found.sized(parts[_WIDTH], parts[_HEIGHT])
    return kinds


def _tags(file: BinaryIO, element: _Element, depth: int, found: Gathering) -> None:
    if depth > _DEEPEST_TAG:
        return
    for tag in _inner(file, element, _SIMPLE_TAG):
        values = {one.number: _text(file, one, found) for one in _inner(file, tag, _NAME, _STRING)}
        name = values.get(_NAME, "").upper()
        if name in _WHAT:
            found.say(_WHAT[name], values.get(_STRING, ""), f"Matroska {name}")
        _tags(file, tag, depth + 1, found)


def _attachments(file: BinaryIO, element: _Element, found: Gathering) -> None:
    for attached in _inner(file, element, _ATTACHED):
        for mime in _inner(file, attached, _MIME):
            kind, _, name = _text(file, mime, found).partition("/")
            if kind == "image":
                found.say("cover", name, "Matroska AttachedFile")
