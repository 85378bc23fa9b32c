"""What front, zygote and workers say to each other: a header of JSON and bytes, after the length of each."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

LONGEST_HEADER: Final = 1 << 20
LONGEST_PAYLOAD: Final = 1 << 28
_LENGTHS: Final = struct.Struct(">II")


class FrameError(Exception):
    """The other side says what makes no sense."""


class Frame(NamedTuple):
    """One message."""

    header: dict[str, Any]
    payload: bytes


def packed(header: Mapping[str, Any], payload: bytes = b"") -> bytes:
    """Return a message as bytes. Raises FrameError for one that is too large."""
    head = json.dumps(header, separators=(",", ":")).encode("ascii")
    _check(len(head), len(payload))
    return _LENGTHS.pack(len(head), len(payload)) + head + payload


class Unpacker:
    """Makes messages of bytes as they come."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, data: bytes) -> Iterator[Frame]:
        """Yield the messages that are complete with these bytes. Raises FrameError."""
        self._held += data
        while (frame := self._next()) is not None:
            yield frame

    def _next(self) -> Frame | None:
        if len(self._held) < _LENGTHS.size:
            return None
        head, payload = _LENGTHS.unpack_from(self._held)
        _check(head, payload)
        begin, end = _LENGTHS.size + head, _LENGTHS.size + head + payload
        if len(self._held) < end:
            return None
        frame = Frame(_header(self._held[_LENGTHS.size : begin]), bytes(self._held[begin:end]))
        del self._held[:end]
        return frame


def _header(data: bytearray) -> dict[str, Any]:
    try:
        header = json.loads(data)
    except ValueError:
        raise FrameError("a header is no JSON") from None
    if not isinstance(header, dict):
        raise FrameError("a header is no JSON object")
    return header


def _check(head: int, payload: int) -> None:
    if head > LONGEST_HEADER or payload > LONGEST_PAYLOAD:
        raise FrameError(f"a message of {head} and {payload} bytes is too large")
