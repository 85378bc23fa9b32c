"""A check without a daemon: by a process that is started for it and killed when its time is over."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from io import BytesIO

from cmcompliance.hook.launch import command
from cmcompliance.hook.protocol import (
    Answer,
    ProtocolError,
    Request,
    answer_of,
    framed,
    received,
    request_data,
)


class CrashedError(Exception):
    """The process ended without an answer."""


def ask_process(request: Request, deadline: float) -> Answer:
    """Return the answer of a process of its own. Raises TimeoutError, CrashedError and ProtocolError.

    `deadline`: on the monotonic clock. However the wait ends, no process is left.
    """
    frame = framed(request_data(request))
    process = subprocess.Popen(
        command("worker"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=sys.platform != "win32",
    )
    try:
        data, _ = process.communicate(frame, timeout=max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise TimeoutError from None
    finally:
        _end(process)
    if time.monotonic() >= deadline:
        raise TimeoutError
    try:
        return answer_of(received(BytesIO(data).read))
    except ProtocolError:
        raise CrashedError(_fate(process.returncode)) from None


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        if process.returncode is None:
            _kill(process)
    process.wait()


def _kill(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, 9)


def _fate(status: int) -> str:
    return f"ended by signal {-status}" if status < 0 else f"ended with status {status}"
