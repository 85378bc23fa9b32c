from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.results.output.values import one_cell, plain


@pytest.mark.parametrize(
    ("value", "made"),
    [
        (date(2024, 5, 1), "2024-05-01"),
        (datetime(2024, 5, 1, 10, 30), "2024-05-01T10:30:00"),
        (Decimal("12"), 12),
        (Decimal("1.50"), 1.5),
        (float("nan"), None),
        (b"\x00\xff", "00ff"),
        (timedelta(days=1), "1 day, 0:00:00"),
        ([{"start": 1, "until": date(2024, 5, 1)}], [{"start": 1, "until": "2024-05-01"}]),
        ([(1, "a")], [[1, "a"]]),
        (True, True),
    ],
)
def test_values_become_those_of_json(value: object, made: object) -> None:
    assert plain(value) == made


def test_nothing_is_an_empty_cell_and_a_list_is_json() -> None:
    assert [one_cell(value) for value in (None, "é", 3, ["é"], False)] == ["", "é", "3", '["é"]', "false"]


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.dates()
SCALARS = SCALARS | st.decimals(allow_nan=False, allow_infinity=False, places=3)


@given(st.recursive(SCALARS, lambda held: st.lists(held) | st.dictionaries(st.text(), held), max_leaves=6))
def test_whatever_a_row_holds_is_strict_json(value: object) -> None:
    json.loads(json.dumps(plain(value), allow_nan=False))
