from __future__ import annotations

from unittest.mock import patch

import pytest
from bench.measures.stages import STAGES, Stopwatch, function_of

from cmcompliance import Checker


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


@pytest.mark.parametrize("name", [name for names in STAGES.values() for name in names])
def test_every_stage_names_functions_that_a_check_calls(name: str, checker: Checker) -> None:
    owner, last = function_of(name)
    with patch.object(owner, last, autospec=True, side_effect=getattr(owner, last)) as called:
        checker.check("🎁 Concours ! Tague un ami pour gagner.")
    assert called.called


def test_time_inside_an_inner_stage_is_not_the_outer_ones() -> None:
    watch = Stopwatch(iter([0, 10, 110, 113]).__next__)
    watch.wrap("outer", watch.wrap("inner", lambda: None))()
    assert watch.nanoseconds == {"outer": 13, "inner": 100}
