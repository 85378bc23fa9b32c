"""How long `cmcompliance check post.md` takes from the shell, with a full cache and with an empty one."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.posts import invented_posts


def measure(starts: int) -> dict[str, Any]:
    """Return the median CPU and wall seconds of a start, the rule book's cache full or empty."""
    with tempfile.TemporaryDirectory() as folder:
        post = Path(folder, "post.md")
        post.write_text(next(invented_posts("busy", 1)).text, encoding="utf-8")
        full = {**os.environ, "CMCOMPLIANCE_CACHE": f"{folder}/cache"}
        started(post, full)
        return {
            "warm_cache": _median([started(post, full) for _ in range(starts)]),
            "empty_cache": _median(
                [started(post, {**os.environ, "CMCOMPLIANCE_CACHE": f"{folder}/{n}"}) for n in range(2)]
            ),
            "python_alone": _median([spent([sys.executable, "-c", "pass"], full) for _ in range(starts)]),
        }


def started(post: Path, env: dict[str, str]) -> dict[str, float]:
    """Return what one check of the command line takes."""
    return spent([sys.executable, "-m", "cmcompliance", "check", str(post)], env)


def spent(command: list[str], env: dict[str, str]) -> dict[str, float]:
    """Return the CPU and wall seconds of a process."""
    begun = time.perf_counter()
    quiet = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
    pid = os.posix_spawn(command[0], command, env, file_actions=quiet)
    _, _, usage = os.wait4(pid, 0)
    return {"cpu": usage.ru_utime + usage.ru_stime, "wall": time.perf_counter() - begun}


def _median(runs: list[dict[str, float]]) -> dict[str, float]:
    return {clock: statistics.median(run[clock] for run in runs) for clock in ("cpu", "wall")}
