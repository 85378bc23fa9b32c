"""HTTP/1.1 as uvicorn speaks it, with what it lacks: time limits on what comes in, refusals in our words."""

from __future__ import annotations

import asyncio
import http
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Final, cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from cmcompliance.service.http.exchange import new_request_id
from cmcompliance.service.http.joining import Joining
from cmcompliance.service.http.limits import Limits
from cmcompliance.service.http.problem import MEDIA_TYPE, Problem
from cmcompliance.service.http.problem_words import Kind

_FLUSH_SECONDS: Final = 5.0
"""How long a client may take to read the last answer of a connection that is being closed."""
_TOO_LARGE: Final = 431


@dataclass(frozen=True, slots=True)
class Guard:
    """`refused` is told the kind of problem by which something was turned away before it was a request."""

    limits: Limits
    refused: Callable[[Kind], None]


class GuardedProtocol(H11Protocol):
    """One connection. The head of a request, and the rest of a body that nobody reads, come in time or not
    at all.
    """

    guard: ClassVar[Guard]
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection, if there are not too many."""
        super().connection_made(transport)
        self.transport = cast(asyncio.Transport, Joining(transport, self.loop))
        if len(self.connections) > self.guard.limits.connections:
            self._refuse(Problem("busy", retry_after=1))
            return
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget a connection."""
        self._disarm()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came."""
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        self._watch()

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection on which nothing came."""
        super().timeout_keep_alive_handler()
        self._abort_later()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP."""
        hint = getattr(sys.exc_info()[1], "error_status_hint", 400)
        if hint == _TOO_LARGE:
            limits = self.guard.limits
            self._refuse(Problem("headers-too-large", count=limits.header_count, most=limits.header_bytes))
        else:
            self._refuse(Problem("malformed", why=msg))

    def _unsupported_upgrade_warning(self) -> None:
        """Go on as if nobody had asked for another protocol."""

    def _watch(self) -> None:
        """Set the time limit when something has to come now, and lift it when it has come."""
        answering = self.cycle is not None and not self.cycle.response_complete
        if answering or self.timeout_keep_alive_task is not None or self.transport.is_closing():
            self._disarm()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(self.guard.limits.receive_seconds, self._too_slow)

    def _disarm(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _too_slow(self) -> None:
        self._deadline = None
        self._refuse(Problem("too-slow", seconds=self.guard.limits.receive_seconds))

    def _refuse(self, problem: Problem) -> None:
        """Say why, if an answer may still begin, and close the connection."""
        cycle = self.cycle
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE) or cycle is None:
            self.transport.write(_answer(problem))
            self.guard.refused(problem.kind)
        if cycle is not None and not cycle.response_complete:
            cycle.disconnected = True
            cycle.message_event.set()
        self.transport.close()
        self._abort_later()

    def _abort_later(self) -> None:
        self.loop.call_later(_FLUSH_SECONDS, self.transport.abort)


def protocol_with(guard: Guard) -> type[asyncio.Protocol]:
    """Return the protocol of one server."""
    return type("Protocol", (GuardedProtocol,), {"guard": guard})


def _answer(problem: Problem) -> bytes:
    name = new_request_id()
    body = problem.body("en", name)
    head = [
        f"HTTP/1.1 {problem.status} {http.HTTPStatus(problem.status).phrase}",
        f"content-type: {MEDIA_TYPE}",
        f"content-length: {len(body)}",
        "cache-control: no-store",
        "x-content-type-options: nosniff",
        f"x-request-id: {name}",
        *(f"{key.lower()}: {value}" for key, value in problem.headers.items()),
        "connection: close",
    ]
    return "\r\n".join([*head, "", ""]).encode("latin-1") + body
