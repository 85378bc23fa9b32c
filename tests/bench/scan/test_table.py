from __future__ import annotations

from typing import Any

import pytest
from bench.scan.table import TARGETS, tables


def straight(workers: int, rate: float, **more: Any) -> dict[str, Any]:
    figures = {"seconds": 100.0, "start": 2.0, "reading_cpu": 10.0, "working_cpu": 90.0, "start_cpu": 4.0}
    memory = {"peak_mb": 400.0, "peak_mb_first_third": 390.0, "peak_mb_last_third": 400.0}
    return {
        "workers": workers,
        "per_second": rate,
        "per_second_after_start": rate,
        **figures,
        **memory,
        **more,
    }


@pytest.fixture
def report() -> dict[str, Any]:
    again = {
        "workers": 2,
        "seconds": 4.0,
        "start": 1.0,
        "reading_cpu": 3.0,
        "working_cpu": 4.8,
        "start_cpu": 4.0,
    }
    stopped = {
        "workers": 2,
        "kills": 3,
        "same": True,
        "seconds": 102.0,
        "reading_cpu": 15.0,
        "working_cpu": 98.0,
        "start_cpu": 16.0,
    }
    return {
        "day": "2026-11-30",
        "machine": {"processor": "a processor", "cores": 2, "python": "3.11", "load": 0.1},
        "posts": 1000,
        "straight": [straight(1, 100.0, working_cpu=92.0), straight(2, 190.0)],
        "stopped": stopped,
        "again": again,
    }


def met(report: dict[str, Any]) -> list[str]:
    lines = tables(report).splitlines()
    begin = next(place for place, line in enumerate(lines) if line.startswith("| ---")) + 1
    return [line.split("|")[-2].strip() for line in lines[begin : begin + len(TARGETS)]]


def test_each_target_says_whether_it_is_met(report: dict[str, Any]) -> None:
    assert met(report) == ["yes"] * len(TARGETS)
    report["stopped"] |= {"seconds": 104.0, "working_cpu": 130.0}
    report["again"] |= {"seconds": 6.0, "reading_cpu": 6.0}
    report["straight"][1] |= {
        "per_second_after_start": 170.0,
        "peak_mb": 1300.0,
        "peak_mb_last_third": 1300.0,
    }
    report["straight"][1] |= {"working_cpu": 110.0}
    assert met(report) == ["no"] * len(TARGETS)


def test_what_was_not_measured_is_neither_met_nor_missed(report: dict[str, Any]) -> None:
    del report["stopped"], report["again"], report["straight"][0]
    assert met(report) == ["?", "?", "yes", "yes", "?", "?", "?", "?"]


def test_results_that_differ_after_kills_cannot_be_overlooked(report: dict[str, Any]) -> None:
    report["stopped"]["same"] = False
    assert "OTHER FILES" in tables(report)
