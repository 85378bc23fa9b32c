"""A worker: does the jobs that come over its socket, one at a time, until the socket ends."""

from __future__ import annotations

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
from cmcompliance.service.pool.memory import be_the_first_to_go, limit_growth, resident

Answering = Callable[[Job], Answer]

_PIECE: Final = 1 << 18
_JOBS_A_LOOK: Final = 16
"""After how many jobs a worker looks how large it has become."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """How long a worker stays: `jobs` at most; `memory`: bytes that it may ask for, after half of which it
    makes room for a fresh one.
    """

    jobs: int
    memory: int


def worked(front: socket.socket, leash: socket.socket, answering: Answering, tenure: Tenure) -> int:
    """Answer jobs until the front closes the socket or the worker has done enough; return an exit status.

    `leash`: nothing ever comes over it; when its other end is closed, the worker ends whatever it is at.
    What a worker trips over is said on standard error.
    """
    try:
        _tie_to(leash)
        be_the_first_to_go()
        limit_growth(tenure.memory)
        front.sendall(packed({"here": os.getpid()}))
        _work(front, answering, tenure)
    except ConnectionError:
        return 0  # the front went away: nobody waits
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
        return 1
    return 0


def _work(front: socket.socket, answering: Answering, tenure: Tenure) -> None:
    enough = resident() + tenure.memory // 2
    for done, frame in enumerate(_frames(front), 1):
        answer = answering(job_of(frame.header, frame.payload))
        last = done >= tenure.jobs or (done % _JOBS_A_LOOK == 0 and resident() > enough)
        header = {"job": frame.header["job"], "last": last, **answer_header(answer)}
        front.sendall(packed(header, answer_payload(answer)))
        if last:
            _wait_for_end(front)
            return


def _wait_for_end(front: socket.socket) -> None:
    """Let the front read the last answer: it might send one job more, and must not fail at that first."""
    while front.recv(_PIECE):
        pass


def _frames(front: socket.socket) -> Iterator[Frame]:
    unpacker = Unpacker()
    while data := front.recv(_PIECE):
        yield from unpacker.feed(data)


def _tie_to(leash: socket.socket) -> None:
    """Have the system end this process at once when the other end of the leash is closed."""
    if sys.platform.startswith("linux"):
        signal.signal(signal.SIGIO, signal.SIG_DFL)
    else:  # the signal does nothing there by itself
        signal.signal(signal.SIGIO, lambda *_: os._exit(0))
    fcntl.fcntl(leash, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(leash, fcntl.F_SETFL, fcntl.fcntl(leash, fcntl.F_GETFL) | fcntl.FASYNC)
    if select.select([leash], [], [], 0)[0]:
        os._exit(0)
