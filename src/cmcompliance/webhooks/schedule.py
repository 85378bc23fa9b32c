"""When a message is tried again: soon, then ever later, for about a day."""

from __future__ import annotations

import random
from typing import Final

DELAYS: Final = (5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 21_600, 36_000)
"""Seconds after each failure."""
GIVE_UP: Final = 90_000
"""Seconds after which a message is given up whatever happens: 25 hours."""
LONGEST_PAUSE: Final = 600
"""Seconds after which a receiver that is down is tried again, with whichever message is due."""
_JITTER: Final = 0.2
_LONGEST_WISH: Final = 3_600


def delay(failures: int, wish: int | None = None, chance: random.Random | None = None) -> float | None:
    """Return how long to wait after so many failures, None when it is enough.

    `wish`: the seconds that the receiver asked for. Delays differ by a fifth either way, so that what failed
    together does not come back together.
    """
    if failures > len(DELAYS):
        return None
    jitter = 1 + (chance or random).uniform(-_JITTER, _JITTER)
    return max(DELAYS[failures - 1] * jitter, min(wish or 0, _LONGEST_WISH))
