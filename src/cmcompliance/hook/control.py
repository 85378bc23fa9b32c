"""The daemons of a user, told to end or asked how they are."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from typing import Any, Final

from cmcompliance.hook.connection import Connection
from cmcompliance.hook.daemon import connect, greet
from cmcompliance.hook.place import runtime_folder
from cmcompliance.hook.protocol import ProtocolError

_SECONDS: Final = 5.0
_PAUSE: Final = 0.02


def statuses() -> list[dict[str, Any]]:
    """Return what each daemon says of itself. Raises RefusedError."""
    return [{"socket": path, **said} for path, said in _each("status")]


def stop() -> list[dict[str, Any]]:
    """End each daemon and return what it said of itself; a check that it has begun is finished.

    Raises RefusedError.
    """
    stopped = []
    for path, said in _each("stop"):
        until = time.monotonic() + _SECONDS
        while os.path.exists(path) and time.monotonic() < until:  # noqa: PTH110
            time.sleep(_PAUSE)
        stopped.append({"socket": path, **said})
    return stopped


def _each(do: str) -> Iterator[tuple[str, dict[str, Any]]]:
    folder = runtime_folder()
    for name in sorted(os.listdir(folder)):  # noqa: PTH208
        if name.startswith("hook-") and name.endswith(".sock"):
            said = _told(f"{folder}/{name}", do)
            if said is not None:
                yield f"{folder}/{name}", said


def _told(path: str, do: str) -> dict[str, Any] | None:
    """Return the reply of the daemon at a socket, None where nobody is there."""
    try:
        with connect(path, _SECONDS) as peer:
            connection = Connection(peer, time.monotonic() + _SECONDS)
            greet(connection)
            connection.send({"do": do})
            return connection.receive()
    except (OSError, ProtocolError):
        return None
