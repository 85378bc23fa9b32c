"""Measure, compare, report: `python -m bench --help`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.child import BUILD, MeasureError, measured
from bench.compare import ENGINES, compared
from bench.page import PAGE, with_figures
from bench.tables import tables

REPORT = BUILD / "report.json"
MEASURES = ("latency", "stages", "start", "memory", "length", "rules", "lexicon")


def main() -> None:
    """Run what is asked for; print the tables."""
    BUILD.mkdir(parents=True, exist_ok=True)
    asked = _arguments()
    if asked.write_docs:
        report = json.loads(asked.json.read_text(encoding="utf-8"))
        PAGE.write_text(with_figures(PAGE.read_text(encoding="utf-8"), report), encoding="utf-8")
        return
    report = _measure(asked)
    report = {**earlier_parts(asked.json, report["book"]), **report}
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    asked.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    print(tables(report))


def earlier_parts(path: Path, book: dict[str, Any]) -> dict[str, Any]:
    """Return the report that is there, if it is of the same rules: what is not measured anew stays."""
    try:
        earlier: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return earlier if earlier.get("book") == book else {}


def _measure(asked: argparse.Namespace) -> dict[str, Any]:
    options: dict[str, dict[str, Any]] = {
        "latency": {"posts": 4 * asked.posts},
        "stages": {"posts": asked.posts},
        "start": {"starts": 5},
        "memory": {"posts": asked.memory_posts},
        "length": {},
        "rules": {"posts": asked.posts},
        "lexicon": {"posts": asked.posts},
    }
    report: dict[str, Any] = {
        "day": f"{datetime.now(UTC):%Y-%m-%d}",
        "machine": {
            "processor": processor(),
            "cores": os.cpu_count(),
            "python": platform.python_version(),
        },
        "book": measured("book", {}),
    }
    for name in MEASURES:
        if name in asked.only:
            print(f"  {name} …", file=sys.stderr, flush=True)
            report[name] = measured(name, options[name])
    engines = [engine for engine in ENGINES if engine in asked.only]
    if engines:
        report["engines"] = compared(engines, asked.posts, asked.seed, asked.texts)
    return report


def _arguments() -> argparse.Namespace:
    known = (*ENGINES, *MEASURES)
    parser = argparse.ArgumentParser("python -m bench", description="The benchmark of cmcompliance.")
    parser.add_argument("--only", type=_names, default=known, metavar="NAMES", help=f"of {','.join(known)}")
    parser.add_argument("--posts", type=int, default=500, help="posts of each of three passes (500)")
    parser.add_argument("--seed", type=int, default=7, help="other posts of the same kinds (7)")
    texts = "drafts or labelled cases, as one more set; repeatable"
    parser.add_argument("--texts", type=Path, action="append", default=[], metavar="FILE.jsonl", help=texts)
    memory = "posts of the memory measurement, up to a million (10000)"
    parser.add_argument("--memory-posts", type=int, default=10_000, metavar="N", help=memory)
    kept = "the report, of which parts not asked for stay (build/bench/report.json)"
    parser.add_argument("--json", type=Path, default=REPORT, metavar="FILE", help=kept)
    page = "measure nothing: put the report of --json into docs/performance.md"
    parser.add_argument("--write-docs", action="store_true", help=page)
    return parser.parse_args()


def _names(given: str) -> tuple[str, ...]:
    names = tuple(given.split(","))
    unknown = set(names) - {*ENGINES, *MEASURES}
    if unknown:
        raise argparse.ArgumentTypeError(f"no such part: {', '.join(sorted(unknown))}")
    return names


def processor() -> str:
    """Return what the processor is called, where the system tells."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.machine())


if __name__ == "__main__":
    try:
        main()
    except MeasureError as error:
        sys.exit(f"could not be measured: {error}")
