"""A real `cmcompliance scan` as a process, watched from outside: its time, its processors, its memory."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import psutil

from bench.child import MeasureError, environment

_LOOK: Final = 0.5
_MEMORY_LOOKS: Final = 2
"""Of so many looks one counts memory, which takes the system a while."""
_ENDS: Final = (0, 1)


@dataclass(frozen=True, slots=True)
class Memory:
    """What all processes had at a moment, what they share counted once; `seconds`: since the beginning."""

    seconds: float
    size: int


@dataclass(slots=True)
class Watched:
    """`start`: seconds until a chunk was committed, None where none was; `seconds`: in all;
    `reading`, `working`: of the processors, for the process that reads and for those that check;
    `start_cpu`: of both, until a chunk was committed.
    """

    seconds: float = 0.0
    start: float | None = None
    start_cpu: float = 0.0
    reading: float = 0.0
    working: float = 0.0
    memory: list[Memory] = field(default_factory=list)
    killed: bool = False

    @property
    def peak(self) -> int:
        """The most memory there ever was."""
        return max((one.size for one in self.memory), default=0)

    def peak_between(self, begin: float, end: float) -> int:
        """Return the most memory in a part of the time after the start, both ends of 1."""
        first = self.start or 0.0
        span = self.seconds - first
        inside = [one.size for one in self.memory if begin <= (one.seconds - first) / span <= end]
        return max(inside, default=0)


def load_rules() -> None:
    """Have the rules in their cache, so that no scan has to read them first."""
    command = [sys.executable, "-m", "cmcompliance", "check", "-", "--no-config"]
    subprocess.run(command, env=environment(), input=b"Bonjour", capture_output=True, check=False)


def watched_scan(
    archives: Sequence[Path],
    out: Path,
    *options: str,
    kill_when: Callable[[], bool] = lambda: False,
) -> Watched:
    """Scan to the end, or until `kill_when` says so at a look: then by SIGKILL. Raises MeasureError."""
    command = [sys.executable, "-m", "cmcompliance", "scan", *map(str, archives), "--out", str(out)]
    command += ["--quiet", "--no-report", "--no-config", "--jurisdiction", "FR", *options]
    return watched(command, out, kill_when)


def watched_report(out: Path) -> Watched:
    """Write the page about results. Raises MeasureError."""
    return watched([sys.executable, "-m", "cmcompliance", "scan", "report", str(out)], out)


def watched(command: Sequence[str], out: Path, kill_when: Callable[[], bool] = lambda: False) -> Watched:
    """Run a command that works on a folder of results to its end, or to `kill_when`. Raises MeasureError."""
    found, used, looks = Watched(), defaultdict[int, float](float), 0
    before = parts(out)
    began = time.monotonic()
    process = psutil.Popen(command, env=environment(), stderr=subprocess.PIPE, encoding="utf-8")
    while process.poll() is None:
        look = time.monotonic() - began
        _look(process, used, found, look if looks % _MEMORY_LOOKS == 0 else None)
        looks += 1
        if found.start is None and parts(out) > before:
            found.start, found.start_cpu = look, sum(used.values())
        if kill_when():
            os.kill(process.pid, signal.SIGKILL)
            found.killed = True
            break
        time.sleep(_LOOK)
    said = process.communicate()[1]
    found.seconds = time.monotonic() - began
    found.reading = used.pop(process.pid, 0.0)
    found.working = sum(used.values())
    if not found.killed and process.returncode not in _ENDS:
        raise MeasureError((said.strip() or f"scan ended with {process.returncode}").splitlines()[-1])
    return found


def parts(out: Path) -> int:
    """Return how many chunks have rows of drafts."""
    folder = out / "drafts"
    return sum(1 for _ in folder.iterdir()) if folder.is_dir() else 0


def _look(process: psutil.Popen, used: dict[int, float], found: Watched, seconds: float | None) -> None:
    """Note how long each process has run, and at `seconds` how much memory all have."""
    memory = 0
    try:
        for one in [process, *process.children(recursive=True)]:
            times = one.cpu_times()
            used[one.pid] = times.user + times.system
            if seconds is not None:
                memory += one.memory_full_info().pss
    except psutil.Error:  # one has just ended
        return
    if seconds is not None:
        found.memory.append(Memory(seconds, memory))
