from __future__ import annotations

import pytest
from bench.measures.stages import STAGES, Stopwatch, function_of


def there(name: str) -> bool:
    try:
        function_of(name)
    except (ImportError, AttributeError):
        return False
    return True


@pytest.mark.parametrize("stage", list(STAGES))
def test_every_stage_names_a_function_that_is_there(stage: str) -> None:
    assert any(map(there, STAGES[stage]))


def test_time_inside_an_inner_stage_is_not_the_outer_ones() -> None:
    watch = Stopwatch(iter([0, 10, 110, 113]).__next__)
    watch.wrap("outer", watch.wrap("inner", lambda: None))()
    assert watch.nanoseconds == {"outer": 13, "inner": 100}
