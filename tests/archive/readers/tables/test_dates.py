from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.archive.readers.tables.dates import moment, verdict

PARIS = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("cell", "when"),
    [
        ("2026-11-25", date(2026, 11, 25)),
        ("2026-11-25 10:00:00", datetime(2026, 11, 25, 10)),
        ("2026-11-25T10:00:00.000Z", datetime(2026, 11, 25, 10, tzinfo=UTC)),
        ("2026-11-25 10:00:00 UTC", datetime(2026, 11, 25, 10, tzinfo=UTC)),
        ("25.11.2026 à 18h30", datetime(2026, 11, 25, 18, 30)),
        ("03.11.26", date(2026, 11, 3)),
        ("25 novembre 2026", date(2026, 11, 25)),
        ("mercredi 25 novembre 2026 à 18:30", datetime(2026, 11, 25, 18, 30)),
        ("1er août 2026", date(2026, 8, 1)),
        ("Nov. 25, 2026, 6:30 PM", datetime(2026, 11, 25, 18, 30)),
        ("Wednesday, November 25, 2026", date(2026, 11, 25)),
        ("25 juil. 2026", date(2026, 7, 25)),
        ("05/05/2026", date(2026, 5, 5)),
        (datetime(2026, 11, 25, tzinfo=PARIS), datetime(2026, 11, 25, tzinfo=PARIS)),
        ("03/11/2026", None),
        ("25 jui 2026", None),
        ("20261125", None),
        ("demain", None),
        ("99/99/2026", None),
        ("", None),
        (None, None),
        (True, None),
        (1e300, None),
        (float("inf"), None),
    ],
)
def test_a_moment_is_read_where_it_can_only_be_one(cell: Any, when: Any) -> None:
    assert moment(cell, None) == when


@pytest.mark.parametrize(
    ("cell", "order", "when"),
    [
        ("03/11/2026 8:05", "day-first", datetime(2026, 11, 3, 8, 5)),
        ("03/11/2026 12:05 AM", "month-first", datetime(2026, 3, 11, 0, 5)),
        ("03-11-26", "day-first", date(2026, 11, 3)),
        ("25/11/2026", "month-first", None),
    ],
)
def test_days_and_months_in_numbers_follow_the_order(cell: str, order: Any, when: Any) -> None:
    assert moment(cell, order) == when


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["03/11/2026", "25/11/2026"], "day-first"),
        (["03/11/2026", "11/25/2026"], "month-first"),
        (["03/11/2026", "04/11/2026"], "either"),
        (["25/11/2026", "11/25/2026"], "both"),
        (["2026-11-25", "03.11.2026", "11/11/2026", None, 7], "none"),
    ],
)
def test_the_order_is_that_of_all_dates_together(cells: list[Any], said: str) -> None:
    assert verdict(cells) == said


@given(st.one_of(st.text(max_size=40), st.integers(), st.floats(), st.none(), st.binary()))
def test_whatever_a_cell_holds_is_a_moment_or_none(cell: Any) -> None:
    found = moment(cell, "day-first")
    assert found is None or isinstance(found, date)
