"""The front's end of a socket to another process of the pool."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable, Mapping
from typing import Any, cast

from cmcompliance.service.pool.frames import Frame, FrameError, Unpacker, packed

_LOG = logging.getLogger(__name__)


class Line(asyncio.Protocol):
    """Sends messages, hands on those that come, and tells once that the socket ended."""

    def __init__(self, on_frame: Callable[[Frame], None], on_end: Callable[[], None]) -> None:
        self._on_frame = on_frame
        self._on_end = on_end
        self._unpacker = Unpacker()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Note by which way to send."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Hand on the messages that are complete."""
        try:
            for frame in self._unpacker.feed(data):
                self._on_frame(frame)
        except FrameError:
            _LOG.exception("a process of the pool made no sense: its socket is closed")
            self.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell that nothing more will come."""
        self._on_end()

    def send(self, header: Mapping[str, Any], payload: bytes = b"") -> None:
        """Send a message, as soon as the other side takes it; to nobody when the socket ended."""
        if self._transport is not None:
            self._transport.write(packed(header, payload))

    @property
    def unsent(self) -> int:
        """How many bytes the other side has not taken yet."""
        return 0 if self._transport is None else self._transport.get_write_buffer_size()

    def close(self) -> None:
        """End the socket at once."""
        if self._transport is not None:
            self._transport.abort()


async def line_on(end: socket.socket, on_frame: Callable[[Frame], None], on_end: Callable[[], None]) -> Line:
    """Return the line over a socket, which it owns from now on."""
    end.setblocking(False)
    loop = asyncio.get_running_loop()
    _, line = await loop.create_unix_connection(lambda: Line(on_frame, on_end), sock=end)
    return line
