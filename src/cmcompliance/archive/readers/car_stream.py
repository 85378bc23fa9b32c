"""CAR, the form of account repositories of the AT Protocol: blocks under the digests of their bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

import libipld

from cmcompliance.archive.faults import ArchiveFault

LARGEST_BLOCK: Final = 1 << 23
_LONGEST_NUMBER: Final = 10
_CID: Final = b"\x01\x71\x12\x20"
"""What a version 1 address of DAG-CBOR under SHA-256 begins with."""
_CID_LENGTH: Final = 36


@dataclass(frozen=True, slots=True)
class Block:
    """A value and its address; `damaged`: its bytes are not those that its address promises."""

    cid: bytes
    value: Any
    damaged: bool = False


def looks_like_car(head: bytes) -> bool:
    """Return whether bytes begin as a CAR does."""
    return b"eroots" in head[:16] and b"gversion" in head[:400]


def blocks(stream: BinaryIO) -> Iterator[Block]:
    """Yield the blocks of a CAR. Raises ArchiveFault after the blocks before the fault."""
    _taken(stream, "header")
    while (data := _taken(stream, "block")) is not None:
        cid, content = data[:_CID_LENGTH], data[_CID_LENGTH:]
        if not cid.startswith(_CID):
            yield Block(cid, None, damaged=True)
            continue
        value = _decoded(content)
        sound = value is not None and hashlib.sha256(content).digest() == cid[len(_CID) :]
        yield Block(cid, value if sound else None, damaged=not sound)


def _decoded(content: bytes) -> Any:
    try:
        return libipld.decode_dag_cbor(content)
    except (ValueError, RecursionError):
        return None


def _taken(stream: BinaryIO, what: str) -> bytes | None:
    length = _number(stream)
    if length is None:
        return None
    if not 0 < length <= LARGEST_BLOCK:
        raise ArchiveFault(
            f"has a {what} of {length} bytes, which no repository has: it is damaged from here on"
        )
    data = stream.read(length)
    if len(data) < length:
        raise ArchiveFault(f"ends within a {what}: it was cut off, get it again")
    return data


def _number(stream: BinaryIO) -> int | None:
    """Return a number of seven bits a byte, None at the end."""
    value = 0
    for place in range(_LONGEST_NUMBER):
        byte = stream.read(1)
        if not byte:
            if place:
                raise ArchiveFault("ends within a number: it was cut off, get it again")
            return None
        value |= (byte[0] & 0x7F) << (7 * place)
        if byte[0] < 0x80:
            return value
    raise ArchiveFault("is damaged from here on")
