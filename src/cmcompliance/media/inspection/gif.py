"""GIF: its extensions, without the pictures."""

from __future__ import annotations

from typing import BinaryIO

from cmcompliance.media.inspection.gathering import Damaged, Gathering
from cmcompliance.media.inspection.reading import exactly

_XMP_TRAILER = bytes((1, 255, 254, 253))


def read_gif(file: BinaryIO, size: int, found: Gathering) -> None:
    """Find the size, the comments and the XMP of a GIF."""
    file.seek(6)
    screen = exactly(file, 7, "GIF")
    found.sized(int.from_bytes(screen[:2], "little"), int.from_bytes(screen[2:4], "little"))
    _skip_colours(file, screen[4])
    while (mark := exactly(file, 1, "GIF")) != b"\x3b":
        if mark == b"\x2c":
            _skip_colours(file, exactly(file, 9, "GIF picture")[8])
            exactly(file, 1, "GIF picture")
            _skip_blocks(file)
        elif mark == b"\x21":
            _extension(file, exactly(file, 1, "GIF extension")[0], found)
        else:
            raise Damaged("GIF")


def _extension(file: BinaryIO, label: int, found: Gathering) -> None:
    if label == 0xFE:
        found.say("comment", b"".join(_blocks(file, found)).decode("utf-8", "replace"), "GIF comment")
        return
    if label != 0xFF:
        _skip_blocks(file)
        return
    name = exactly(file, exactly(file, 1, "GIF extension")[0], "GIF extension")
    if name == b"XMP DataXMP":
        # XMP stands there as it is: what a reader takes for the lengths of blocks are its own letters.
        raw = b"".join(bytes((len(data),)) + data for data in _blocks(file, found))
        found.xmp_blocks.append(raw.partition(_XMP_TRAILER)[0])
        return
    found.has_manifest = found.has_manifest or name.startswith(b"C2PA_GIF")
    _skip_blocks(file)


def _blocks(file: BinaryIO, found: Gathering) -> list[bytes]:
    blocks = []
    while length := exactly(file, 1, "GIF block")[0]:
        found.take(length)
        blocks.append(exactly(file, length, "GIF block"))
    return blocks


def _skip_blocks(file: BinaryIO) -> None:
    while length := exactly(file, 1, "GIF block")[0]:
        exactly(file, length, "GIF block")


def _skip_colours(file: BinaryIO, flags: int) -> None:
    if flags & 0x80:
        exactly(file, 3 * 2 ** ((flags & 7) + 1), "GIF colours")
