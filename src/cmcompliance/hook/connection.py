"""Messages over a socket, each side with a time limit and the right user."""

from __future__ import annotations

import os
import socket
import struct
import time
from collections.abc import Mapping
from typing import Any

from cmcompliance.hook.place import RefusedError
from cmcompliance.hook.protocol import framed, received

_CREDENTIALS = struct.Struct("3i")


class Connection:
    """One side of a connection; `deadline`: on the monotonic clock; after it all raises TimeoutError."""

    def __init__(self, peer: socket.socket, deadline: float) -> None:
        self._peer = peer
        self.deadline = deadline

    def send(self, value: Mapping[str, Any]) -> None:
        """Send a message."""
        self._peer.settimeout(self._left())
        self._peer.sendall(framed(value))

    def receive(self, until: float | None = None) -> dict[str, Any]:
        """Return the next message; `until`: a deadline for it alone. Raises ProtocolError, OSError."""
        last = self.deadline if until is None else min(until, self.deadline)

        def some(size: int) -> bytes:
            left = last - time.monotonic()
            if left <= 0:
                raise TimeoutError
            self._peer.settimeout(left)
            return self._peer.recv(size)

        return received(some)

    def _left(self) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def check_peer(peer: socket.socket) -> None:
    """Raise RefusedError when another user is at the other end, where the system tells."""
    if not hasattr(socket, "SO_PEERCRED"):
        return
    _, user, _ = _CREDENTIALS.unpack(
        peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    )
    if user != os.getuid():
        raise RefusedError(f"the other end of the socket is user {user}, not you")
