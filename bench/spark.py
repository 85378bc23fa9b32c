"""What a scan on Spark costs beside one on this machine: python -m bench.spark --posts 20000 --cores 1,2"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Final, Literal

import psutil

from bench.child import MeasureError, environment
from bench.posts import invented_posts
from bench.scan.watching import load_rules

_LOOK: Final = 0.25
_MEMORY_LOOKS: Final = 8
_FEW: Final = 200
Part = Literal["checking", "java", "rest"]


@dataclass(slots=True)
class Cost:
    """Of one scan; `processor`: seconds by part; `memory`: the most that one process which checks had, with
    the child that it forked, what they share counted once.
    """

    engine: str
    posts: int
    seconds: float = 0.0
    processor: dict[Part, float] = field(default_factory=dict)
    memory: float = 0.0

    @property
    def total(self) -> float:
        """All seconds of processors."""
        return sum(self.processor.values())


def write_posts(path: Path, posts: int) -> None:
    """Write invented posts as drafts, one a line."""
    begin = date(2016, 1, 1)
    with path.open("w", encoding="utf-8") as stream:
        for number, post in enumerate(invented_posts("mixed", posts)):
            day = begin + timedelta(days=number * 3650 // posts)
            fields = {**post.fields, "id": str(number), "published_at": day.isoformat()}
            stream.write(json.dumps(fields, ensure_ascii=False) + "\n")


def cost_of(engine: str, posts: int, source: Path, out: Path, *options: str) -> Cost:
    """Return what a scan costs. Raises MeasureError."""
    command = [sys.executable, "-m", "cmcompliance", "scan", str(source), "--out", str(out)]
    command += ["--quiet", "--no-config", *options]
    found, used, looks = Cost(engine, posts), defaultdict[tuple[Part, int], float](float), 0
    began = time.monotonic()
    process = psutil.Popen(command, env=environment(), stderr=subprocess.PIPE, encoding="utf-8")
    while process.poll() is None:
        _look(process, used, found, memory=looks % _MEMORY_LOOKS == 0)
        looks += 1
        time.sleep(_LOOK)
    said = process.communicate()[1]
    if process.returncode not in (0, 1):
        raise MeasureError((said.strip() or f"scan ended with {process.returncode}").splitlines()[-1])
    found.seconds = time.monotonic() - began
    for (part, _), seconds in used.items():
        found.processor[part] = found.processor.get(part, 0.0) + seconds
    return found


def _look(process: psutil.Popen, used: dict[tuple[Part, int], float], found: Cost, *, memory: bool) -> None:
    for one in [process, *process.children(recursive=True)]:
        try:
            part = _part(one, process.pid)
            times = one.cpu_times()
            used[part, one.pid] = times.user + times.system
            if memory and part == "checking":
                family = [one, *one.children()]
                found.memory = max(found.memory, sum(each.memory_full_info().pss for each in family))
        except psutil.Error:  # it has just ended
            continue


def _part(process: psutil.Process, first: int) -> Part:
    if process.pid == first:
        return "rest"
    return "java" if process.name() == "java" else "checking"


def main() -> None:
    """Print a table, and what follows from it."""
    parser = argparse.ArgumentParser("python -m bench.spark", description=__doc__)
    parser.add_argument("--posts", type=int, default=20_000, help="of each scan (20000)")
    parser.add_argument("--cores", default="1,2", help="of Spark, to try (1,2)")
    asked = parser.parse_args()
    load_rules()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        few, many = folder / "few.jsonl", folder / "many.jsonl"
        write_posts(few, _FEW)
        write_posts(many, asked.posts)
        costs = [cost_of("local, 1 worker", asked.posts, many, folder / "local", "--workers", "1")]
        _show(costs[0])
        begun = _on_spark("1", _FEW, few, folder / "begun")
        _show(begun)
        for cores in asked.cores.split(","):
            costs.append(_on_spark(cores, asked.posts, many, folder / cores))
            _show(costs[-1])
    _conclude(costs[0], begun, costs[1])


def _on_spark(cores: str, posts: int, source: Path, out: Path) -> Cost:
    options = ("--engine", "spark", "--master", f"local[{cores}]", "--conf", "spark.ui.enabled=false")
    return cost_of(f"spark, local[{cores}]", posts, source, out, *options)


def _show(cost: Cost) -> None:
    parts = "  ".join(f"{part} {cost.processor.get(part, 0):7.1f}" for part in ("checking", "java", "rest"))
    each, memory, load = 1000 * cost.total / cost.posts, cost.memory / 1e6, os.getloadavg()[0]
    print(
        f"{cost.engine:<16} {cost.posts:>8,} posts  {cost.seconds:7.1f} s  processors: {parts}"
        f"  {each:6.2f} ms a post  {memory:5.0f} MB  load {load:.1f}",
        flush=True,
    )


def _conclude(local: Cost, begun: Cost, spark: Cost) -> None:
    million = 1e6 / (spark.posts - begun.posts)
    checking, java, rest = (
        million * (spark.processor.get(part, 0.0) - begun.processor.get(part, 0.0))
        for part in ("checking", "java", "rest")
    )
    print(f"Spark begins for {begun.total:.0f} s of processors, {begun.posts} posts among them")
    print(f"a million posts on Spark: checking {checking:,.0f} s, Java {java:,.0f} s, the rest {rest:,.0f} s")
    print(f"a million posts on this machine alone: {1e6 * local.total / local.posts:,.0f} s")


if __name__ == "__main__":
    try:
        main()
    except MeasureError as error:
        sys.exit(f"bench.spark: {error}")
