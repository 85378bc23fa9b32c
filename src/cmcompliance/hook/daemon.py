"""The client's side of the daemon: found, started where there is none, and asked."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING, Any, Final

from cmcompliance.hook.connection import Connection, check_peer
from cmcompliance.hook.launch import command
from cmcompliance.hook.place import TAKEN, Place, check_owner, place, runtime_folder
from cmcompliance.hook.protocol import PROTOCOL, Answer, ProtocolError, Request, answer_of, request_data

if TYPE_CHECKING:
    import subprocess

_SHARE: Final = 0.5
"""Of the time that is left: how long a daemon may take to greet; the rest is for a check without it."""
_PAUSE: Final = 0.02


class UnreachableError(Exception):
    """No daemon answers. The check is done without one."""


def ask_daemon(request: Request, deadline: float, idle: float) -> Answer:
    """Return the daemon's answer; start one if there is none, to end after `idle` seconds without work.

    Raises UnreachableError, RefusedError, and TimeoutError when the check itself took too long.
    """
    where = place(runtime_folder())
    patience = time.monotonic() + (deadline - time.monotonic()) * _SHARE
    try:
        with _reached(where, patience, idle) as peer:
            connection = Connection(peer, deadline)
            try:
                greet(connection, patience)
            except TimeoutError:
                raise UnreachableError("the daemon does not answer") from None
            connection.send(request_data(request))
            return answer_of(connection.receive())
    except TimeoutError:
        raise
    except (OSError, ProtocolError) as error:
        raise UnreachableError(str(error)) from None


def greet(connection: Connection, until: float | None = None) -> dict[str, Any]:
    """Return the greeting of a worker. Raises ProtocolError for one of another kind."""
    greeting = connection.receive(until)
    if greeting.get("protocol") != PROTOCOL:
        raise ProtocolError(f"a daemon of protocol {greeting.get('protocol')!r}, not {PROTOCOL}")
    return greeting


def connect(path: str, seconds: float) -> socket.socket:
    """Return a connection to the user's own daemon. Raises OSError, RefusedError."""
    check_owner(path)
    peer = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        peer.settimeout(seconds)
        peer.connect(path)
        check_peer(peer)
    except BaseException:
        peer.close()
        raise
    return peer


def _reached(where: Place, until: float, idle: float) -> socket.socket:
    """Return a connection to the daemon, started if need be."""
    started = None
    while True:
        try:
            return connect(where.socket, max(_PAUSE, until - time.monotonic()))
        except (FileNotFoundError, ConnectionRefusedError):
            pass
        if time.monotonic() >= until:
            raise UnreachableError("the daemon did not start in time")
        if started is None:
            started = _start(idle)
        elif started.poll() not in {None, TAKEN}:
            raise UnreachableError(f"the daemon did not start: see {where.log}")
        time.sleep(_PAUSE)


def _start(idle: float) -> subprocess.Popen[bytes]:
    import subprocess  # noqa: PLC0415  # most calls find a daemon

    nowhere = subprocess.DEVNULL
    return subprocess.Popen(
        command("server", str(idle)), stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
    )
