"""RIFF: the chunks of WebP and WAV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from cmcompliance.media.evidence import What
from cmcompliance.media.inspection.gathering import Damaged, Gathering
from cmcompliance.media.inspection.reading import block, exactly


def read_webp(file: BinaryIO, size: int, found: Gathering) -> None:
    """Find the size and the blocks of metadata of a WebP."""
    for name, length in _chunks(file, size, "WebP"):
        if name == b"VP8X":
            data = block(file, length, "WebP VP8X", found)
            found.sized(1 + int.from_bytes(data[4:7], "little"), 1 + int.from_bytes(data[7:10], "little"))
        elif name == b"VP8 " and found.width is None:
            data = file.read(10)
            found.sized(
                int.from_bytes(data[6:8], "little") & 0x3FFF, int.from_bytes(data[8:10], "little") & 0x3FFF
            )
        elif name == b"VP8L" and found.width is None:
            bits = int.from_bytes(file.read(5)[1:], "little")
            found.sized(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
        elif name == b"EXIF":
            found.exif_blocks.append(block(file, length, "WebP EXIF", found).removeprefix(b"Exif\0\0"))
        elif name == b"XMP ":
            found.xmp_blocks.append(block(file, length, "WebP XMP", found))
        elif name == b"C2PA":
            found.has_manifest = True


_BROADCAST: tuple[tuple[slice, What, str], ...] = (
    (slice(0, 256), "description", "BWF bext Description"),
    (slice(256, 288), "creator", "BWF bext Originator"),
    (slice(320, 330), "taken_at", "BWF bext OriginationDate"),
)
_INFO: dict[bytes, tuple[What, str]] = {
    b"ISFT": ("encoder", "RIFF ISFT Software"),
    b"ITCH": ("encoder", "RIFF ITCH Technician"),
    b"IENG": ("creator", "RIFF IENG Engineer"),
}


def read_wav(file: BinaryIO, size: int, found: Gathering) -> None:
    """Find what a WAV says beside its tags: broadcast extension, XMP, a manifest."""
    for name, length in _chunks(file, size, "WAV"):
        if name == b"bext":
            data = block(file, length, "WAV bext", found)
            for place, what, where in _BROADCAST:
                found.say(what, data[place].partition(b"\0")[0].decode("utf-8", "replace"), where)
        elif name == b"_PMX":
            found.xmp_blocks.append(block(file, length, "WAV _PMX", found))
        elif name == b"C2PA":
            found.has_manifest = True
        elif name == b"LIST":
            _info(block(file, length, "WAV LIST", found), found)


def _info(data: bytes, found: Gathering) -> None:
    if data[:4] != b"INFO":
        return
    place = 4
    while place + 8 <= len(data):
        name, length = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        if name in _INFO:
            what, where = _INFO[name]
            found.say(
                what, data[place + 8 : place + 8 + length].rstrip(b"\0").decode("utf-8", "replace"), where
            )
        place += 8 + length + length % 2


def _chunks(file: BinaryIO, size: int, what: str) -> Iterator[tuple[bytes, int]]:
    """Yield the name and the length of each chunk, the file standing at its data."""
    place = 12
    while place + 8 <= size:
        file.seek(place)
        start = exactly(file, 8, what)
        name, length = start[:4], int.from_bytes(start[4:], "little")
        if place + 8 + length > size:
            raise Damaged(f"{what} {name.decode('latin-1')}: the file ends too early")
        yield name, length
        place += 8 + length + length % 2
