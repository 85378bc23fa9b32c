"""RIFF: the chunks of which WebP and WAV are made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from cmcompliance.media.inspection.gathering import Damaged
from cmcompliance.media.inspection.reading import exactly, label


def chunks(file: BinaryIO, size: int, what: str) -> Iterator[tuple[bytes, int]]:
    """Yield the name and the length of each chunk, the file standing at its data."""
    place = 12
    while place + 8 <= size:
        file.seek(place)
        start = exactly(file, 8, what)
        name, length = start[:4], int.from_bytes(start[4:], "little")
        if place + 8 + length > size:
            raise Damaged(f"{what} {label(name)}")
        yield name, length
        place += 8 + length + length % 2
