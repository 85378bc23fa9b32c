"""The boxes of an ISO base media file (MP4, MOV, HEIC, AVIF), of which most are passed over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from cmcompliance.media.inspection.gathering import Damaged, Gathering
from cmcompliance.media.inspection.reading import block, exactly, label

_MANIFEST_BOX = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
_XMP_BOX = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_MOST = 200_000


@dataclass(frozen=True, slots=True)
class Box:
    """A box: its name, and where its content begins and ends."""

    name: bytes
    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start


def boxes(file: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """Yield the boxes between two places; raise Damaged where one does not end there."""
    for _ in range(_MOST):
        if end - start < 8:
            return
        file.seek(start)
        head = exactly(file, 8, "box")
        length, name, header = int.from_bytes(head[:4], "big"), head[4:], 8
        if length == 1:
            length, header = int.from_bytes(exactly(file, 8, "box"), "big"), 16
        elif length == 0:
            length = end - start
        if length < header or start + length > end:
            raise Damaged(f"box {label(name)}")
        yield Box(name, start + header, start + length)
        start += length
    raise Damaged("boxes")


def content(file: BinaryIO, box: Box, found: Gathering) -> bytes:
    """Return what is in a box of metadata."""
    file.seek(box.start)
    return block(file, box.length, f"box {label(box.name)}", found)


def keep_extension(file: BinaryIO, box: Box, found: Gathering) -> None:
    """Keep the XMP of a `uuid` box, or that it holds a manifest."""
    file.seek(box.start)
    which = exactly(file, 16, "box uuid")
    if which == _MANIFEST_BOX:
        found.has_manifest = True
    elif which == _XMP_BOX:
        found.xmp_blocks.append(block(file, box.length - 16, "box uuid", found))
