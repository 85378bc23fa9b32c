"""The daemon: the rules ready in one process, which forks another for each connection.

A fork starts with all that a check needs and ends with it: folder, environment and whatever a check leaves
behind are no concern of the next one, and to kill it stops its work.
"""

from __future__ import annotations

import contextlib
import fcntl
import gc
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, NoReturn

from cmcompliance.hook.connection import Connection, check_peer
from cmcompliance.hook.place import TAKEN, Place, place, runtime_folder
from cmcompliance.hook.protocol import PROTOCOL, ProtocolError, Request, Stream, answer_data, request_of
from cmcompliance.hook.worker import answered, stop_after

if TYPE_CHECKING:
    from pathlib import Path

    from cmcompliance.checking import Checker
    from cmcompliance.cli.serving import Checkers

_QUEUE: Final = 128
_REQUEST_SECONDS: Final = 10.0
"""How long a client may take to say what it wants, or to take the answer."""
_SAMPLES: Final = (
    ("text", "---\nplatform: instagram\n---\nConcours : tague un ami pour gagner un lot !"),
    ("json", '{"text": "Giveaway: tag a friend to win a prize!", "platform": "x"}'),
)


class TakenError(Exception):
    """Another daemon of this installation runs."""


class ChangedError(Exception):
    """Files of the package or of the rules changed while they were loaded."""


def serve(idle: float, log: bool = False) -> None:
    """Answer until nobody asked for `idle` seconds, or until a signal to end.

    `log`: what goes wrong is written to the log file of the place. Raises TakenError, ChangedError,
    RefusedError and OSError.
    """
    sys.path[:] = [os.path.abspath(entry) for entry in sys.path]  # noqa: PTH100  # links stay as they are
    folder = runtime_folder()
    where = place(folder)
    os.chdir("/")
    with _locked(where) as lock, _listening(where) as listener:
        if log:
            _write_to(where.log)
        checkers = _ready()
        if place(folder) != where:
            raise ChangedError
        _Server(where, listener, lock, idle, checkers).run()


