"""Read pieces of a file that may end too early."""

from __future__ import annotations

from typing import BinaryIO

from cmcompliance.media.inspection.gathering import Damaged, Gathering


def exactly(file: BinaryIO, length: int, what: str) -> bytes:
    """Return the next bytes, all of them; raise Damaged where the file ends before."""
    data = file.read(length)
    if len(data) < length:
        raise Damaged(f"{what}: the file ends too early")
    return data


def block(file: BinaryIO, length: int, what: str, found: Gathering) -> bytes:
    """Return a piece of metadata, accounted for."""
    found.take(length)
    return exactly(file, length, what)
