"""Memory and stamina: each run in a process of its own, so that a crash in C is a failed test and no more."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
GROWTH = 2.0
"""MiB of resident memory that a run may gain after warming up: the allocator's noise."""


def soak(amount: int, every: int) -> dict[str, float]:
    path = os.pathsep.join([str(TESTS), *sys.path])
    done = subprocess.run(
        [sys.executable, "-m", "infer.soak", str(amount), str(every)],
        env={**os.environ, "PYTHONPATH": path},
        cwd=TESTS,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_two_thousand_drafts_leave_nothing_behind() -> None:
    found = soak(2000, 5)
    assert found["conclusions"] > found["drafts"]
    assert found["peak"] - found["warm"] < GROWTH, found
