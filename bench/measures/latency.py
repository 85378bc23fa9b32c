"""How long a single check takes when the process is warm: the median, and what few checks exceed."""

from __future__ import annotations

import time
from typing import Any

from bench.measures.samples import drafts, warm
from bench.measures.timing import percentile
from cmcompliance import Checker

SHARES = {"p50": 0.5, "p95": 0.95, "p99": 0.99}


def measure(posts: int) -> dict[str, Any]:
    """Return, by set, percentiles of a check in milliseconds, of CPU and of wall time."""
    checker = warm(Checker())
    found: dict[str, Any] = {}
    for name in ("mixed", "busy"):
        cpu, wall = [], []
        for draft in drafts(name, posts):
            began_wall, began_cpu = time.perf_counter_ns(), time.process_time_ns()
            checker.check(draft)
            cpu.append((time.process_time_ns() - began_cpu) / 1e6)
            wall.append((time.perf_counter_ns() - began_wall) / 1e6)
        found[name] = {
            "posts": posts,
            "cpu_ms": {label: percentile(cpu, share) for label, share in SHARES.items()},
            "wall_ms": {label: percentile(wall, share) for label, share in SHARES.items()},
        }
    return found
