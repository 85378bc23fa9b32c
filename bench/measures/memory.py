"""Resident memory while a process checks more and more posts, each with new hashtags and links."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import psutil

from bench.posts import invented_posts
from cmcompliance import Checker
from cmcompliance.draft import parse_draft

_SAMPLES = 10


def measure(posts: int) -> dict[str, Any]:
    """Return the resident megabytes after each tenth of the posts, the peak, and the time it took."""
    checker = Checker()
    process = psutil.Process()
    begun = time.process_time()
    samples = []
    for number, post in enumerate(invented_posts("mixed", posts, seed=3), 1):
        checker.check(parse_draft(post.fields))
        if number % max(1, posts // _SAMPLES) == 0:
            samples.append({"posts": number, "mb": process.memory_info().rss / 1e6})
    return {"samples": samples, "peak_mb": _peak(), "cpu_seconds": time.process_time() - begun}


def _peak() -> float:
    """Return the most that was ever resident, of Linux; elsewhere what is resident now."""
    status = Path(f"/proc/{os.getpid()}/status")
    if not status.exists():
        return float(psutil.Process().memory_info().rss / 1e6)
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024 / 1e6
