"""Where a waiver stands on a day."""

from __future__ import annotations

from datetime import date
from typing import Literal

from cmcompliance.waivers.waiver import Waiver

State = Literal["holds", "ends_soon", "expired", "endless"]
SOON = 30
"""Days before its end from which on a waiver ends soon."""


def state_of(waiver: Waiver, day: date) -> State:
    """Return whether it holds, for how long, or no more; `endless`: for warnings and advice only."""
    if waiver.until is None:
        return "endless"
    left = (waiver.until - day).days
    if left < 0:
        return "expired"
    return "ends_soon" if left <= SOON else "holds"
