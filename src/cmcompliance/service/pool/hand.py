"""A worker as the front sees it: the job that it is at, and for how long."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from cmcompliance.service.pool.errors import JobTimedOut, PoolError, WorkerCrashed
from cmcompliance.service.pool.frames import Frame
from cmcompliance.service.pool.job import Answer, Job, answer_of, job_header
from cmcompliance.service.pool.line import Line, line_on
from cmcompliance.service.pool.nursery import Nursery, Zygote, kill_group

_UNWANTED_SECONDS: Final = 0.25
"""How long a worker may go on with a job for which nobody waits: to kill it costs more than most jobs."""


@dataclass(slots=True, eq=False)
class Asked:
    """A job that somebody waits for."""

    number: int
    job: Job
    answer: asyncio.Future[Answer]


class Hand:
    """One worker process; `begun`: how many jobs it was given; `ended`: set when it is gone or as good as."""

    def __init__(self, on_free: Callable[[Hand], None]) -> None:
        self.begun = 0
        self.ended = asyncio.Event()
        self.crashed = self.timed_out = False
        self._on_free = on_free
        self._pid = 0
        self._zygote: Zygote | None = None
        self._line: Line | None = None
        self._leash: socket.socket | None = None
        self._asked: Asked | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._leaving = False

    @classmethod
    async def born(cls, number: int, nursery: Nursery, on_free: Callable[[Hand], None]) -> Hand:
        """Return a new worker. Raises NotBornError, PoolNotStarted."""
        hand, zygote = cls(on_free), await nursery.zygote()
        ours, theirs = socket.socketpair()
        hand._leash, their_end = socket.socketpair()
        try:
            with theirs, their_end:
                hand._pid = await zygote.fork(number, theirs, their_end)
            hand._zygote = zygote
            hand._line = await line_on(ours, hand._hear, hand._end)
        except BaseException:
            ours.close()
            hand._leash.close()
            raise
        return hand

    @property
    def busy(self) -> bool:
        """Whether it is at a job."""
        return self._asked is not None

    def take(self, asked: Asked, seconds: float) -> None:
        """Begin a job; the worker is killed when it is not done in time."""
        assert self._line is not None
        self._asked = asked
        self.begun += 1
        self._timer = asyncio.get_running_loop().call_later(seconds, self._too_late, seconds)
        self._line.send({"job": asked.number, **job_header(asked.job)}, asked.job.body)

    def hurry(self, asked: Asked) -> None:
        """Note that nobody waits for a job any longer."""
        if self._asked is not asked or self._timer is None:
            return
        loop = asyncio.get_running_loop()
        if self._timer.when() > loop.time() + _UNWANTED_SECONDS:
            self._timer.cancel()
            self._timer = loop.call_later(_UNWANTED_SECONDS, self.kill)

    def leave(self) -> None:
        """Let the worker end as soon as it has nothing to do, which is now."""
        self._leaving = True
        assert self._line is not None
        self._line.close()

    def kill(self) -> None:
        """End the worker at once, and what it started with it."""
        self._leaving = True
        kill_group(self._pid)
        assert self._line is not None
        self._line.close()

    def _hear(self, frame: Frame) -> None:
        asked, header = self._asked, frame.header
        if asked is None or header["job"] != asked.number:
            self.kill()
            return
        self._put_down()
        if not asked.answer.done():
            asked.answer.set_result(answer_of(header, frame.payload))
        if header["last"]:
            self.leave()
        elif not self._leaving:
            self._on_free(self)

    def _too_late(self, seconds: float) -> None:
        self.timed_out = True
        self._fail(JobTimedOut(f"not done within {seconds:g} s"))
        self.kill()

    def _end(self) -> None:
        self.crashed = not self._leaving
        self._fail(WorkerCrashed("the worker ended in the middle of the job"))
        if self._zygote is not None and self._zygote.alive:
            kill_group(self._pid)  # it is a zombie at least: the number is still its own
            self._zygote.bury(self._pid, expected=self._leaving)
        if self._leash is not None:
            self._leash.close()
        self.ended.set()

    def _fail(self, error: PoolError) -> None:
        asked = self._asked
        self._put_down()
        if asked is not None and not asked.answer.done():
            asked.answer.set_exception(error)

    def _put_down(self) -> None:
        self._asked = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
