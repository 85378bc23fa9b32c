"""The log as a server writes it: a thread commits what many requests wait for at once."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from cmcompliance.decisions.address import address_of
from cmcompliance.decisions.errors import EntryRefused, LogStuck, LogUnavailable
from cmcompliance.decisions.ledger import Ledger
from cmcompliance.decisions.opening import connected
from cmcompliance.decisions.record import Entry

_LOG = logging.getLogger("cmcompliance.decisions")
MOST_WAITING: Final = 10_000
MOST_AT_ONCE: Final = 500
_DAY: Final = 86_400.0


@dataclass(frozen=True, slots=True)
class LogState:
    """For metrics: entries that wait, were written, were not; `problem`: why the last ones were not."""

    waiting: int
    written: int
    failed: int
    problem: str | None


@dataclass(frozen=True, slots=True)
class _Waiting:
    entry: Entry
    loop: asyncio.AbstractEventLoop
    done: asyncio.Future[None]


class DecisionLog:
    """Writes entries in the order in which they come. Any number of event loops may share one."""

    def __init__(
        self,
        connect: Callable[[], Ledger],
        *,
        retention: int | None = None,
        most_waiting: int = MOST_WAITING,
    ) -> None:
        """`connect`: opens the ledger, in the thread that writes; `retention`: days that entries stay."""
        self._connect = connect
        self._retention = retention
        self._most_waiting = most_waiting
        self._changed = threading.Condition()
        self._queue: deque[_Waiting] = deque()
        self._closing = False
        self._written = self._failed = 0
        self._problem: str | None = None
        self._ledger: Ledger | None = None
        self._thread = threading.Thread(target=self._run, name="decision-log", daemon=True)
        self._thread.start()

    async def write(self, entry: Entry) -> None:
        """Return when the entry is durable. Raises LogUnavailable, at once when too many wait already."""
        loop = asyncio.get_running_loop()
        done = loop.create_future()
        with self._changed:
            if self._closing:
                raise LogUnavailable("the decision log is closed")
            if len(self._queue) >= self._most_waiting:
                raise LogUnavailable(f"{self._most_waiting} decisions wait to be written already")
            self._queue.append(_Waiting(entry, loop, done))
            self._changed.notify()
        await done

    def state(self) -> LogState:
        """Return how it does."""
        with self._changed:
            return LogState(len(self._queue), self._written, self._failed, self._problem)

    async def close(self) -> None:
        """Write what waits, then let go of the database."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        await asyncio.to_thread(self._thread.join)

    def _run(self) -> None:
        next_pruning = time.monotonic()
        while True:
            if self._retention is not None and time.monotonic() >= next_pruning:
                self._prune(self._retention)
                next_pruning = time.monotonic() + _DAY
            with self._changed:
                if not self._queue and not self._closing:
                    # A pruning is due in the end even if nobody writes.
                    self._changed.wait(max(0.0, next_pruning - time.monotonic()) if self._retention else None)
                some = [self._queue.popleft() for _ in range(min(MOST_AT_ONCE, len(self._queue)))]
                ended = self._closing and not some
            if ended:
                self._disconnect()
                return
            if some:
                self._commit(some)

    def _commit(self, some: Sequence[_Waiting]) -> None:
        try:
            self._append([one.entry for one in some])
        except LogUnavailable as error:
            if isinstance(error, EntryRefused) and len(some) > 1:
                self._commit_each(some)
            else:
                self._answer(some, error)
        except Exception as error:  # a fault of ours: nobody may wait for ever
            if len(some) > 1:
                self._commit_each(some)
            else:
                _LOG.exception("the decision log failed")
                self._answer(some, LogUnavailable(f"the decision log failed: {type(error).__name__}"))
        else:
            self._answer(some, None)

    def _commit_each(self, some: Sequence[_Waiting]) -> None:
        """An entry that cannot be held must not take the others with it."""
        for one in some:
            self._commit([one])

    def _append(self, entries: Sequence[Entry]) -> None:
        """Append them; a connection that had gone bad meanwhile is made anew, once."""
        fresh = self._ledger is None
        try:
            self._connected().append(entries)
        except (EntryRefused, LogStuck):
            raise
        except LogUnavailable as error:
            self._disconnect()
            if fresh:
                raise
            _LOG.error("%s; trying a new connection", error)
            self._connected().append(entries)

    def _answer(self, some: Sequence[_Waiting], error: LogUnavailable | None) -> None:
        with self._changed:
            self._problem = None if error is None else str(error)
            if error is None:
                self._written += len(some)
            else:
                self._failed += len(some)
        if error is not None:
            _LOG.error("%d decisions were not recorded: %s", len(some), error)
        loops: dict[asyncio.AbstractEventLoop, list[asyncio.Future[None]]] = {}
        for one in some:
            loops.setdefault(one.loop, []).append(one.done)
        for loop, futures in loops.items():
            with suppress(RuntimeError):  # the loop has ended: nobody waits there
                loop.call_soon_threadsafe(_settle, futures, error)

    def _prune(self, days: int) -> None:
        try:
            gone = self._connected().prune(datetime.now(UTC) - timedelta(days=days))
        except LogUnavailable as error:
            self._disconnect()
            _LOG.error("decisions older than %d days could not be pruned: %s", days, error)
            return
        if gone:
            _LOG.info("%d decisions older than %d days were pruned", gone, days)

    def _connected(self) -> Ledger:
        if self._ledger is None:
            self._ledger = self._connect()
        return self._ledger

    def _disconnect(self) -> None:
        ledger, self._ledger = self._ledger, None
        if ledger is not None:
            with suppress(LogUnavailable):
                ledger.close()


def open_log(url: str, *, retention: int | None = None) -> DecisionLog:
    """Return the log at a URL (`postgresql://…`) or in a file, made or brought up to date where need be.

    `retention`: entries older than so many days are pruned now and once a day. Raises LogUnavailable.
    """
    connected(url, create=True).close()
    return DecisionLog(lambda: Ledger(connected(url, create=True)), retention=retention)


def open_ledger(url: str) -> Ledger:
    """Return the entries of a log that exists. Raises LogUnavailable."""
    address_of(url)
    return Ledger(connected(url, create=False))


def _settle(futures: Sequence[asyncio.Future[None]], error: LogUnavailable | None) -> None:
    for future in futures:
        if not future.done():
            if error is None:
                future.set_result(None)
            else:
                future.set_exception(type(error)(str(error)))
