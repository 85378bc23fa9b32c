"""Asks the workers for a client: no work goes on for one that left, no decision is given unrecorded."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Final, TypeVar

from cmcompliance.service.http.body import ClientGone, Receive, disconnected
from cmcompliance.service.http.exchange import Exchange
from cmcompliance.service.http.partners import Workers
from cmcompliance.service.http.problem import Problem
from cmcompliance.service.http.recording import Recording
from cmcompliance.service.pool import Answer, Job, JobTimedOut, PoolFull, PoolStopped, WorkerCrashed

T = TypeVar("T")
_PATIENCE_SECONDS: Final = 0.25
"""Most answers come sooner: only after that is it worth while to watch whether the client is there."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that may be given; `decision`: the id under which it was kept, None for one that was not."""

    answer: Answer
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """`seconds`: how long a draft may take, as the pool has it; `keeps_drafts`: the log is to have them."""

    workers: Workers
    recording: Recording
    seconds: float
    keeps_drafts: bool = False

    async def answer(self, job: Job, exchange: Exchange, receive: Receive) -> Given:
        """Return the answer to a job that is recorded if it has to be. Raises Problem and ClientGone."""
        return await while_connected(self.recorded(job, exchange), receive)

    async def recorded(self, job: Job, exchange: Exchange) -> Given:
        """Return the answer to a job, as `answer` does, whether or not anybody waits for it."""
        if self.keeps_drafts:
            exchange.drafts.append(job.body)
        answer = await self._asked(job)
        if not answer.ok:
            raise Problem("no-draft", problems=json.loads(answer.body))
        decision = await self.recording.keep(job, answer, exchange) if job.record else None
        exchange.judged(answer.verdict)
        return Given(answer, decision)

    async def _asked(self, job: Job) -> Answer:
        try:
            return await self.workers.ask(job)
        except JobTimedOut:
            raise Problem("timed-out", seconds=self.seconds) from None
        except WorkerCrashed:
            raise Problem("crashed") from None
        except PoolFull:
            raise Problem("full", retry_after=1) from None
        except PoolStopped:
            raise Problem("stopping", retry_after=5) from None


async def while_connected(work: Awaitable[T], receive: Receive) -> T:
    """Return what comes of the work, which ends when the client leaves. Raises ClientGone."""
    watch = _Watch(receive)
    try:
        return await work
    except asyncio.CancelledError:
        if watch.saw_it_leave():
            raise ClientGone from None
        raise
    finally:
        watch.end()


class _Watch:
    """Cancels the task that makes it when the client leaves, if that task lasts."""

    def __init__(self, receive: Receive) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._working = task
        self._receive = receive
        self._watching: asyncio.Task[None] | None = None
        self._left = False
        self._later = asyncio.get_running_loop().call_later(_PATIENCE_SECONDS, self._begin)

    def saw_it_leave(self) -> bool:
        """Return whether it was this that cancelled the task, which then may go on."""
        return self._left and self._working.uncancel() == 0

    def end(self) -> None:
        """Look no longer."""
        self._later.cancel()
        if self._watching is not None:
            self._watching.cancel()

    def _begin(self) -> None:
        self._watching = asyncio.create_task(disconnected(self._receive))
        self._watching.add_done_callback(self._note)

    def _note(self, watching: asyncio.Task[None]) -> None:
        if not watching.cancelled() and watching.exception() is None:
            self._left = True
            self._working.cancel()


async def stop(*tasks: asyncio.Future[T] | asyncio.Task[None] | None) -> None:
    """End tasks that still run, and wait until they did; what came of them is of no matter any more."""
    begun = [task for task in tasks if task is not None]
    running = [task for task in begun if not task.done()]
    for task in running:
        task.cancel()
    if running:
        await asyncio.gather(*running, return_exceptions=True)
    for task in begun:
        if not task.cancelled():
            task.exception()
