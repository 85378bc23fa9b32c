"""The time that something takes."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds of this process that `work` takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def median_seconds(works: Iterable[Callable[[], object]]) -> float:
    """Return the median of the CPU seconds of several."""
    return statistics.median(cpu_seconds(work) for work in works)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
