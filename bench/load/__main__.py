"""Put the service under load: `python -m bench.load --help`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.__main__ import processor
from bench.child import BUILD, MeasureError
from bench.load import trials
from bench.load.samples import samples, written
from bench.load.service import Service
from bench.load.table import table, unmet
from bench.load.tools import check_installed

_TRIALS = ("throughput", "verified", "killing", "flood")


def main() -> None:
    """Run the trials asked for; print the table, keep the figures."""
    asked = _arguments()
    try:
        check_installed()
        report = _report(asked)
    except MeasureError as error:
        sys.exit(f"bench.load: {error}")
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    asked.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    print(table(report))
    if asked.strict and unmet(report):
        sys.exit(1)


def _report(asked: argparse.Namespace) -> dict[str, Any]:
    report: dict[str, Any] = {
        "day": f"{datetime.now(UTC):%Y-%m-%d}",
        "machine": {"processor": processor(), "cores": os.cpu_count(), "python": platform.python_version()},
        "clients": asked.clients,
        "seconds": asked.seconds,
        "throughput": [],
    }
    with tempfile.TemporaryDirectory() as folder:
        _say("the library's answers")
        found = samples(asked.drafts)
        load = trials.Load(asked.clients, asked.seconds, asked.rounds, found, *written(found, Path(folder)))
        for workers in asked.workers:
            with Service(workers, *asked.serve) as service:
                _put_through(service, workers, load, asked, report)
    return report


def _put_through(
    service: Service, workers: int, load: trials.Load, asked: argparse.Namespace, report: dict[str, Any]
) -> None:
    if "throughput" in asked.only:
        _say(f"throughput, {workers}")
        report["throughput"].append(trials.throughput(service, workers, load))
    if workers != asked.workers[-1]:
        return
    if "verified" in asked.only:
        _say("verified")
        report["verified"] = trials.verified(service, load)
    if "killing" in asked.only:
        _say("killing")
        report["killing"] = trials.killing(service, load, asked.kill_every)
    if "flood" in asked.only and report["throughput"]:
        _say("flood")
        report["flood"] = trials.flood(service, load, report["throughput"][-1]["per_second"])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench.load", description="The service under load.")
    parser.add_argument("--seconds", type=float, default=60, help="how long a trial takes (60)")
    parser.add_argument("--rounds", type=int, default=3, help="turns of library and service in it (3)")
    parser.add_argument("--clients", type=int, default=64, help="keep-alive clients (64)")
    parser.add_argument(
        "--workers", type=_numbers, default=[1, 2], help="workers to try, at last the rest (1,2)"
    )
    parser.add_argument("--drafts", type=int, default=300, help="different drafts (300)")
    parser.add_argument("--kill-every", type=float, default=5, metavar="SECONDS", help="a worker (5)")
    parser.add_argument("--only", type=_names, default=_TRIALS, help=f"of {','.join(_TRIALS)}")
    parser.add_argument("--json", type=Path, default=BUILD / "load.json", help="where the figures are kept")
    parser.add_argument("--strict", action="store_true", help="exit with 1 where a bound is not met")
    parser.add_argument("--serve", action="append", default=[], metavar="OPTION", help="option of `serve`")
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
    main()
