"""The pool: who asks waits in line, workers take one job at a time, and there are always as many of them."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import os
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cmcompliance.service.pool.errors import PoolFull, PoolNotStarted, PoolStopped
from cmcompliance.service.pool.hand import STUCK_SECONDS, Asked, Hand
from cmcompliance.service.pool.job import Answer, Job
from cmcompliance.service.pool.nursery import NotBornError, Nursery
from cmcompliance.service.pool.spec import PreparationSpec, spec_data

_LOG = logging.getLogger(__name__)
_MEMORY: Final = 1 << 30
_JOBS: Final = 20_000
_GRACE: Final = 10.0
_MOST_MISSES: Final = 5
"""How often in a row a worker may fail to start before the pool gives up starting."""
_AT_ONCE: Final = 1.0
"""A worker that lives for less and is given no job is not replaced at once."""
_FIRST_PAUSE: Final = 0.1
_LONGEST_PAUSE: Final = 10.0


@dataclass(frozen=True, slots=True)
class PoolState:
    """What a pool is at: `size` workers wanted, `ready` alive, `busy` at a job; `queued` jobs wait.

    `crashes`: workers that ended by themselves since the start; `timeouts`: those killed over a job.
    """

    size: int
    ready: int
    busy: int
    queued: int
    crashes: int
    timeouts: int


class Pool:
    """Answers jobs by worker processes, from one event loop."""

    def __init__(
        self,
        preparation: PreparationSpec,
        *,
        size: int,
        seconds: float,
        queue: int,
        wait: float | None = None,
        memory: int = _MEMORY,
        jobs: int = _JOBS,
        program: Sequence[str] | None = None,
    ) -> None:
        """`size`: how many workers; `seconds`: how long a job may take once a worker is at it; `queue`: how
        many jobs may wait, each for `wait` seconds (absent: `seconds`); `memory`: bytes that a worker may
        ask for; `jobs`: after so many it is replaced; `program`: the zygote's command line if it is another.
        """
        if size < 1 or seconds <= 0 or queue < 0:
            raise ValueError("a pool has a worker, seconds for a job and a queue of no less than nothing")
        tenure = {"jobs": jobs, "memory": memory}
        self._nursery = Nursery({"spec": spec_data(preparation), "tenure": tenure}, program)
        self._size = size
        self._seconds = seconds
        self._queue = queue
        self._wait = seconds if wait is None else wait
        self._numbers = itertools.count(1)
        self._waiting: OrderedDict[int, Asked] = OrderedDict()
        self._hands: set[Hand] = set()
        self._idle: list[Hand] = []
        self._seats: list[asyncio.Task[None]] = []
        self._look: asyncio.TimerHandle | None = None
        self._crashes = self._timeouts = 0
        self._running = False
        self._started: asyncio.Future[None] | None = None

    async def start(self) -> None:
        """Start the workers, and return when all are ready. Raises PoolNotStarted."""
        if not hasattr(os, "fork"):
            raise PoolNotStarted(["worker processes need Linux, macOS or another Unix; on Windows, use WSL"])
        await self._nursery.zygote()
        self._running = True
        self._started = asyncio.get_running_loop().create_future()
        self._seats = [asyncio.create_task(self._keep_seat()) for _ in range(self._size)]
        try:
            await self._started
        except BaseException:
            await self.stop(0)
            raise

    async def stop(self, grace: float = _GRACE) -> None:
        """End all workers; those at a job may end it within `grace` seconds. Jobs that wait are not begun."""
        self._running = False
        for asked in (*self._waiting.values(), *self._ahead()):
            if not asked.answer.done():
                asked.answer.set_exception(PoolStopped("the pool was stopped"))
        self._waiting.clear()
        for hand in self._idle:
            hand.leave()
        self._idle.clear()
        ends = [asyncio.create_task(hand.ended.wait()) for hand in self._hands if hand.busy]
        if ends and grace > 0:
            await asyncio.wait(ends, timeout=grace)
        for end in ends:
            end.cancel()
        for hand in self._hands:
            hand.kill()
        self._hands.clear()
        for seat in self._seats:
            seat.cancel()
        await asyncio.gather(*self._seats, return_exceptions=True)
        await self._nursery.stop()

    async def ask(self, job: Job) -> Answer:
        """Return the answer to a job. Raises JobTimedOut, WorkerCrashed, PoolFull, PoolStopped."""
        if not self._running:
            raise PoolStopped("the pool does not run")
        if not self._idle and self._queued() >= self._queue:
            raise PoolFull(f"{self._queued()} jobs wait already")
        loop = asyncio.get_running_loop()
        asked = Asked(next(self._numbers), job, loop.create_future())
        self._waiting[asked.number] = asked
        self._hand_out()
        patience = loop.call_later(self._wait, self._waited, asked) if asked.number in self._waiting else None
        try:
            return await asked.answer
        finally:
            if patience is not None:
                patience.cancel()
            if asked.answer.cancelled():
                self._forget(asked)

    def state(self) -> PoolState:
        """Return what the pool is at."""
        return PoolState(
            size=self._size,
            ready=len(self._hands),
            busy=sum(hand.busy for hand in self._hands),
            queued=self._queued(),
            crashes=self._crashes,
            timeouts=self._timeouts,
        )

    def _hand_out(self) -> None:
        """Have idle workers begin what waits, and lay a job ready for each that is at one."""
        while self._idle and (asked := self._next()) is not None:
            self._idle.pop().take(asked)
        for hand in self._hands:
            if not self._waiting:
                break
            if hand.busy and hand.has_room:
                hand.take(self._waiting.popitem(last=False)[1])
        if self._idle and self._look is None and self._ahead():
            self._look = asyncio.get_running_loop().call_later(STUCK_SECONDS, self._look_again)

    def _look_again(self) -> None:
        self._look = None
        self._hand_out()

    def _next(self) -> Asked | None:
        """Return the job whose turn it is: first those that lie ready behind one that takes long."""
        for hand in self._hands:
            if (asked := hand.let_go()) is not None:
                return asked
        return self._waiting.popitem(last=False)[1] if self._waiting else None

    def _ahead(self) -> list[Asked]:
        return [asked for hand in self._hands if (asked := hand.ahead) is not None]

    def _queued(self) -> int:
        return len(self._waiting) + len(self._ahead())

    def _room(self, hand: Hand) -> None:
        if not self._running:
            hand.leave()
            return
        if not hand.busy:
            self._idle.append(hand)
        self._hand_out()

    def _forget(self, asked: Asked) -> None:
        if self._waiting.pop(asked.number, None) is None:
            for hand in self._hands:
                hand.hurry(asked)

    def _waited(self, asked: Asked) -> None:
        if self._waiting.pop(asked.number, None) is not None and not asked.answer.done():
            asked.answer.set_exception(PoolFull(f"no worker was free within {self._wait:g} s"))

    async def _keep_seat(self) -> None:
        """Have a worker, and another one whenever it ends; ever more slowly if it does so at once."""
        misses = 0
        while True:
            if misses:
                await asyncio.sleep(min(_FIRST_PAUSE * 2 ** min(misses - 1, 20), _LONGEST_PAUSE))
            try:
                hand = await Hand.born(next(self._numbers), self._nursery, self._seconds, self._room)
            except (NotBornError, PoolNotStarted, OSError) as error:
                misses += 1
                _LOG.error("no worker could be started: %s", error)
                if misses == _MOST_MISSES:
                    self._settle(PoolNotStarted([f"no worker could be started: {error}"]))
                continue
            misses = 0 if await self._served(hand) else misses + 1

    def _take_back(self, asked: Asked | None) -> None:
        """Have a job that a worker did not come to done by another one."""
        if asked is None or asked.answer.done():
            return
        self._waiting[asked.number] = asked
        self._waiting.move_to_end(asked.number, last=False)
        self._hand_out()

    def _settle(self, error: PoolNotStarted | None) -> None:
        """Note that the pool has started, or will not."""
        if self._started is None or self._started.done():
            return
        if error is None:
            self._started.set_result(None)
        else:
            self._started.set_exception(error)

    async def _served(self, hand: Hand) -> bool:
        """Have a worker until it ends; return whether it was there for a job, or for a while."""
        born = asyncio.get_running_loop().time()
        self._hands.add(hand)
        self._room(hand)
        if len(self._hands) == self._size:
            self._settle(None)
        await hand.ended.wait()
        self._hands.discard(hand)
        with contextlib.suppress(ValueError):
            self._idle.remove(hand)
        self._take_back(hand.ahead)
        self._crashes += hand.crashed
        self._timeouts += hand.timed_out
        return hand.begun > 0 or asyncio.get_running_loop().time() - born > _AT_ONCE
