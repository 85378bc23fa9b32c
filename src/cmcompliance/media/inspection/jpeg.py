"""JPEG: its segments up to the picture itself."""

from __future__ import annotations

from typing import BinaryIO

from cmcompliance.media.inspection.gathering import Damaged, Gathering
from cmcompliance.media.inspection.reading import block, exactly

_EXIF = b"Exif\0"
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_MORE_XMP = b"http://ns.adobe.com/xmp/extension/\0"
_PHOTOSHOP = b"Photoshop 3.0\0"
_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_SCAN, _END, _COMMENT = 0xDA, 0xD9, 0xFE


def read_jpeg(file: BinaryIO, size: int, found: Gathering) -> None:
    """Find the size and the blocks of metadata of a JPEG."""
    file.seek(2)
    photoshop = bytearray()
    more_xmp: dict[bytes, dict[int, bytes]] = {}
    try:
        while (marker := _next_marker(file)) not in (_SCAN, _END):
            if marker in _ALONE:
                continue
            length = int.from_bytes(exactly(file, 2, "JPEG segment"), "big") - 2
            if length < 0:
                raise Damaged("JPEG segment")
            data = block(file, length, "JPEG segment", found)
            if marker in _FRAMES and length >= 5:
                found.sized(int.from_bytes(data[3:5], "big"), int.from_bytes(data[1:3], "big"))
            elif marker == 0xE1 and data.startswith(_EXIF):
                found.exif_blocks.append(data[6:])
            elif marker == 0xE1 and data.startswith(_XMP):
                found.xmp_blocks.append(data[len(_XMP) :])
            elif marker == 0xE1 and data.startswith(_MORE_XMP):
                start = len(_MORE_XMP)
                place = int.from_bytes(data[start + 36 : start + 40], "big")
                more_xmp.setdefault(data[start : start + 32], {})[place] = data[start + 40 :]
            elif marker == 0xEB and data[:2] == b"JP" and data[12:16] == b"jumb":
                found.has_manifest = True
            elif marker == 0xED and data.startswith(_PHOTOSHOP):
                photoshop += data[len(_PHOTOSHOP) :]
            elif marker == _COMMENT:
                found.say("comment", data.decode("utf-8", "replace"), "JPEG COM")
    finally:
        if photoshop:
            found.photoshop_blocks.append(bytes(photoshop))
        found.xmp_blocks.extend(_extended(found.xmp_blocks, more_xmp))


def _next_marker(file: BinaryIO) -> int:
    if exactly(file, 1, "JPEG") != b"\xff":
        raise Damaged("JPEG")
    while (code := exactly(file, 1, "JPEG")[0]) == 0xFF:
        pass
    return code


def _extended(main: list[bytes], parts: dict[bytes, dict[int, bytes]]) -> list[bytes]:
    """Return the XMP that did not fit into one segment and that the main XMP names by its digest."""
    whole = []
    for digest, pieces in parts.items():
        if any(digest in packet for packet in main):
            whole.append(b"".join(pieces[place] for place in sorted(pieces)))
    return whole
