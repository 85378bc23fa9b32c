"""What the benchmark is held to. CPU time throughout, as the machine may be shared."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bench.compare import OURS

Report = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Target:
    """A figure of a report and its bound; `least`: it must be at least the bound, else at most."""

    name: str
    unit: str
    bound: float
    least: bool
    figure: Callable[[Report], float]

    def met(self, figure: float) -> bool:
        """Tell whether the figure is within the bound."""
        return figure >= self.bound if self.least else figure <= self.bound


def rate(report: Report, engine: str, name: str, clock: str = "cpu") -> float:
    """Return the posts a second of an engine on a set. Raises KeyError when it was not measured."""
    timed = report["engines"][engine]["sets"][name]
    return float(timed["posts"] / statistics.median(one[clock] for one in timed["passes"]))


def ratio(report: Report, engine: str, name: str = "mixed") -> float:
    """Return how many times faster we are. Raises KeyError when one was not measured."""
    return rate(report, OURS, name) / rate(report, engine, name)


def check_ms(report: Report, share: str) -> float:
    """Return what that share of single checks of the mixed archive do not exceed."""
    return float(report["latency"]["mixed"]["cpu_ms"][share])


def growth_mb(report: Report) -> float:
    """Return what the second half of the posts added to the resident memory."""
    samples = report["memory"]["samples"]
    return float(samples[-1]["mb"] - samples[len(samples) // 2 - 1]["mb"])


def stretch(report: Report) -> float:
    """Return the time of a character of the longest text, measured in that of a text of some kilobytes."""
    each = {row["kilobytes"]: row["cpu"] / row["kilobytes"] for row in report["length"]}
    return float(each[max(each)] / each[16])


TARGETS: Final = (
    Target("mixed archive, one process", "posts/s", 2000, True, lambda r: rate(r, OURS, "mixed")),
    Target("busy archive, one process", "posts/s", 800, True, lambda r: rate(r, OURS, "busy")),
    Target("against presidio-analyzer", "times", 20, True, lambda r: ratio(r, "presidio")),
    Target("against EDS-NLP", "times", 1, True, lambda r: ratio(r, "edsnlp")),
    Target("one check, median", "ms", 1.5, False, lambda r: check_ms(r, "p50")),
    Target("one check, 99th percentile", "ms", 8, False, lambda r: check_ms(r, "p99")),
    Target("from the shell, cold", "s", 1.2, False, lambda r: float(r["start"]["warm_cache"]["cpu"])),
    Target("most resident memory", "MB", 250, False, lambda r: float(r["memory"]["peak_mb"])),
    Target("memory added by the second half of the posts", "MB", 5, False, growth_mb),
    Target("a text of a megabyte", "s", 2, False, lambda r: float(r["length"][-1]["cpu"])),
    Target("a character of it, against one of 16 kB", "times", 1.5, False, stretch),
)
