"""Small archives and scans of them, for tests."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import sqlite3
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

import pyarrow.parquet as pq
from bench.posts import invented_posts

from cmcompliance.scan import Cut, Ended, Input, ScanRequest, run_scan
from cmcompliance.service.pool import PreparationSpec

TODAY = date(2026, 3, 1)
_CHUNKS = "number, first, last, input_digest, drafts, findings, questions, errors, parts, tally, ids"
_WATCHED = ("scan/folder.py", "scan/manifest.py", "scan/scanning.py")


def odd_zygote(paths: str) -> Sequence[str]:
    return (sys.executable, str(Path(__file__).with_name("odd_zygote.py")), paths)


def drafts(count: int) -> list[dict[str, Any]]:
    return [
        {**post.fields, "published_at": f"20{20 + number % 6}-0{1 + number % 9}-11T10:00:00+02:00"}
        for number, post in enumerate(invented_posts("mixed", count))
    ]


def jsonl(path: Path, lines: Sequence[dict[str, Any] | str]) -> Path:
    texts = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


def request(out: Path, *sources: Path, **other: Any) -> ScanRequest:
    inputs = tuple(Input(source.name, source) for source in sources)
    made = ScanRequest(inputs, out, PreparationSpec(no_config=True), TODAY, 1, 60.0, cut=Cut(items=16))
    return replace(made, **other)


def scan(wanted: ScanRequest, **options: Any) -> Ended:
    return run_scan(wanted, zygote=odd_zygote, **options)


def rows(out: Path, dataset: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(out / dataset).to_pylist()
    return found


def fingerprint(out: Path) -> dict[str, str]:
    """Return digests of all files, and of what the manifest says, but for the times of archives' files."""
    made = {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != "manifest.sqlite"
    }
    with closing(sqlite3.connect(out / "manifest.sqlite")) as base:
        chunks = base.execute(f"SELECT {_CHUNKS} FROM chunks ORDER BY 1").fetchall()
        tables = [base.execute("SELECT * FROM scan ORDER BY 1").fetchall(), chunks]
    return {**made, "manifest": hashlib.sha256(repr(tables).encode()).hexdigest()}


def forked(action: Callable[[], object]) -> int:
    """Do something in a fork; return its exit status, or the signal that ended it, negated."""
    child = os.fork()
    if not child:
        status = 1
        try:
            action()
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_after(steps: int, action: Callable[[], object]) -> int:
    """Do the same, but end the process by SIGKILL after so many calls in what writes."""

    def act() -> None:
        left = steps

        def count(frame: FrameType, event: str, _: Any) -> None:
            nonlocal left
            if event == "call" and frame.f_code.co_filename.endswith(_WATCHED):
                left -= 1
                if not left:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(count)
        action()

    return forked(act)


def resumed_until_done(wanted: ScanRequest, chance: random.Random, most: int) -> int:
    """Scan, killed after up to `most` calls, and ever later, until it is through; return how many kills."""
    for kills in range(1000):
        status = killed_after(chance.randint(1, most + 40 * kills), lambda: scan(wanted, resume=True))
        if status == 0:
            return kills
        assert status == -signal.SIGKILL
    raise AssertionError("it never ends")
