"""Where workers come from: the zygote, started when there is none, and what it is asked for."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any, Final

from cmcompliance.hook.launch import search_path
from cmcompliance.service.pool.errors import PoolNotStarted
from cmcompliance.service.pool.frames import Frame, packed
from cmcompliance.service.pool.line import Line, line_on

_LOG = logging.getLogger(__name__)
_LOADING_SECONDS: Final = 300.0
_BIRTH_SECONDS: Final = 30.0
_ENDING_SECONDS: Final = 5.0
_START: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv.pop(1)); "
    "from cmcompliance.service.pool.zygote import main; main()"
)


class NotBornError(Exception):
    """The zygote could not fork, or is gone."""


class Zygote:
    """A process that forks workers, as the front sees it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._control: socket.socket | None = None
        self._line: Line | None = None
        self._ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._births: dict[int, asyncio.Future[int]] = {}
        self._expected_deaths: set[int] = set()
        self._ended = asyncio.Event()

    @property
    def alive(self) -> bool:
        """Whether it still can be asked."""
        return not self._ended.is_set()

    @classmethod
    async def started(cls, program: Sequence[str], start: Mapping[str, Any]) -> Zygote:
        """Return one that is ready to fork. Raises PoolNotStarted."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                process = subprocess.Popen(
                    [*program, str(theirs.fileno())],
                    stdin=subprocess.DEVNULL,
                    pass_fds=[theirs.fileno()],
                    start_new_session=True,
                )
            except OSError as error:
                ours.close()
                raise PoolNotStarted([f"{program[0]}: {error.strerror or error}"]) from None
        zygote = cls(process)
        zygote._control = ours
        zygote._line = await line_on(ours, zygote._hear, zygote._end)
        zygote._line.send(start)
        try:
            await asyncio.wait_for(zygote._ready, _LOADING_SECONDS)
        except BaseException as error:
            await zygote.stop()
            if isinstance(error, TimeoutError):
                raise PoolNotStarted(["the rules were not loaded in time"]) from None
            raise
        return zygote

    async def fork(self, number: int, front: socket.socket, leash: socket.socket) -> int:
        """Have a worker that gets these sockets; return its process. Raises NotBornError."""
        assert self._control is not None
        assert self._line is not None
        if not self.alive:
            raise NotBornError("the zygote is gone")
        if self._line.unsent:  # what is sent with sockets would come in the middle of it
            self.kill()
            raise NotBornError("the zygote takes nothing more")
        birth: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._births[number] = birth
        try:
            told = packed({"do": "fork", "worker": number})
            socket.send_fds(self._control, [told], [front.fileno(), leash.fileno()])
        except OSError as error:
            self.kill()
            raise NotBornError(f"the zygote takes nothing more: {error}") from None
        finally:
            if not self.alive:
                self._births.pop(number, None)
        try:
            return await asyncio.wait_for(birth, _BIRTH_SECONDS)
        except TimeoutError:
            self.kill()
            raise NotBornError("the zygote does not answer") from None
        finally:
            self._births.pop(number, None)

    def bury(self, pid: int, *, expected: bool) -> None:
        """Have the zygote forget a worker that ended, or is about to; `expected`: there is nothing to log."""
        if self._line is None or not self.alive:
            return
        if expected:
            self._expected_deaths.add(pid)
        self._line.send({"do": "bury", "pid": pid})

    def kill(self) -> None:
        """End it at once; its workers stay."""
        if self._process.poll() is None:
            self._process.kill()

    async def stop(self) -> None:
        """End it with all its workers."""
        if self._line is not None:
            self._line.close()
        if not self._ready.done() or self._ready.cancelled():
            self.kill()  # it loads the rules and does not listen; there are no workers
        for _ in range(int(_ENDING_SECONDS / 0.01)):
            if self._process.poll() is not None:
                break
            await asyncio.sleep(0.01)
        self.kill()
        self._process.wait()

    def _hear(self, frame: Frame) -> None:
        said = frame.header
        match said["said"]:
            case "ready":
                self._settle(None)
            case "not_ready":
                self._settle(PoolNotStarted(said["problems"]))
            case "born":
                birth = self._births.get(said["worker"])
                if birth is None or birth.done():
                    self.bury(said["pid"], expected=True)  # its socket was closed, so it ends
                else:
                    birth.set_result(said["pid"])
            case "unborn":
                birth = self._births.get(said["worker"])
                if birth is not None and not birth.done():
                    birth.set_exception(NotBornError(said["why"]))
            case "buried":
                self._note_death(said["pid"], said["status"])

    def _note_death(self, pid: int, status: int) -> None:
        if pid in self._expected_deaths:
            self._expected_deaths.discard(pid)
        else:
            _LOG.warning("worker %d ended by itself: %s", pid, _how(status))

    def _settle(self, error: Exception | None) -> None:
        if self._ready.done():
            return
        if error is None:
            self._ready.set_result(None)
        else:
            self._ready.set_exception(error)

    def _end(self) -> None:
        self._ended.set()
        self._settle(PoolNotStarted(["the process that loads the rules ended before they were loaded"]))
        for birth in self._births.values():
            if not birth.done():
                birth.set_exception(NotBornError("the zygote ended"))
        self._process.poll()


class Nursery:
    """Has a zygote ready whenever a worker is wanted."""

    def __init__(self, start: Mapping[str, Any], program: Sequence[str] | None) -> None:
        """`start`: what a zygote is told first; `program`: the command line of another one than ours."""
        self._start = start
        self._program = tuple(program or (sys.executable, "-P", "-c", _START, json.dumps(search_path())))
        self._zygote: Zygote | None = None
        self._lock = asyncio.Lock()

    async def zygote(self) -> Zygote:
        """Return a zygote that is ready. Raises PoolNotStarted."""
        async with self._lock:
            if self._zygote is not None and not self._zygote.alive:
                _LOG.error("the zygote ended: another one is started")
                await self._zygote.stop()
                self._zygote = None
            if self._zygote is None:
                self._zygote = await Zygote.started(self._program, self._start)
            return self._zygote

    async def stop(self) -> None:
        """End the zygote and all workers."""
        async with self._lock:
            if self._zygote is not None:
                await self._zygote.stop()
                self._zygote = None


def kill_group(pid: int) -> None:
    """Kill a worker and what it started."""
    with contextlib.suppress(OSError):
        os.killpg(pid, signal.SIGKILL)


def _how(status: int) -> str:
    if status >= 0:
        return f"exit status {status}"
    try:
        return f"killed by {signal.Signals(-status).name}"
    except ValueError:
        return f"killed by signal {-status}"
