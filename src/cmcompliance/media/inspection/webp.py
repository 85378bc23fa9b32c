"""WebP: its chunks, without the picture."""

from __future__ import annotations

from typing import BinaryIO

from cmcompliance.media.inspection.gathering import Gathering
from cmcompliance.media.inspection.reading import block
from cmcompliance.media.inspection.riff import chunks


def read_webp(file: BinaryIO, size: int, found: Gathering) -> None:
    """Find the size and the blocks of metadata of a WebP."""
    for name, length in chunks(file, size, "WebP"):
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
