"""One message sent to one receiver."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from cmcompliance.webhooks.signature import signed_headers
from cmcompliance.webhooks.target import Target

SECONDS: Final = 20.0
"""For all of it; half of that to connect, and between two bytes."""
_MOST_READ: Final = 16_384
_BUSY: Final = frozenset({429, 502, 503, 504})
_GONE: Final = 410


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a message; `status` None: no answer. `wish`: seconds to wait, as the receiver said."""

    status: int | None
    reason: str
    wish: int | None = None

    @property
    def is_delivered(self) -> bool:
        """Whether the receiver took it; a redirection is no success and is not followed."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def is_gone(self) -> bool:
        """Whether the receiver wants no more messages."""
        return self.status == _GONE

    @property
    def is_down(self) -> bool:
        """Whether other messages would fare no better now."""
        return self.status is None or self.status in _BUSY


def post(target: Target, event_id: str, body: bytes, now: int, seconds: float = SECONDS) -> Reply:
    """Send a message, signed for now."""
    headers = {
        "content-type": "application/json",
        "user-agent": "cmcompliance-webhooks",
        "connection": "close",
        **signed_headers(target.keys, event_id, now, body),
    }
    connection = _connection(target, seconds / 2)
    # A receiver that sends a byte now and then would never meet a time limit between bytes.
    late = threading.Event()
    limit = threading.Timer(seconds, _cut, (connection, late))
    limit.daemon = True
    limit.start()
    try:
        connection.request("POST", target.path, body, headers)
        response = connection.getresponse()
        response.read(_MOST_READ)
        if late.is_set():  # what had come by then was read as if it were all
            return Reply(None, f"no answer within {seconds:g} s")
        return Reply(
            response.status, f"HTTP {response.status}", _seconds(response.headers.get("retry-after"))
        )
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Reply(None, f"no answer within {seconds:g} s" if late.is_set() else _told(error))
    finally:
        limit.cancel()
        connection.close()


def _connection(target: Target, seconds: float) -> http.client.HTTPConnection:
    if target.secure:
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(target.host, target.port, timeout=seconds, context=context)
    return http.client.HTTPConnection(target.host, target.port, timeout=seconds)


def _cut(connection: http.client.HTTPConnection, late: threading.Event) -> None:
    late.set()
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)


def _seconds(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else None


def _told(error: Exception) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}"[:200] if text else type(error).__name__
