"""What every peer does the same way: read the posts, warm up, time the passes, print JSON. Needs nothing."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

Post = dict[str, Any]
Work = Callable[[Sequence[Any]], int]


def time_passes(version: str, remark: str, work: Work, prepare: Callable[[Post], Any] | None = None) -> None:
    """Time `work` on each pass of each set in the file that the command line names; print one line of JSON.

    A row of the file is {"set", "pass", "lang", "text", "draft"}; pass 0 warms up and is not timed. `work`
    returns how many things it found. `prepare`: makes, untimed, what `work` takes instead of a row.
    """
    sets: dict[str, dict[int, list[Any]]] = {}
    with open(sys.argv[1], encoding="utf-8") as stream:  # noqa: PTH123
        for line in stream:
            row = json.loads(line)
            made = prepare(row) if prepare else row
            sets.setdefault(row["set"], {}).setdefault(row["pass"], []).append(made)
    timed: dict[str, Any] = {}
    for name, passes in sets.items():
        work(passes.pop(0, []))
        timed[name] = {
            "posts": len(next(iter(passes.values()))),
            "passes": [_timed(work, posts) for _, posts in sorted(passes.items())],
        }
    print(json.dumps({"version": version, "remark": remark, "sets": timed}))


def by_language(posts: Sequence[Post]) -> dict[str, list[str]]:
    """Return the texts of each language."""
    texts: dict[str, list[str]] = {}
    for post in posts:
        texts.setdefault(post["lang"], []).append(post["text"])
    return texts


def _timed(work: Work, posts: Sequence[Any]) -> dict[str, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    found = work(posts)
    return {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall, "found": found}
