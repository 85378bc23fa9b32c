"""How a file goes to the process that reads it and its answer comes back: lengths, then JSON, on a socket."""

from __future__ import annotations

import json
import socket
import struct
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

READY = "ready"
"""What the process that reads says before it is asked anything."""
LONGEST_MESSAGE = 16 * 1024 * 1024
_LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class Request:
    """A file to be read: its descriptor and, where there is one, its sidecar's travel beside this."""

    kind: str
    format: str | None
    size: int
    sidecar: bool


class Closed(Exception):  # noqa: N818 (how a conversation ends)
    """The other end is gone, or says what cannot be."""


def send_request(channel: socket.socket, request: Request, descriptors: Sequence[int]) -> None:
    """Send a file to be read."""
    data = json.dumps(asdict(request)).encode()
    socket.send_fds(channel, [_LENGTH.pack(len(data))], list(descriptors))
    channel.sendall(data)


def receive_request(channel: socket.socket) -> tuple[Request, list[int]]:
    """Return the next file to be read and its descriptors; raise Closed at the end."""
    start, descriptors, _, _ = socket.recv_fds(channel, _LENGTH.size, 2)
    if not start:
        raise Closed
    start += _exactly(channel, _LENGTH.size - len(start))
    data = json.loads(_exactly(channel, _LENGTH.unpack(start)[0]))
    return Request(**data), descriptors


def send_reply(channel: socket.socket, reply: Any) -> None:
    """Send what was found."""
    data = json.dumps(reply).encode()
    channel.sendall(_LENGTH.pack(len(data)) + data)


def receive_reply(channel: socket.socket, deadline: float) -> bytes:
    """Return what was found, as JSON; raise Closed, or TimeoutError past `time.monotonic()` = deadline."""
    length = _LENGTH.unpack(_exactly(channel, _LENGTH.size, deadline))[0]
    if length > LONGEST_MESSAGE:
        raise Closed
    return _exactly(channel, length, deadline)


def _exactly(channel: socket.socket, length: int, deadline: float | None = None) -> bytes:
    data = bytearray()
    while len(data) < length:
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            channel.settimeout(left)
        block = channel.recv(length - len(data))
        if not block:
            raise Closed
        data += block
    return bytes(data)
