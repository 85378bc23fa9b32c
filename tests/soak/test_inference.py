from __future__ import annotations

import pytest

from infer.test_memory import GROWTH, soak


@pytest.mark.slow
def test_fifty_thousand_drafts_leave_nothing_behind() -> None:
    found = soak(50_000, 50)
    print(found)
    assert found["conclusions"] > found["drafts"]
    assert found["peak"] - found["warm"] < GROWTH, found


@pytest.mark.slow
def test_engines_that_are_dropped_leave_nothing_behind() -> None:
    found = soak(60, 0)
    print(found)
    assert found["peak"] - found["warm"] < 4 * GROWTH, found
