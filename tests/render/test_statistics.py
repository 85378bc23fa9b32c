from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from cmcompliance.render import Language, Style
from cmcompliance.render.outcome import Outcome
from cmcompliance.render.statistics import Tally, render_statistics, statistics_json


def counted(outcomes: Sequence[Outcome]) -> Tally:
    tally = Tally()
    for outcome in (*outcomes, *outcomes[:1]):
        tally.add(outcome)
    return tally


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_numbers_as_tables(
    outcomes: Sequence[Outcome], language: Language, snapshot: SnapshotAssertion
) -> None:
    assert render_statistics(counted(outcomes), language, Style(80)) == snapshot


def test_the_numbers_as_json(outcomes: Sequence[Outcome], snapshot: SnapshotAssertion) -> None:
    record = json.loads(statistics_json(counted(outcomes)))
    assert record == snapshot
    assert record["drafts"]["total"] == sum(record["drafts"][name] for name in ("block", "pass", "unread"))
    assert sum(rule["findings"] for rule in record["rules"]) == 6


def test_of_nothing_there_are_no_numbers() -> None:
    assert render_statistics(Tally(), "en").strip() == ""
    assert json.loads(statistics_json(Tally()))["drafts"]["total"] == 0


@settings(deadline=None)
@given(title=st.text(alphabet="ab 🎁家\n", max_size=200), width=st.integers(40, 120))
def test_no_row_is_wider_than_asked(title: str, width: int) -> None:
    tally = Tally()
    tally.rules["a" * 60, "error"] = 3
    tally.titles["a" * 60] = title
    page = render_statistics(tally, "fr", Style(width))
    assert max(map(cell_len, page.split("\n"))) <= width
