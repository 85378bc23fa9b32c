"""The zygote: the rules ready in one process of one thread, which forks a worker whenever the front asks.

The front speaks to it over one socket, on which it also hands it the two sockets of each worker. A worker
that ended stays a zombie until the front has buried it: till then its number means nobody else. When the
front goes away, its workers are killed.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import socket
import sys
from collections import deque
from typing import TYPE_CHECKING, Any, Final, NoReturn

from cmcompliance.service.pool.frames import Frame, Unpacker, packed
from cmcompliance.service.pool.worker import Answering, Tenure, worked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cmcompliance.service.pool.spec import PreparationSpec

_PIECE: Final = 1 << 16
_MOST_SOCKETS: Final = 64
_LOOK_AGAIN: Final = 0.05
_NOT_MEANT_FOR_US: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""What a terminal or a supervisor sends to all processes at once: the front lets running jobs finish."""


class NotReadyError(Exception):
    """Settings, packs or rules are no good. `problems`: one line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def main(make: Callable[[PreparationSpec], Answering] | None = None) -> NoReturn:
    """Be the zygote of the front at the other end of the socket whose number is the one argument.

    `make`: makes what answers jobs; raises NotReadyError. Absent: a desk of the shipped rules and packs.
    """
    for number in _NOT_MEANT_FOR_US:
        signal.signal(number, signal.SIG_IGN)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    os.dup2(2, 1)
    with socket.socket(fileno=int(sys.argv[1])) as control, contextlib.suppress(ConnectionError):
        control.set_inheritable(False)
        _Zygote(control, make or ready_clerk).run()
    os._exit(0)


def ready_clerk(spec: PreparationSpec) -> Answering:
    """Return what answers jobs, with all loaded that it needs. Raises NotReadyError."""
    from cmcompliance.rulebook import RuleBookError  # noqa: PLC0415  # workers' modules load in the zygote only
    from cmcompliance.rulebook.selector import SelectorError  # noqa: PLC0415
    from cmcompliance.service.pool.clerk import Clerk, sample_jobs  # noqa: PLC0415
    from cmcompliance.settings import SettingsError  # noqa: PLC0415

    preparation = spec.preparation()
    try:
        settings = preparation.settings_for(None)
        problems = [str(problem) for problem in preparation.problems(settings)]
        if problems:
            raise NotReadyError(problems)
        preparation.checker_for(settings)
        preparation.policy_for(settings)
    except SettingsError as error:
        raise NotReadyError([str(problem) for problem in error.problems]) from None
    except (RuleBookError, SelectorError) as error:
        raise NotReadyError(str(error).splitlines()) from None
    clerk = Clerk(preparation, keep_drafts=spec.keep_drafts)
    for job in sample_jobs():
        clerk.answer(job)
    return clerk.answer


class _Zygote:
    def __init__(self, control: socket.socket, make: Callable[[PreparationSpec], Answering]) -> None:
        self._control = control
        self._make = make
        self._unpacker = Unpacker()
        self._sockets: deque[int] = deque()
        self._children: set[int] = set()
        self._buried: set[int] = set()
        self._wake = self._waker = -1

    def run(self) -> None:
        """Do what the front asks until it goes away; then end all workers."""
        frames = self._received()
        try:
            start = next(frames, None)
            if start is None or not self._prepare(start.header):
                return
            for frame in frames:
                self._obey(frame.header)
        finally:
            self._end_all()

    def _prepare(self, header: Mapping[str, Any]) -> bool:
        from cmcompliance.service.pool.spec import spec_of  # noqa: PLC0415

        self._tenure = Tenure(**header["tenure"])
        try:
            self._answering = self._make(spec_of(header["spec"]))
        except NotReadyError as error:
            self._say({"said": "not_ready", "problems": error.problems})
            return False
        gc.collect()
        gc.freeze()  # the collector of a fork would touch, and so copy, all that it shares with us
        self._waker, self._wake = os.pipe()
        os.set_blocking(self._waker, False)
        os.set_blocking(self._wake, False)
        signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._say({"said": "ready"})
        return True

    def _received(self) -> Iterator[Frame]:
        """Yield what the front says; between its words, let those rest in peace who are to."""
        while True:
            waited_for = [self._control.fileno()] + ([self._waker] if self._waker >= 0 else [])
            ready, _, _ = select.select(waited_for, [], [], _LOOK_AGAIN if self._buried else None)
            if self._waker in ready:
                os.read(self._waker, 1024)
            self._reap()
            if self._control.fileno() not in ready:
                continue
            data, sockets, _, _ = socket.recv_fds(self._control, _PIECE, _MOST_SOCKETS)
            self._sockets += sockets
            if not data:
                return
            yield from self._unpacker.feed(data)

    def _obey(self, header: Mapping[str, Any]) -> None:
        if header["do"] == "fork":
            self._fork(header["worker"])
        elif header["do"] == "bury":
            self._buried.add(header["pid"])
            self._reap()

    def _fork(self, number: int) -> None:
        with self._handed() as front, self._handed() as leash:
            try:
                child = os.fork()
            except OSError as error:
                self._say({"said": "unborn", "worker": number, "why": error.strerror or str(error)})
                return
            if child == 0:
                self._be_worker(front, leash)
        with contextlib.suppress(OSError):  # the child does it as well: whoever comes first
            os.setpgid(child, child)
        self._children.add(child)
        self._say({"said": "born", "worker": number, "pid": child})

    def _handed(self) -> socket.socket:
        given = socket.socket(fileno=self._sockets.popleft())
        given.set_inheritable(False)
        return given

    def _be_worker(self, front: socket.socket, leash: socket.socket) -> NoReturn:
        status = 1
        try:
            with contextlib.suppress(OSError):
                os.setpgid(0, 0)
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.close(self._waker)
            os.close(self._wake)
            self._control.close()
            status = worked(front, leash, self._answering, self._tenure)
        finally:
            os._exit(status)

    def _reap(self) -> None:
        for pid in tuple(self._buried):
            try:
                found, status = os.waitpid(pid, os.WNOHANG)
            except ChildProcessError:
                found, status = pid, 0
            if found:
                self._buried.discard(pid)
                self._children.discard(pid)
                self._say({"said": "buried", "pid": pid, "status": os.waitstatus_to_exitcode(status)})

    def _end_all(self) -> None:
        for pid in self._children:
            with contextlib.suppress(OSError):
                os.killpg(pid, signal.SIGKILL)
        for pid in self._children:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)

    def _say(self, header: Mapping[str, Any]) -> None:
        self._control.sendall(packed(header))
