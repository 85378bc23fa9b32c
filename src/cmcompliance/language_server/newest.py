"""Work that is done for the newest state of a thing: what was begun for an older one is dropped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

_LONGEST_WAIT = 30.0
_THREADS = 2
"""So that a document of thousands of drafts holds up no other."""
T = TypeVar("T")
R = TypeVar("R")
C = TypeVar("C")


class Newest(Generic[T, R]):
    """Does work in threads of its own; for one key, a newer piece of work replaces an older.

    `work` is given the thing and a function that says whether its outcome is still waited for; it may then
    return None. `done` gets each outcome that is.
    """

    def __init__(
        self,
        work: Callable[[T, Callable[[], bool]], R | None],
        done: Callable[[R], None],
        failed: Callable[[T, Exception], None],
    ) -> None:
        self._work = work
        self._done = done
        self._failed = failed
        self._thread = ThreadPoolExecutor(max_workers=_THREADS, thread_name_prefix="check")
        self._turns: dict[str, int] = {}
        self._tasks: dict[str, asyncio.Task[R | None]] = {}
        self._outcomes: dict[str, R] = {}

    def ask(self, key: str, thing: T, pause: float) -> None:
        """Have the work done after a pause, unless another is asked for meanwhile."""
        turn = self._turns[key] = self._turns.get(key, 0) + 1
        self._outcomes.pop(key, None)
        before = self._tasks.get(key)
        if before is not None:
            before.cancel()
        self._tasks[key] = asyncio.ensure_future(self._do(key, thing, turn, pause))

    async def outcome(self, key: str) -> R | None:
        """Return the outcome for the newest state, waiting for it; None for a key that nobody asked for."""
        while key in self._tasks and key not in self._outcomes:
            task = self._tasks[key]
            await asyncio.wait([task], timeout=_LONGEST_WAIT)
            if self._tasks.get(key) is task:
                break
        return self._outcomes.get(key)

    def is_newest(self, key: str, outcome: R) -> bool:
        """Return whether an outcome is that for the newest state."""
        return self._outcomes.get(key) is outcome

    def forget(self, key: str) -> None:
        """Drop what is known of a key and what is done for it."""
        self._turns[key] = self._turns.get(key, 0) + 1
        self._outcomes.pop(key, None)
        task = self._tasks.pop(key, None)
        if task is not None:
            task.cancel()

    async def in_thread(self, call: Callable[[], C]) -> C:
        """Return what a call comes to that is made in one of the threads."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)

    def stop(self) -> None:
        """Begin nothing more."""
        for key in list(self._tasks):
            self.forget(key)
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _do(self, key: str, thing: T, turn: int, pause: float) -> R | None:
        await asyncio.sleep(pause)

        def is_stale() -> bool:
            return self._turns.get(key) != turn

        loop = asyncio.get_running_loop()
        try:
            outcome = await loop.run_in_executor(self._thread, lambda: self._one(thing, is_stale))
        except Exception as error:
            if not is_stale():
                self._failed(thing, error)
            return None
        if outcome is None or is_stale():
            return None
        self._outcomes[key] = outcome
        self._done(outcome)
        return outcome

    def _one(self, thing: T, is_stale: Callable[[], bool]) -> R | None:
        return None if is_stale() else self._work(thing, is_stale)
