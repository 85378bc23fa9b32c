"""TIFF: the tags of its first picture."""

from __future__ import annotations

from typing import BinaryIO, Literal

from cmcompliance.media.inspection.exif import read_directories
from cmcompliance.media.inspection.gathering import Gathering
from cmcompliance.media.inspection.reading import block, exactly

_WIDTH, _HEIGHT = 0x0100, 0x0101
_WIDTHS = {3: 2, 4: 4, 8: 2, 9: 4, 13: 4, 16: 8, 17: 8}
"""Bytes of a number, by its type; one for the others."""
_XMP, _IPTC, _PHOTOSHOP, _MANIFEST = 0x02BC, 0x83BB, 0x8649, 0xCD41


def read_tiff(file: BinaryIO, size: int, found: Gathering) -> None:
    """Find the size and the blocks of metadata of a TIFF."""
    file.seek(0)
    tags = read_directories(file, found)
    width, height = tags.get(_WIDTH), tags.get(_HEIGHT)
    if isinstance(width, int) and isinstance(height, int):
        found.sized(width, height)
    found.has_manifest = _MANIFEST in tags
    for tag, blocks in (
        (_XMP, found.xmp_blocks),
        (_IPTC, found.iptc_blocks),
        (_PHOTOSHOP, found.photoshop_blocks),
    ):
        if tag in tags:
            blocks.append(_raw_tag(file, tag, found))


def _raw_tag(file: BinaryIO, tag: int, found: Gathering) -> bytes:
    """Return the bytes of a tag of the first directory, whatever numbers it says that they are.

    Programs write IPTC as numbers of four bytes; as numbers, half of it would be lost.
    """
    file.seek(0)
    head = exactly(file, 16, "TIFF")
    order: Literal["little", "big"] = "little" if head[:2] == b"II" else "big"
    big = int.from_bytes(head[2:4], order) == 43
    width, extent = (8, 20) if big else (4, 12)
    file.seek(int.from_bytes(head[8:16] if big else head[4:8], order))
    for _ in range(int.from_bytes(exactly(file, 8 if big else 2, "TIFF"), order)):
        entry = exactly(file, extent, "TIFF directory")
        if int.from_bytes(entry[:2], order) == tag:
            length = int.from_bytes(entry[4 : 4 + width], order)
            length *= _WIDTHS.get(int.from_bytes(entry[2:4], order), 1)
            if length <= width:
                return entry[4 + width :][:length]
            file.seek(int.from_bytes(entry[4 + width :], order))
            return block(file, length, "TIFF", found).rstrip(b"\0")
    return b""
