from __future__ import annotations

from importlib import import_module

from bench.measures.stages import STAGES, Stopwatch


def test_every_stage_names_functions_that_are_there() -> None:
    for name in (name for names in STAGES.values() for name in names):
        module, _, path = name.partition(":")
        owner = import_module(module)
        for part in path.split("."):
            owner = getattr(owner, part)
        assert callable(owner)


def test_time_inside_an_inner_stage_is_not_the_outer_ones() -> None:
    watch = Stopwatch(iter([0, 10, 110, 113]).__next__)
    watch.wrap("outer", watch.wrap("inner", lambda: None))()
    assert watch.nanoseconds == {"outer": 13, "inner": 100}
