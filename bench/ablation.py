"""What does each component of a check add, and what does it cost?

    python -m bench.ablation corpora/*.jsonl [--every 3] [--only full no-scopes] [--format json]

Each row is a check with one component left out, measured on the labelled drafts in a process of its own.
"""

from __future__ import annotations

import argparse
import gc
import json
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import psutil

from bench.components import VARIANTS, Variant
from cmcompliance import Checker
from cmcompliance.evaluate import Case, Judged, Scope, evaluate, read_cases
from cmcompliance.rulebook import load_book

_MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one variant; `milliseconds` of CPU for the middle draft, `mebibytes` of its process."""

    name: str
    left_out: str
    cases: int
    recall: float | None
    precision: float | None
    met: int
    missed: int
    alarms: int
    clean_rate: float | None
    milliseconds: float
    mebibytes: float


def main() -> None:
    """Print the table."""
    names = [variant.name for variant in VARIANTS]
    parser = argparse.ArgumentParser(description="What each component of a check adds and costs.")
    parser.add_argument("files", nargs="+", type=Path, help="labelled drafts, one a line")
    parser.add_argument("--every", type=int, default=1, help="only every so many drafts")
    parser.add_argument("--only", nargs="+", choices=names, default=names, help="only these rows")
    parser.add_argument("--format", choices=["markdown", "json"], default="markdown")
    chosen = parser.parse_args()
    rows = measured(chosen.only, chosen.files, chosen.every)
    if chosen.format == "json":
        sys.stdout.write(json.dumps([asdict(row) for row in rows], indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(table(rows)) + "\n")


def measured(names: Sequence[str], files: Sequence[Path], every: int) -> list[Row]:
    """Return the figures of these variants, each from a process of its own, one after the other."""
    work = [(name, files, every) for name in names]
    with tempfile.TemporaryDirectory() as cache:
        # What is compiled for a variant must not push out what the user's own checks have kept.
        os.environ["CMCOMPLIANCE_CACHE"] = cache
        with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
            # To compile the lexicon takes memory that later runs do not need.
            pool.apply(prepare)
            return pool.starmap(measure, work, chunksize=1)


def prepare() -> None:
    """Compile what a check keeps."""
    Checker().check("prêt")


def measure(name: str, files: Sequence[Path], every: int) -> Row:
    """Return the figures of one variant over every so many drafts of the files."""
    variant = variant_of(name)
    checker = checker_of(variant)
    cases = list(islice((case for file in files for case in read_cases(file)), 0, None, every))
    seconds: list[float] = []

    def judged() -> Iterator[Judged]:
        for case in cases:
            changed = _changed(case, variant)
            begun = time.process_time()
            report = checker.check(changed.draft)
            seconds.append(time.process_time() - begun)
            yield Judged(changed, report)

    rules = {rule: definition.obligation for rule, definition in checker.book.rules.items()}
    scores = evaluate(judged(), Scope(lambda code: True, rules)).overall
    gc.collect()
    return Row(
        name,
        variant.left_out,
        scores.cases,
        scores.total.recall,
        scores.total.precision,
        scores.total.met,
        scores.total.missed,
        scores.total.alarms,
        scores.clean_rate,
        round(statistics.median(seconds) * 1000, 2) if seconds else 0.0,
        round(psutil.Process().memory_info().rss / _MEBIBYTE, 1),
    )


def variant_of(name: str) -> Variant:
    """Return the variant of that name."""
    return next(one for one in VARIANTS if one.name == name)


def checker_of(variant: Variant) -> Checker:
    """Return a checker without what the variant leaves out."""
    return Checker(variant.book(load_book()), parser=variant.parser)


def table(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    yield "| without | recall | precision | missed | false alarms | clean rate | ms a draft | MiB |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    for row in rows:
        yield (
            f"| {row.left_out} | {_percent(row.recall)} | {_percent(row.precision)} | {row.missed} | "
            f"{row.alarms} | {_percent(row.clean_rate)} | {row.milliseconds:.1f} | {row.mebibytes:.0f} |"
        )


def _changed(case: Case, variant: Variant) -> Case:
    return case.model_copy(update={"draft": variant.draft(case.draft)})


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"


if __name__ == "__main__":
    main()
