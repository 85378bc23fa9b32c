"""How much work something is, as far as a clock can tell: for tests that nothing is quadratic."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import process_time


def effort(work: Callable[[], object]) -> float:
    """Return the seconds of CPU that work takes; collecting what other tests left behind is none of it."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        begun = process_time()
        work()
        return process_time() - begun
    finally:
        if collecting:
            gc.enable()
