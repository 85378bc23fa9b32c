"""A forked child that judges: what crashes it, or takes too long, ends the child and not Spark's worker."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import time
from typing import Final, NoReturn

from cmcompliance.service.pool import Answer, Job, JobTimedOut, WorkerCrashed
from cmcompliance.service.pool.frames import Frame, Unpacker, packed
from cmcompliance.service.pool.job import answer_of, job_header
from cmcompliance.service.pool.worker import Answering, Tenure, worked

_PIECE: Final = 1 << 18
_BIRTH_SECONDS: Final = 30.0
TENURE: Final = Tenure(jobs=20_000, memory=1 << 30)


class Guard:
    """Has a child at hand, forked from this process with all that it has loaded, and another one after it."""

    def __init__(self, answering: Answering, seconds: float) -> None:
        """`seconds`: how long a job may take."""
        self._answering = answering
        self._seconds = seconds
        self._child: _Child | None = None
        gc.collect()
        gc.freeze()  # the collector of a fork would touch, and so copy, all that it shares with us

    def ask(self, job: Job) -> Answer:
        """Return the answer to a job. Raises WorkerCrashed, JobTimedOut."""
        if self._child is None or self._child.owner != os.getpid():
            self._child = _Child(self._answering)
        try:
            frame = self._child.asked({"job": 0, **job_header(job)}, job.body, self._seconds)
        except (WorkerCrashed, JobTimedOut):
            self.end()
            raise
        if frame.header["last"]:
            self.end()
        return answer_of(frame.header, frame.payload)

    def end(self) -> None:
        """End the child, if there is one."""
        child, self._child = self._child, None
        if child is not None and child.owner == os.getpid():
            child.end()


class _Child:
    def __init__(self, answering: Answering) -> None:
        self.owner = os.getpid()
        ours, theirs = socket.socketpair()
        our_leash, their_leash = socket.socketpair()
        self._line, self._leash, self._unpacker = ours, our_leash, Unpacker()
        self._pid = os.fork()
        if self._pid == 0:
            ours.close()
            our_leash.close()
            _be_child(theirs, their_leash, answering)
        theirs.close()
        their_leash.close()
        try:
            self._heard(time.monotonic() + _BIRTH_SECONDS)
        except (WorkerCrashed, JobTimedOut):
            self.end()
            raise

    def asked(self, header: dict[str, object], payload: bytes, seconds: float) -> Frame:
        """Return what it answers. Raises WorkerCrashed, JobTimedOut."""
        until = time.monotonic() + seconds
        self._line.settimeout(seconds)
        try:
            self._line.sendall(packed(header, payload))
        except TimeoutError:
            raise JobTimedOut from None
        except OSError:
            raise WorkerCrashed from None
        return self._heard(until)

    def end(self) -> None:
        """Kill it and wait for its end."""
        self._line.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self._pid, 0)
        self._leash.close()

    def _heard(self, until: float) -> Frame:
        while True:
            left = until - time.monotonic()
            if left <= 0:
                raise JobTimedOut
            self._line.settimeout(left)
            try:
                data = self._line.recv(_PIECE)
            except TimeoutError:
                raise JobTimedOut from None
            except OSError:
                raise WorkerCrashed from None
            if not data:
                raise WorkerCrashed
            for frame in self._unpacker.feed(data):
                return frame


def _be_child(front: socket.socket, leash: socket.socket, answering: Answering) -> NoReturn:
    status = 1
    try:
        for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        status = worked(front, leash, answering, TENURE)
    finally:
        os._exit(status)
