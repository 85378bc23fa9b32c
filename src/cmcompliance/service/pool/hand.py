"""A worker as the front sees it: the job that it is at, for how long, and what it is to begin next."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from cmcompliance.service.pool.errors import JobTimedOut, WorkerCrashed
from cmcompliance.service.pool.frames import Frame
from cmcompliance.service.pool.job import Answer, Job, answer_of, job_header
from cmcompliance.service.pool.line import Line, line_on
from cmcompliance.service.pool.nursery import NotBornError, Nursery, Zygote, kill_group

STUCK_SECONDS: Final = 0.02
"""After which a job that lies ready behind another one is better given to somebody else."""
_UNWANTED_SECONDS: Final = 0.25
"""How long a worker may go on with a job for which nobody waits: to kill it costs more than most jobs."""


@dataclass(slots=True, eq=False)
class Asked:
    """A job that somebody waits for."""

    number: int
    job: Job
    answer: asyncio.Future[Answer]


class Hand:
    """One worker process; `begun`: how many jobs it began; `ended`: set when it is gone or as good as."""

    def __init__(self, seconds: float, on_room: Callable[[Hand], None]) -> None:
        """`seconds`: how long a job may take; `on_room`: called when the worker can be given another job."""
        self.begun = 0
        self.ended = asyncio.Event()
        self.crashed = self.timed_out = False
        self._seconds = seconds
        self._on_room = on_room
        self._pid = 0
        self._zygote: Zygote | None = None
        self._line: Line | None = None
        self._leash: socket.socket | None = None
        self._asked: Asked | None = None
        self._ahead: Asked | None = None
        self._ahead_is_ours = True
        self._ahead_since = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._leaving = False
        self._here: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    @classmethod
    async def born(
        cls, number: int, nursery: Nursery, seconds: float, on_room: Callable[[Hand], None]
    ) -> Hand:
        """Return a new worker. Raises NotBornError, PoolNotStarted."""
        hand, zygote = cls(seconds, on_room), await nursery.zygote()
        ours, theirs = socket.socketpair()
        hand._leash, their_end = socket.socketpair()
        try:
            with theirs, their_end:
                hand._pid = await zygote.fork(number, theirs, their_end)
            hand._zygote = zygote
            hand._line = await line_on(ours, hand._hear, hand._end)
            await hand._here
        except BaseException:
            ours.close()
            hand._leash.close()
            raise
        return hand

    @property
    def busy(self) -> bool:
        """Whether it is at a job."""
        return self._asked is not None

    @property
    def ahead(self) -> Asked | None:
        """The job that it will begin next, if somebody waits for it and nobody else was given it."""
        ours = self._ahead is not None and self._ahead_is_ours and not self._ahead.answer.done()
        return self._ahead if ours else None

    @property
    def has_room(self) -> bool:
        """Whether it can be given a job, to begin now or next."""
        return self._ahead is None and not self._leaving

    def take(self, asked: Asked) -> None:
        """Have the worker do a job: at once, or as soon as it is done with the one that it is at.

        A job that lies ready is begun without waiting for us.
        """
        assert self._line is not None
        self._line.send({"job": asked.number, **job_header(asked.job)}, asked.job.body)
        if self._asked is None:
            self._begin(asked)
        else:
            self._ahead, self._ahead_is_ours = asked, True
            self._ahead_since = asyncio.get_running_loop().time()

    def let_go(self) -> Asked | None:
        """Return the job that lies ready here for too long, for somebody else to do.

        The worker does not know: when it comes to that job, what it says is of no matter any more.
        """
        if self.ahead is None or asyncio.get_running_loop().time() < self._ahead_since + STUCK_SECONDS:
            return None
        self._ahead_is_ours = False
        return self._ahead

    def hurry(self, asked: Asked) -> None:
        """Note that nobody waits for a job any longer."""
        if self._asked is asked:
            self._allow(_UNWANTED_SECONDS, self.kill)

    def leave(self) -> None:
        """Let the worker end; what it is at is lost."""
        self._leaving = True
        assert self._line is not None
        self._line.close()

    def kill(self) -> None:
        """End the worker at once, and what it started with it."""
        kill_group(self._pid)
        self.leave()

    def _begin(self, asked: Asked) -> None:
        self._asked = asked
        self.begun += 1
        if asked.answer.done():
            self._allow(_UNWANTED_SECONDS, self.kill)
        else:
            self._allow(self._seconds, self._too_late)

    def _allow(self, seconds: float, otherwise: Callable[[], None]) -> None:
        """Have something done after so many seconds, unless the job is done or less was allowed before."""
        loop = asyncio.get_running_loop()
        if self._timer is not None:
            if self._timer.when() <= loop.time() + seconds:
                return
            self._timer.cancel()
        self._timer = loop.call_later(seconds, otherwise)

    def _hear(self, frame: Frame) -> None:
        asked, header = self._asked, frame.header
        if "here" in header:
            if not self._here.done():
                self._here.set_result(None)
            return
        if asked is None or header["job"] != asked.number:
            self.kill()
            return
        self._put_down()
        if not asked.answer.done():
            asked.answer.set_result(answer_of(header, frame.payload))
        if header["last"]:
            self.leave()
            return
        if self._ahead is not None:
            following, self._ahead = self._ahead, None
            self._begin(following)
        if not self._leaving:
            self._on_room(self)

    def _too_late(self) -> None:
        self.timed_out = True
        if self._asked is not None and not self._asked.answer.done():
            self._asked.answer.set_exception(JobTimedOut(f"not done within {self._seconds:g} s"))
        self.kill()

    def _end(self) -> None:
        if not self._here.done():
            self._here.set_exception(NotBornError("the worker ended before it could begin"))
        self.crashed = not self._leaving
        self._leaving = True
        if self._asked is not None and not self._asked.answer.done():
            self._asked.answer.set_exception(WorkerCrashed("the worker ended in the middle of the job"))
        self._put_down()
        if self._zygote is not None and self._zygote.alive:
            kill_group(self._pid)  # it is a zombie at least: the number is still its own
            self._zygote.bury(self._pid, expected=not self.crashed)
        if self._leash is not None:
            self._leash.close()
        self.ended.set()

    def _put_down(self) -> None:
        self._asked = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
