from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from syrupy.assertion import SnapshotAssertion

from any_outcomes import OUTCOMES
from cmcompliance.read import Problem, ReadError
from cmcompliance.render.csv_table import COLUMNS, csv_head, csv_rows
from cmcompliance.render.outcome import Checked, Outcome


def read(page: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(page.removeprefix("\ufeff"), newline=""), strict=True))


def test_each_finding_and_gap_is_a_row(a_run: list[Outcome], snapshot: SnapshotAssertion) -> None:
    assert csv_head() + csv_rows(a_run) == snapshot


def test_the_table_begins_with_a_mark_and_a_header_and_its_lines_end_as_the_standard_says() -> None:
    assert csv_head() == "\ufeff" + ",".join(COLUMNS) + "\r\n"


def test_each_finding_has_a_row_of_its_own_even_the_accepted_ones(a_run: list[Outcome]) -> None:
    rows = read(csv_head() + csv_rows(a_run))
    assert [(row["kind"], row["jurisdiction"], row["waived_by"]) for row in rows] == [
        ("finding", "FR", ""),
        ("finding", "BE", ""),
        ("finding", "FR", ""),
        ("finding", "", "Ana"),
        ("finding", "FR", ""),
        ("not_evaluated", "FR", ""),
        ("waiver", "FR", "Ana"),
        ("question", "FR", ""),
        ("unreadable", "", ""),
    ]


@pytest.mark.parametrize("formula", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_no_cell_is_a_formula(formula: str) -> None:
    (row,) = read(csv_head() + csv_rows([ReadError("a.md", (Problem(formula),))]))
    assert row["message"] == f"'{formula}"


@given(OUTCOMES)
def test_whatever_the_text_every_row_is_whole(outcomes: Sequence[Outcome]) -> None:
    rows = read(csv_head() + csv_rows(outcomes))
    expected = sum(
        len(outcome.report.findings)
        + len(outcome.report.not_evaluated)
        + len(outcome.report.waiver_notes)
        + len(outcome.report.questions)
        if isinstance(outcome, Checked)
        else len(outcome.problems)
        for outcome in outcomes
    )
    assert len(rows) == expected
    assert all(set(row) == set(COLUMNS) and row["schema_version"] == "1.0" for row in rows)
    assert not any(value.startswith(tuple("=+-@\t\r\n")) for row in rows for value in row.values())
