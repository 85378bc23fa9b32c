from __future__ import annotations

from typing import Any

import pytest
from bench.load.table import table, unmet

REPORT: dict[str, Any] = {
    "day": "2026-11-29",
    "machine": {"processor": "some", "cores": 2, "python": "3.11.7"},
    "clients": 64,
    "seconds": 60.0,
    "throughput": [
        {
            "workers": 1,
            "library_per_second": 200.0,
            "per_second": 170.0,
            "share": 0.85,
            "requests": 10_200,
            "right": 10_200,
            "errors": 0,
            "p50_ms": 370.0,
            "p99_ms": 512.0,
            "library_cpu_ms": 4.9,
            "front_cpu_ms": 1.0,
            "worker_cpu_ms": 5.0,
        }
    ],
    "killing": {"requests": 1000, "outcomes": {"right": 997, "lost": 3}, "killed": 3, "every": 5},
    "flood": {
        "asked_per_second": 1700.0,
        "statuses": {200: 900, 429: 5000, 503: 40},
        "front_cpu_ms": 0.7,
        "front_of_a_core": 0.9,
        "served_per_second": 170.0,
        "refused_p50_ms": 20.0,
        "refused_p99_ms": 90.0,
        "recovered_seconds": 0.4,
    },
}


def test_a_service_that_holds_meets_every_bound() -> None:
    assert unmet(REPORT) == []
    assert "| 85% (170/s of 200/s)" in table(REPORT)


@pytest.mark.parametrize(
    ("trial", "changes"),
    [
        ("killing", {"outcomes": {"right": 996, "lost": 4}}),
        ("killing", {"outcomes": {"right": 996, "lost": 3, "wrong": 1}}),
        ("killing", {"outcomes": {}, "requests": 0}),
        ("flood", {"statuses": {200: 900, 500: 1}}),
        ("flood", {"refused_p99_ms": 2000.0}),
        ("flood", {"recovered_seconds": 30.0}),
    ],
)
def test_a_bound_that_is_not_met_is_told(trial: str, changes: dict[str, Any]) -> None:
    assert len(unmet(REPORT | {trial: REPORT[trial] | changes})) == 1


@pytest.mark.parametrize("changes", [{"share": 0.7}, {"right": 10_199}, {"errors": 1}])
def test_throughput_counts_right_answers_only(changes: dict[str, Any]) -> None:
    assert len(unmet(REPORT | {"throughput": [REPORT["throughput"][0] | changes]})) == 1
