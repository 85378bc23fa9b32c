"""How fast `scan` is and how much memory it takes: python -m bench.scan --posts 20000 --workers 1 2"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import psutil

from bench.posts import invented_posts

_LOOK: float = 0.5


@dataclass(frozen=True, slots=True)
class Measured:
    """`seconds`: from the first chunk to the last by the clock, and by the processors of the reading process
    and of the workers; `memory`: the most bytes that all processes had at once, what they share counted once.
    """

    posts: int
    seconds: float
    reading: float
    working: float
    memory: int


def generated(path: Path, posts: int) -> None:
    """Write an archive of invented posts."""
    begin = date(2016, 1, 1)
    with path.open("w", encoding="utf-8") as stream:
        for number, post in enumerate(invented_posts("mixed", posts)):
            day = begin + timedelta(days=number * 3650 // posts)
            stream.write(json.dumps({**post.fields, "published_at": day.isoformat()}) + "\n")


def measured(archive: Path, out: Path, posts: int, workers: int) -> Measured:
    """Return how a scan of the archive went, its start included."""
    command = [sys.executable, "-m", "cmcompliance", "scan", str(archive), "--out", str(out), "-q"]
    began = time.monotonic()
    process = psutil.Popen([*command, "--no-config", "--workers", str(workers)])
    most, used = 0, defaultdict[int, float](float)
    while process.poll() is None:
        most = max(most, _look(process, used))
        time.sleep(_LOOK)
    seconds = time.monotonic() - began
    if process.returncode not in (0, 1):
        raise subprocess.CalledProcessError(process.returncode, command)
    return Measured(posts, seconds, used.pop(process.pid, 0.0), sum(used.values()), most)


def _look(process: psutil.Process, used: dict[int, float]) -> int:
    """Note how long each process has run; return the memory of all."""
    memory = 0
    try:
        for one in [process, *process.children(recursive=True)]:
            times = one.cpu_times()
            used[one.pid] = times.user + times.system
            memory += one.memory_full_info().pss
    except psutil.Error:
        return 0
    return memory


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=20_000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "posts.jsonl"
        generated(archive, asked.posts)
        print("workers  posts/s  processor ms a post: reading, checking  peak MB  load", flush=True)
        for workers in asked.workers:
            found = measured(archive, Path(folder) / str(workers), asked.posts, workers)
            reading, working = (1000 * part / found.posts for part in (found.reading, found.working))
            print(
                f"{workers:>7}  {found.posts / found.seconds:>7.0f}  {reading:>30.2f}, {working:>8.2f}"
                f"  {found.memory / 1e6:>7.0f}  {os.getloadavg()[0]:.1f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
