"""HEIC and AVIF: the items of metadata that stand beside the picture."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import BinaryIO

from cmcompliance.media.inspection.boxes import Box, boxes, content, keep_extension
from cmcompliance.media.inspection.gathering import Damaged, Gathering
from cmcompliance.media.inspection.reading import block

_EXIF, _MIME = b"Exif", b"mime"
_XMP_TYPE = b"application/rdf+xml"
_IN_FILE, _IN_DATA_BOX = 0, 1


def read_heif(file: BinaryIO, size: int, found: Gathering) -> None:
    """Find the size and the blocks of metadata of a HEIC or AVIF."""
    for box in boxes(file, 0, size):
        if box.name == b"meta":
            _meta(file, box, found)
        elif box.name == b"uuid":
            keep_extension(file, box, found)


def _meta(file: BinaryIO, meta: Box, found: Gathering) -> None:
    inner = {box.name: box for box in boxes(file, meta.start + 4, meta.end)}
    primary = _primary(content(file, inner[b"pitm"], found)) if b"pitm" in inner else None
    if b"iprp" in inner:
        _sizes(file, inner[b"iprp"], primary, found)
    if b"iinf" not in inner or b"iloc" not in inner:
        return
    places = _places(content(file, inner[b"iloc"], found))
    for number, kind in _metadata_items(file, inner[b"iinf"], found):
        data = b"".join(_extents(file, places.get(number), inner.get(b"idat"), found))
        if kind == _EXIF and len(data) > 8:
            # Four bytes say how much stands before the TIFF header.
            found.exif_blocks.append(data[4 + int.from_bytes(data[:4], "big") :])
        elif kind == _MIME and data:
            found.xmp_blocks.append(data)


def _primary(data: bytes) -> int:
    return int.from_bytes(data[4:6] if data[0] == 0 else data[4:8], "big")


def _sizes(file: BinaryIO, properties: Box, primary: int | None, found: Gathering) -> None:
    """Keep the size of the main picture; of the largest where none is named."""
    inner = {box.name: box for box in boxes(file, properties.start, properties.end)}
    if b"ipco" not in inner:
        return
    sizes: dict[int, tuple[int, int]] = {}
    crops: dict[int, tuple[int, int]] = {}
    for number, box in enumerate(boxes(file, inner[b"ipco"].start, inner[b"ipco"].end), 1):
        if box.name == b"ispe" and box.length >= 12:
            data = content(file, box, found)
            sizes[number] = int.from_bytes(data[4:8], "big"), int.from_bytes(data[8:12], "big")
        elif box.name == b"clap" and box.length >= 16:
            width, wide, height, high = struct.unpack(">4I", content(file, box, found)[:16])
            crops[number] = width // (wide or 1), height // (high or 1)
    if b"ipma" in inner and primary is not None:
        of_primary = _associated(content(file, inner[b"ipma"], found), primary)
        sizes = {number: size for number, size in sizes.items() if number in of_primary} or sizes
        cropped = [size for number, size in crops.items() if number in of_primary]
        if cropped:
            found.sized(*cropped[0])
            return
    if sizes:
        found.sized(*max(sizes.values()))


def _associated(data: bytes, item: int) -> frozenset[int]:
    """Return the numbers of the properties that belong to an item."""
    width, wide = (4 if data[0] else 2), data[3] & 1
    place = 8
    for _ in range(int.from_bytes(data[4:8], "big")):
        number, count = int.from_bytes(data[place : place + width], "big"), data[place + width]
        place += width + 1
        step = 2 if wide else 1
        entries = [data[place + i * step : place + (i + 1) * step] for i in range(count)]
        place += count * step
        if number == item:
            return frozenset(int.from_bytes(one, "big") & (0x7FFF if wide else 0x7F) for one in entries)
    return frozenset()


def _metadata_items(file: BinaryIO, box: Box, found: Gathering) -> list[tuple[int, bytes]]:
    """Return the numbers and kinds of the items that are EXIF or XMP."""
    file.seek(box.start)
    version = file.read(1)[:1]
    items = []
    for entry in boxes(file, box.start + (6 if version == b"\0" else 8), box.end):
        if entry.name != b"infe":
            continue
        data = content(file, entry, found)
        width = 4 if data[0] >= 3 else 2
        number, kind = int.from_bytes(data[4 : 4 + width], "big"), data[6 + width : 10 + width]
        name_and_type = data[10 + width :].split(b"\0")
        if kind == _EXIF or (kind == _MIME and _XMP_TYPE in name_and_type):
            items.append((number, kind))
    return items


@dataclass(frozen=True, slots=True)
class _Place:
    method: int
    extents: tuple[tuple[int, int], ...]


def _places(data: bytes) -> dict[int, _Place]:
    """Return where each item stands."""
    version = data[0]
    offset_width, length_width = data[4] >> 4, data[4] & 15
    base_width, index_width = data[5] >> 4, data[5] & 15 if version else 0
    number_width = 4 if version == 2 else 2
    place = 6

    def number(width: int) -> int:
        nonlocal place
        place += width
        if place > len(data):
            raise Damaged("box iloc")
        return int.from_bytes(data[place - width : place], "big")

    places = {}
    for _ in range(number(number_width)):
        item = number(number_width)
        method = number(2) & 15 if version else _IN_FILE
        number(2)
        base = number(base_width)
        extents = []
        for _ in range(number(2)):
            number(index_width)
            offset = number(offset_width)
            extents.append((base + offset, number(length_width)))
        places[item] = _Place(method, tuple(extents))
    return places


def _extents(file: BinaryIO, place: _Place | None, data_box: Box | None, found: Gathering) -> list[bytes]:
    if place is None or (place.method == _IN_DATA_BOX and data_box is None):
        return []
    if place.method not in (_IN_FILE, _IN_DATA_BOX):
        return []
    start = data_box.start if data_box is not None and place.method == _IN_DATA_BOX else 0
    pieces = []
    for offset, length in place.extents:
        file.seek(start + offset)
        pieces.append(block(file, length, "item", found))
    return pieces