@contextlib.contextmanager
def _locked(where: Place) -> Iterator[int]:
    """Hold the lock of a place, which the system gives back however the process ends. Raises TakenError."""
    lock = os.open(where.lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield lock
    except BlockingIOError:
        raise TakenError from None
    finally:
        os.close(lock)


@contextlib.contextmanager
def _listening(where: Place) -> Iterator[socket.socket]:
    """Listen in place of whoever did before: with the lock held, nobody does now."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        fresh = f"{where.socket}.new"
        with contextlib.suppress(FileNotFoundError):
            os.unlink(fresh)  # noqa: PTH108
        before = os.umask(0o177)
        try:
            listener.bind(fresh)
        finally:
            os.umask(before)
        listener.listen(_QUEUE)
        listener.setblocking(False)
        os.replace(fresh, where.socket)  # noqa: PTH105  # at no moment is there a socket that does not answer
        try:
            yield listener
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(where.socket)  # noqa: PTH108


def _write_to(log: str) -> None:
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    os.close(handle)


def _ready() -> Checkers:
    """Load the rules, and by checks of all kinds what else a check needs."""
    from cmcompliance.checking import Checker  # noqa: PLC0415  # the socket is there before it is loaded
    from cmcompliance.cli.serving import Serving  # noqa: PLC0415
    from cmcompliance.settings.preparation import new_checker  # noqa: PLC0415

    shipped = Checker()

    def checkers(folders: tuple[Path, ...]) -> Checker:
        return new_checker(folders) if folders else shipped

    streams, environment, plain = (
        (sys.stdin, sys.stdout, sys.stderr),
        dict(os.environ),
        Stream(False, "utf-8", "strict"),
    )
    for form, draft in _SAMPLES:
        arguments = ("--no-config", "--format", form, "--jurisdiction", "FR")
        answered(
            Request(arguments, "/", environment, draft.encode(), 0.0, plain, plain, None), Serving(checkers)
        )
    sys.stdin, sys.stdout, sys.stderr = streams
    gc.collect()
    gc.freeze()  # the collector of a fork would touch, and so copy, all that it shares with us
    return checkers


class _Server:
    def __init__(
        self, where: Place, listener: socket.socket, lock: int, idle: float, checkers: Checkers
    ) -> None:
        self._where = where
        self._listener = listener
        self._lock = lock
        self._idle = idle
        self._checkers = checkers
        self._workers: set[int] = set()
        self._most = max(2, os.cpu_count() or 2)
        self._since = time.monotonic()
        self._requests = 0
        self._ending = False

    def run(self) -> None:
        """Answer until idle or told to end."""
        waker, wake = os.pipe()
        os.set_blocking(waker, False)
        os.set_blocking(wake, False)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        last = time.monotonic()
        while not self._ending:
            self._reap()
            left = last + self._idle - time.monotonic()
            if left <= 0 and not self._workers:
                return
            full = len(self._workers) >= self._most
            waited_for: list[Any] = [waker] if full else [waker, self._listener]
            ready, _, _ = select.select(waited_for, [], [], None if self._workers else left)
            if waker in ready:
                os.read(waker, 1024)
            if self._listener in ready:
                self._accept()
            if self._workers:
                last = time.monotonic()

    def _end(self, *_: object) -> None:
        self._ending = True

    def _reap(self) -> None:
        for worker in tuple(self._workers):
            if os.waitpid(worker, os.WNOHANG)[0]:
                self._workers.discard(worker)

    def _accept(self) -> None:
        try:
            peer, _ = self._listener.accept()
        except (BlockingIOError, ConnectionError):
            return
        self._requests += 1
        with peer:
            worker = os.fork()
            if worker:
                self._workers.add(worker)
                return
            self._attend(peer)

    def _attend(self, peer: socket.socket) -> NoReturn:
        """Be the worker of one connection, and nothing after it."""
        status = 1
        try:
            signal.set_wakeup_fd(-1)
            for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT):
                signal.signal(number, signal.SIG_DFL)
            stop_after(_REQUEST_SECONDS)
            self._listener.close()
            os.close(self._lock)
            self._answer(peer)
            status = 0
        except (ProtocolError, OSError):
            pass  # the client went away, or is none
        except BaseException:
            import traceback  # noqa: PLC0415

            traceback.print_exc(file=sys.__stderr__)
        finally:
            os._exit(status)

    def _answer(self, peer: socket.socket) -> None:
        check_peer(peer)
        connection = Connection(peer, time.monotonic() + _REQUEST_SECONDS)
        connection.send({"protocol": PROTOCOL, "pid": os.getppid()})
        message = connection.receive()
        if message.get("do") == "status":
            connection.send(self._status())
        elif message.get("do") == "stop":
            os.kill(os.getppid(), signal.SIGTERM)
            connection.send(self._status())
        else:
            request = request_of(message)
            stop_after(request.seconds)
            with _ended_with(peer):
                answer = self._check(request)
            stop_after(_REQUEST_SECONDS)
            connection.deadline = time.monotonic() + _REQUEST_SECONDS
            connection.send(answer_data(answer))

    def _check(self, request: Request) -> Any:
        from cmcompliance.cli.serving import Serving  # noqa: PLC0415  # loaded by now

        return answered(request, Serving(self._checkers))

    def _status(self) -> dict[str, Any]:
        return {
            "pid": os.getppid(),
            "seconds": round(time.monotonic() - self._since, 1),
            "requests": self._requests,
            "workers": len(self._workers),
            "idle": self._idle,
        }


@contextlib.contextmanager
def _ended_with(peer: socket.socket) -> Iterator[None]:
    """Have the system end this process as soon as the client is gone: nobody waits for the answer."""
    flags = fcntl.fcntl(peer, fcntl.F_GETFL)
    if not hasattr(fcntl, "FASYNC"):
        yield
        return
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(peer, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(peer, fcntl.F_SETFL, flags | fcntl.FASYNC)
    try:
        yield
    finally:
        fcntl.fcntl(peer, fcntl.F_SETFL, flags)


def main() -> NoReturn:
    """Be the daemon that a client started; the one argument: how long it waits for work."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        serve(float(sys.argv[1]), log=True)
    except TakenError:
        sys.exit(TAKEN)
    sys.exit(0)
