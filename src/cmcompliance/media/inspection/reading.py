"""Read pieces of a file that may end too early."""

from __future__ import annotations

from typing import BinaryIO

from cmcompliance.media.inspection.gathering import Damaged, Gathering


def exactly(file: BinaryIO, length: int, what: str) -> bytes:
    """Return the next bytes, all of them; raise Damaged where there are not so many, `what` its words."""
    data = file.read(length) if length >= 0 else b""
    if len(data) != length:
        raise Damaged(what)
    return data


def label(name: bytes) -> str:
    """Return the name of a box or a chunk; `?` for one that damage made up."""
    text = name.decode("latin-1")
    return text if all(char.isalnum() or char in "© -_" for char in text) else "?"


def block(file: BinaryIO, length: int, what: str, found: Gathering) -> bytes:
    """Return a piece of metadata, accounted for."""
    found.take(length)
    return exactly(file, length, what)
