"""A thread that checks for those who must not wait longer than they want: event loops and timed calls.

A thread keeps the parser and the engine that its first check made, which takes longer than many checks.
"""

from __future__ import annotations

import os
import threading
import time
import weakref
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Generic, TypeVar

A = TypeVar("A")
R = TypeVar("R")


class Worker(Generic[A, R]):
    """Runs one function in a thread of its own, one call after the other.

    The thread is a daemon, starts at the first call and ends with the worker. A call that runs longer than
    `patience` seconds is left to itself: a new thread takes over. A forked process starts its own.
    """

    def __init__(self, function: Callable[[A], R], *, patience: float = 30.0) -> None:
        self._function = function
        self._patience = patience
        self._lock = threading.Lock()
        self._thread: _Thread[A, R] | None = None

    def submit(self, argument: A) -> Future[R]:
        """Return the future of the function's outcome for an argument; a cancelled one is not begun."""
        future: Future[R] = Future()
        with self._lock:
            thread = self._thread
            if thread is None or thread.hangs(self._patience):
                thread = self._thread = self._started(thread)
            thread.calls.put((argument, future))
        return future

    def _started(self, before: _Thread[A, R] | None) -> _Thread[A, R]:
        if before is not None:
            before.calls.put(None)
        thread = _Thread(self._function)
        weakref.finalize(self, thread.calls.put, None).atexit = False
        return thread


class _Thread(Generic[A, R]):
    def __init__(self, function: Callable[[A], R]) -> None:
        self.calls: SimpleQueue[tuple[A, Future[R]] | None] = SimpleQueue()
        self._since: float | None = None
        self._process = os.getpid()
        serve = threading.Thread(target=self._serve, args=(function,), name="cmcompliance-guard", daemon=True)
        serve.start()

    def hangs(self, patience: float) -> bool:
        """Return whether a call runs for too long, or runs in another process."""
        since = self._since
        late = since is not None and time.monotonic() - since > patience
        return late or self._process != os.getpid()

    def _serve(self, function: Callable[[A], R]) -> None:
        while (call := self.calls.get()) is not None:
            argument, future = call
            if not future.set_running_or_notify_cancel():
                continue
            self._since = time.monotonic()
            try:
                outcome = function(argument)
            except BaseException as error:  # it is raised where the outcome is awaited
                future.set_exception(error)
            else:
                future.set_result(outcome)
            self._since = None
