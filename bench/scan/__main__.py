"""The scan of a generated archive of ten networks, measured: `python -m bench.scan --help`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from bench.__main__ import processor
from bench.child import BUILD, MeasureError
from bench.scan.archives import write_archives
from bench.scan.table import tables
from bench.scan.trials import Trials
from bench.scan.watching import load_rules

_TRIALS: Final = ("straight", "stopped", "again", "report")
_REUSE: Final = "--reuse"


def main() -> None:
    """Run the trials asked for; keep the figures, print the tables."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        load_rules()
        _say(f"archives of {asked.posts:,} posts")
        archives = write_archives(Path(folder) / "archives", asked.posts)
        trials = Trials(archives, asked.posts, Path(folder), asked.workers[-1])
        report = _tried(trials, asked)
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    asked.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    print(tables(report))


def _tried(trials: Trials, asked: argparse.Namespace) -> dict[str, Any]:
    report: dict[str, Any] = {
        "day": f"{datetime.now(UTC):%Y-%m-%d}",
        "machine": {
            "processor": processor(),
            "cores": os.cpu_count(),
            "python": platform.python_version(),
            "load": os.getloadavg()[0],
        },
        "posts": trials.posts,
        "straight": [],
    }
    for workers in asked.workers:
        _say(f"without a stop, workers: {workers}")
        report["straight"].append(trials.straight(workers))
    if "stopped" in asked.only:
        _say(f"killed {asked.kills} times")
        report["stopped"] = trials.stopped(asked.kills, asked.seed)
    if "again" in asked.only:
        _say("once more, with what was found before")
        report["again"] = trials.again(_REUSE)
    if "report" in asked.only:
        _say("the page about the results")
        report["report"] = trials.report()
    return report


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench.scan", description="The scan of a large archive.")
    parser.add_argument("--posts", type=int, default=1_000_000, help="in all ten archives (1000000)")
    parser.add_argument(
        "--workers", type=_numbers, default=[1, 2], help="to try; the last for all other trials (1,2)"
    )
    parser.add_argument("--only", type=_names, default=_TRIALS, help=f"of {','.join(_TRIALS)}")
    parser.add_argument("--kills", type=int, default=3, help="of the scan that is stopped (3)")
    parser.add_argument("--seed", type=int, default=7, help="of the places where it is (7)")
    parser.add_argument("--folder", type=Path, help="where there is room for archives and results")
    parser.add_argument("--json", type=Path, default=BUILD / "scan.json", help="where the figures are kept")
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _names(text: str) -> list[str]:
    names = text.split(",")
    if unknown := set(names) - set(_TRIALS):
        raise argparse.ArgumentTypeError(f"none of {','.join(_TRIALS)}: {','.join(sorted(unknown))}")
    return names


def _say(what: str) -> None:
    print(f"  {what} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main()
    except MeasureError as error:
        sys.exit(f"bench.scan: {error}")
