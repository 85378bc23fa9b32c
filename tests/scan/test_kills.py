"""The scan as a user starts it, killed from outside at random moments: itself, its zygote or a worker.

The long form: `make scan-soak`, or CMCOMPLIANCE_KILLS=N; CMCOMPLIANCE_SEED=N for the same moments again.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import psutil
import pytest
from bench.scan.archives import write_archives
from tests.scan.scans import fingerprint

KILLS = int(os.environ.get("CMCOMPLIANCE_KILLS", "50"))
SEED = int(os.environ.get("CMCOMPLIANCE_SEED", "0")) or random.randrange(1, 10**6)
POSTS = 2000
ENDS = (0, 1)
NO_WORKERS = "ended before they were loaded"
"""What a scan says, and ends with 2, whose zygote was killed before it was ready."""
GONE_WITHIN = 60.0
"""Seconds in which whatever a scan started must be gone after it was killed, on a machine that is busy."""


def started(archives: Sequence[Path], out: Path, workers: int) -> psutil.Popen:
    command = [sys.executable, "-m", "cmcompliance", "scan", *map(str, archives), "--out", str(out)]
    command += [
        "--resume",
        "--quiet",
        "--no-report",
        "--no-config",
        "--jurisdiction",
        "FR",
        "--workers",
        str(workers),
    ]
    return psutil.Popen(command, stderr=subprocess.PIPE, encoding="utf-8")


def wait_a_while(process: psutil.Popen, out: Path, chance: random.Random) -> None:
    """Wait for a random moment: while it starts, or around when one of the next chunks is committed."""
    chunks, pause = chance.choice(((0, 8.0), (1, 0.2), (2, 0.5), (3, 0.5)))
    before = parts(out)
    while process.poll() is None and parts(out) < before + chunks:
        time.sleep(0.005)
    until = time.monotonic() + chance.uniform(0.0, pause)
    while process.poll() is None and time.monotonic() < until:
        time.sleep(0.005)


def parts(out: Path) -> int:
    return sum(len(list((out / name).iterdir())) for name in ("drafts", "errors") if (out / name).is_dir())


def victim(process: psutil.Popen, chance: random.Random) -> tuple[str, psutil.Process]:
    """Choose whom to kill; a zygote is a child, a worker is one of it."""
    whom = chance.choice(("scan", "scan", "scan", "zygote", "worker"))
    try:
        zygotes = process.children()
        below = zygotes if whom == "zygote" else [one for zygote in zygotes for one in zygote.children()]
    except psutil.NoSuchProcess:
        below = []
    return (whom, chance.choice(below)) if whom != "scan" and below else ("scan", process)


def killed(process: psutil.Popen, whom: psutil.Process) -> bool:
    """Kill a process; return whether it was there. With the scan, all that it started must end."""
    try:
        others = process.children(recursive=True) if whom.pid == process.pid else []
        whom.kill()
    except psutil.NoSuchProcess:
        return False
    _, left = psutil.wait_procs(others, GONE_WITHIN)
    assert not left, "the scan was killed, and something that it started was not"
    return True


@pytest.mark.slow
def test_kills_from_outside_at_random_moments_change_nothing(tmp_path: Path) -> None:
    print(f"CMCOMPLIANCE_SEED={SEED}", flush=True)
    chance, kills = random.Random(SEED), Counter[str]()
    archives = write_archives(tmp_path / "archives", POSTS)
    unbroken = started(archives, tmp_path / "unbroken", 2)
    assert (unbroken.communicate()[1], unbroken.returncode) == ("", 1)
    wanted, scans = fingerprint(tmp_path / "unbroken"), 0
    while kills.total() < KILLS:
        scans += 1
        out, ended = tmp_path / str(scans), None
        while ended is None:
            process = started(archives, out, chance.choice((1, 2)))
            while process.poll() is None:
                wait_a_while(process, out, chance)
                if process.poll() is None and kills.total() < KILLS:
                    whom, which = victim(process, chance)
                    kills[whom] += killed(process, which)
            said = process.communicate()[1]
            assert process.returncode in (*ENDS, -9) or NO_WORKERS in said, said
            ended = process.returncode if process.returncode in ENDS else None
        assert fingerprint(out) == wanted
        print(f"scan {scans}: {dict(kills)}", flush=True)
