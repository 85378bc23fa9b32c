"""A worker: does the jobs that come over its socket, one at a time, until the socket ends."""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from cmcompliance.service.pool.frames import Frame, Unpacker, packed
from cmcompliance.service.pool.job import Answer, Job, answer_header, answer_payload, job_of
from cmcompliance.service.pool.memory import limit_growth, resident

Answering = Callable[[Job], Answer]

_PIECE: Final = 1 << 18


@dataclass(frozen=True, slots=True)
class Tenure:
    """How long a worker stays: `jobs` at most; `memory`: bytes that it may ask for, after half of which it
    makes room for a fresh one.
    """

    jobs: int
    memory: int


def work(front: socket.socket, answering: Answering, tenure: Tenure) -> int:
    """Answer jobs until the front closes the socket or the worker has done enough; return an exit status."""
    limit_growth(tenure.memory)
    enough = resident() + tenure.memory // 2
    for done, frame in enumerate(_frames(front), 1):
        with _ended_with(front):
            answer = answering(job_of(frame.header, frame.payload))
        last = done >= tenure.jobs or resident() > enough
        header = {"job": frame.header["job"], "last": last, **answer_header(answer)}
        front.sendall(packed(header, answer_payload(answer)))
        if last:
            return 0
    return 0


def worked(front: socket.socket, answering: Answering, tenure: Tenure) -> int:
    """Do as `work`; what it trips over is said on standard error and gives another exit status."""
    try:
        return work(front, answering, tenure)
    except ConnectionError:
        return 0  # the front went away: nobody waits
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
        return 1


def _frames(front: socket.socket) -> Iterator[Frame]:
    unpacker = Unpacker()
    while data := front.recv(_PIECE):
        yield from unpacker.feed(data)


@contextlib.contextmanager
def _ended_with(front: socket.socket) -> Iterator[None]:
    """Have the system end this process at once when the front is gone, whatever it is at.

    Where the system does not, the process ends after its job: it finds the socket closed.
    """
    if not sys.platform.startswith("linux"):
        yield
        return
    flags = fcntl.fcntl(front, fcntl.F_GETFL)
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(front, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(front, fcntl.F_SETFL, flags | fcntl.FASYNC)
    try:
        if select.select([front], [], [], 0)[0]:  # nothing more is sent before the answer: this is the end
            os._exit(0)
        yield
    finally:
        fcntl.fcntl(front, fcntl.F_SETFL, flags)
