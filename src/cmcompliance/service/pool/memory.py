"""How much memory this process has and may have, where the system tells."""

from __future__ import annotations

import contextlib
import os
import resource
import sys
from pathlib import Path
from typing import Final

_PAGES: Final = "/proc/self/statm"


def limit_growth(most: int) -> None:
    """Let this process ask for so many bytes more than it has; where its size is not told, set no limit."""
    size = _pages(0)
    if size is None:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = size + most
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


def be_the_first_to_go() -> None:
    """Have the system end this process before others when it runs out of memory, where one can ask for it."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")


def resident() -> int:
    """Return how many bytes of memory this process uses, or used at most where only that is told."""
    now = _pages(1)
    if now is not None:
        return now
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _pages(column: int) -> int | None:
    try:
        with open(_PAGES, "rb") as file:  # noqa: PTH123  # after each job: a Path takes longer
            return int(file.read().split()[column]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return None
