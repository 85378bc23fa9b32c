"""A real `cmcompliance serve` to be measured."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from bench.child import MeasureError, environment

_ADDRESS = re.compile(r"http://\S+:\d+")
_STOP_SECONDS = 60


class Service:
    """The command, in a folder of its own; `url`: where it listens."""

    def __init__(self, workers: int, *options: str) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="cmcompliance-load-")
        folder = Path(self._folder.name)
        command = [sys.executable, "-m", "cmcompliance", "serve", "--no-config", "--port", "0"]
        command += ["--workers", str(workers), "--rate", "0", *options]
        self._errors = (folder / "log").open("wb")
        self._process = subprocess.Popen(
            command,
            env=environment() | {"HOME": str(folder), "XDG_STATE_HOME": str(folder), "LANG": "C.UTF-8"},
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            start_new_session=True,  # as a daemon: no part in what Linux gives the load generator's terminal
        )
        self.url = self._address()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.communicate(timeout=_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()
        self._errors.close()
        self._folder.cleanup()

    @property
    def front(self) -> int:
        """The process that listens."""
        return self._process.pid

    def workers(self) -> list[psutil.Process]:
        """Return its workers: the children of the process that it started."""
        zygotes = psutil.Process(self._process.pid).children()
        return [worker for zygote in zygotes for worker in zygote.children()]

    def cpu_seconds(self) -> tuple[float, float]:
        """Return the CPU time that the front took so far, and that of the workers who live."""
        return _cpu(psutil.Process(self._process.pid)), sum(map(_cpu, self.workers()))

    def _address(self) -> str:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if found := _ADDRESS.search(line):
                return found[0]
        said = Path(self._errors.name).read_text(encoding="utf-8", errors="replace").strip()
        raise MeasureError((said or "`cmcompliance serve` did not start").splitlines()[-1])


def _cpu(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system)
