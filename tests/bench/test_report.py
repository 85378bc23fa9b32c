"""The shape of a report: what is printed of it, and what it fills in. No test measures a time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bench.__main__ import earlier_parts
from bench.page import BEGIN, END, PAGE, PageError, with_figures
from bench.tables import tables
from bench.targets import TARGETS, growth_mb, rate, ratio, stretch


def engine(seconds: float) -> dict[str, Any]:
    passes = [{"cpu": seconds * slower, "wall": 2 * seconds * slower, "found": 150} for slower in (1, 3, 1)]
    return {
        "version": "1.0",
        "remark": "all",
        "sets": {name: {"posts": 100, "passes": passes} for name in ("mixed", "busy")},
    }


@pytest.fixture
def report() -> dict[str, Any]:
    stages = {"tokens": 100.0, "report": 300.0}
    percentiles = {"p50": 1.0, "p95": 2.0, "p99": 9.0}
    return {
        "day": "2026-12-01",
        "machine": {"processor": "a processor", "cores": 2, "python": "3.11.7"},
        "book": {"version": "2026.11", "digest": "0123456789abcdef", "rules": 300, "literals": 52_000},
        "latency": {name: {"cpu_ms": percentiles, "wall_ms": percentiles} for name in ("mixed", "busy")},
        "stages": {"missing": [], "mixed": stages, "busy": stages},
        "start": {name: {"cpu": 0.5, "wall": 0.7} for name in ("warm_cache", "empty_cache", "python_alone")},
        "memory": {"samples": [{"posts": n, "mb": 100.0 + n} for n in (1, 2, 3, 4)], "peak_mb": 110.0},
        "length": [{"kilobytes": size, "cpu": size / 500} for size in (1, 16, 1000)],
        "rules": [{"rules": 300 + added, "added": added, "cpu_ms": 1.0} for added in (0, 1000)],
        "lexicon": [{"added": added, "cpu_ms": 1.0} for added in (0, 20_000)],
        "engines": {
            "cmcompliance": engine(0.05),
            "presidio": engine(1.5),
            "edsnlp": {"missing": "no such version"},
        },
    }


def test_rates_are_medians_of_cpu_time(report: dict[str, Any]) -> None:
    assert rate(report, "cmcompliance", "mixed") == pytest.approx(2000)
    assert rate(report, "cmcompliance", "mixed", "wall") == pytest.approx(1000)
    assert ratio(report, "presidio") == pytest.approx(30)


def test_growth_is_that_of_the_second_half(report: dict[str, Any]) -> None:
    assert growth_mb(report) == pytest.approx(2)


def test_stretch_is_one_when_time_grows_with_length(report: dict[str, Any]) -> None:
    assert stretch(report) == pytest.approx(1)


def test_every_target_says_whether_it_is_met(report: dict[str, Any]) -> None:
    lines = {line.split("|")[1].strip(): line for line in tables(report).splitlines() if line.count("|") == 5}
    assert set(lines) >= {target.name for target in TARGETS}
    assert lines["against presidio-analyzer"].split("|")[4].strip() == "yes"
    assert lines["one check, 99th percentile"].split("|")[4].strip() == "no"
    assert "not measured" in lines["against EDS-NLP"]


def test_a_missing_engine_is_said_with_its_reason(report: dict[str, Any]) -> None:
    assert "missing: no such version" in tables(report)


def test_shares_of_stages_add_up(report: dict[str, Any]) -> None:
    table = tables(report).partition("### Where the time of a check goes")[2]
    assert "25 %" in table
    assert "75 %" in table


def test_parts_that_were_not_measured_have_no_table(report: dict[str, Any]) -> None:
    del report["memory"]
    assert "### Resident memory" not in tables(report)


def test_parts_not_measured_anew_stay_while_the_rules_are_the_same(
    report: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "report.json"
    assert earlier_parts(path, report["book"]) == {}
    path.write_text(json.dumps(report), encoding="utf-8")
    assert earlier_parts(path, report["book"]) == report
    assert earlier_parts(path, {**report["book"], "digest": "other"}) == {}


def test_figures_go_between_the_marks_and_nowhere_else(report: dict[str, Any]) -> None:
    page = with_figures(f"before\n{BEGIN}\nfigures of yesterday\n{END}\nafter\n", report)
    assert page.startswith(f"before\n{BEGIN}\n")
    assert page.endswith(f"{END}\nafter\n")
    assert "yesterday" not in page
    assert with_figures(page, report) == page


def test_a_page_without_marks_is_refused(report: dict[str, Any]) -> None:
    with pytest.raises(PageError):
        with_figures("nothing here", report)


def test_the_page_has_its_marks(report: dict[str, Any]) -> None:
    assert "### Side by side" in with_figures(PAGE.read_text(encoding="utf-8"), report)
