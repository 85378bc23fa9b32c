"""What is tried with the archives, and what comes of it, as plain data."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow.dataset as ds

from bench.child import MeasureError
from bench.scan.watching import Watched, parts, watched_report, watched_scan

_DATASETS: Final = ("drafts", "findings", "questions", "errors")
_THIRD: Final = 1 / 3


@dataclass(frozen=True, slots=True)
class Trials:
    """`folder`: where results go; `workers`: of those trials in which there is no other number."""

    archives: Sequence[Path]
    posts: int
    folder: Path
    workers: int

    def straight(self, workers: int) -> dict[str, Any]:
        """Scan without a stop."""
        out = self.folder / f"straight-{workers}"
        found = watched_scan(self.archives, out, "--workers", str(workers))
        self._check(out)
        after_start = found.seconds - (found.start or 0.0)
        first, last = found.peak_between(0.0, _THIRD), found.peak_between(1 - _THIRD, 1.0)
        return {
            "workers": workers,
            **_figures(found),
            "start": found.start,
            "per_second": self.posts / found.seconds,
            "per_second_after_start": self.posts / after_start,
            "peak_mb": found.peak / 1e6,
            "peak_mb_first_third": first / 1e6,
            "peak_mb_last_third": last / 1e6,
        }

    def stopped(self, kills: int, seed: int) -> dict[str, Any]:
        """Scan, ended by SIGKILL at so many places of the archive, and go on each time."""
        out, chance = self.folder / "stopped", random.Random(seed)
        chunks = parts(self.folder / f"straight-{self.workers}")
        places = sorted(chance.sample(range(1, max(chunks, kills + 1)), kills))
        runs: list[Watched] = []
        for place in [*places, None]:
            runs.append(
                watched_scan(
                    self.archives,
                    out,
                    *("--workers", str(self.workers), "--resume"),
                    kill_when=lambda at=place: at is not None and parts(out) >= at,
                )
            )
        self._check(out)
        same = digests(out) == digests(self.folder / f"straight-{self.workers}")
        total = [_figures(run) for run in runs]
        return {
            "kills": sum(run.killed for run in runs),
            "at": [place / chunks for place in places],
            "same": same,
            "workers": self.workers,
            **{name: sum(one[name] for one in total) for name in total[0]},
        }

    def again(self, option: str) -> dict[str, Any]:
        """Scan once more with what the scan before has found."""
        out = self.folder / "again"
        before = self.folder / f"straight-{self.workers}"
        found = watched_scan(self.archives, out, "--workers", str(self.workers), option, str(before))
        self._check(out)
        return {"workers": self.workers, "start": found.start, **_figures(found)}

    def report(self) -> dict[str, Any]:
        """Write the page about the results of the scan without a stop."""
        found = watched_report(self.folder / f"straight-{self.workers}")
        return {"seconds": found.seconds, "cpu": found.reading + found.working, "peak_mb": found.peak / 1e6}

    def _check(self, out: Path) -> None:
        rows = ds.dataset(out / "drafts").count_rows()
        if rows != self.posts:
            raise MeasureError(f"{out.name}: {rows} drafts were checked instead of {self.posts}")


def _figures(found: Watched) -> dict[str, float]:
    return {
        "seconds": found.seconds,
        "reading_cpu": found.reading,
        "working_cpu": found.working,
        "start_cpu": found.start_cpu,
    }


def digests(out: Path) -> dict[str, str]:
    """Return a digest of each file of results."""
    return {
        f"{name}/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest()
        for name in _DATASETS
        for path in sorted((out / name).iterdir())
    }
