"""The draft on standard input, read to its end within a time."""

from __future__ import annotations

import os
import select
import sys
import time

from cmcompliance.hook.protocol import LARGEST_INPUT

_CHUNK = 1 << 16


class TooLargeError(Exception):
    """More than any draft has."""


def read_input(deadline: float) -> bytes:
    """Return all that is on standard input. Raises TimeoutError, TooLargeError and OSError."""
    return _read_in_thread(deadline) if sys.platform == "win32" else _read(deadline)


def _read(deadline: float) -> bytes:
    data = bytearray()
    while len(data) <= LARGEST_INPUT:
        ready, _, _ = select.select([0], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise TimeoutError
        some = os.read(0, _CHUNK)
        if not some:
            return bytes(data)
        data += some
    raise TooLargeError


def _read_in_thread(deadline: float) -> bytes:
    """Windows cannot wait for a pipe; a thread that still reads does not hold up the end of the process."""
    import threading  # noqa: PLC0415

    data, ended = bytearray(), threading.Event()

    def read() -> None:
        while len(data) <= LARGEST_INPUT and (some := os.read(0, _CHUNK)):
            data.extend(some)
        ended.set()

    threading.Thread(target=read, daemon=True).start()
    if not ended.wait(max(0.0, deadline - time.monotonic())):
        raise TimeoutError
    if len(data) > LARGEST_INPUT:
        raise TooLargeError
    return bytes(data)
