from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from tests.scan.scans import drafts
from tests.spark.odd_judge import odd_judge

from cmcompliance.checking import Checker
from cmcompliance.draft import parse_draft
from cmcompliance.service.pool import PreparationSpec
from cmcompliance.service.pool.zygote import NotReadyError
from cmcompliance.spark.isolation import MOST_IN_A_ROW, WorkersEnd
from cmcompliance.spark.judging import Orders, identity_at_home
from cmcompliance.spark.partition import Checking, pieces
from cmcompliance.spark.reading import LineReader
from cmcompliance.spark.travelling import Luggage, packed

TODAY = date(2026, 3, 1)


@pytest.fixture(scope="module")
def luggage() -> Luggage:
    return packed(PreparationSpec(no_config=True))


@pytest.fixture(scope="module")
def odd(luggage: Luggage) -> Checking:
    return Checking(Orders(luggage, LineReader(), TODAY), 2.0, keep=("client",), judge=odd_judge)


def batch(lines: Sequence[bytes | dict[str, Any]]) -> pa.RecordBatch:
    made = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    count = len(made)
    return pa.RecordBatch.from_pydict(
        {
            "client": [f"c{number}" for number in range(count)],
            "line": made,
            "source": ["s"] * count,
            "member": ["m"] * count,
            "number": list(range(1, count + 1)),
        }
    )


def checked(checking: Checking, lines: Sequence[bytes | dict[str, Any]]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pa.Table.from_batches(checking(iter([batch(lines)]))).to_pylist()
    return rows


def test_each_row_is_the_report_of_a_check(odd: Checking) -> None:
    checker, lines = Checker(), drafts(20)
    for row, line in zip(checked(odd, lines), lines, strict=True):
        report = checker.check(parse_draft(line), today=TODAY)
        assert row["draft"]["verdict"] == report.verdict
        assert [one["fingerprint"] for one in row["findings"]] == [one.fingerprint for one in report.findings]
        assert [one["question"] for one in row["questions"]] == [one.question for one in report.questions]
        assert row["error"] is None


def test_hostile_rows_are_rows_of_errors_and_the_others_unharmed(odd: Checking, tmp_path: Path) -> None:
    (tmp_path / "once").touch()
    texts = {3: "CRASH", 9: "HANG", 14: "RAISE", 15: f"ONCE {tmp_path / 'once'}"}
    lines: list[Any] = [{"id": f"d{n}", "text": texts.get(n, "Bonne semaine !")} for n in range(20)]
    lines[5], lines[6], lines[7] = b"\xff\xfe{", b'{"text": "\\ud800"}', b'{"text": 7}'
    rows = checked(odd, lines)
    assert [row["client"] for row in rows] == [f"c{n}" for n in range(20)]
    told = {
        row["number"] - 1: (row["draft_id"], row["error"]["kind"]) for row in rows if row["error"] is not None
    }
    assert told == {
        3: ("d3", "crashed"),
        5: (None, "unreadable"),
        6: (None, "unreadable"),
        7: (None, "unreadable"),
        9: ("d9", "timed_out"),
        14: ("d14", "failed"),
    }
    assert "twice" in rows[3]["error"]["problem"]
    assert [n for n, row in enumerate(rows) if row["draft"] is None] == list(told)


def test_where_children_end_on_everything_the_task_fails(odd: Checking) -> None:
    with pytest.raises(WorkersEnd, match=f"{MOST_IN_A_ROW} drafts in a row"):
        checked(odd, [{"text": "CRASH"}] * MOST_IN_A_ROW)


def test_rows_are_handed_over_few_at_once() -> None:
    assert [piece.num_rows for piece in pieces(batch([{"text": "a"}] * 600))] == [256, 256, 88]
    large = batch([{"text": "a" * 300_000}] * 7)
    assert [piece.num_rows for piece in pieces(large)] == [3, 3, 1]


def test_a_machine_with_other_rules_refuses(luggage: Luggage) -> None:
    identity = {**identity_at_home(luggage), "version": "0"}
    orders = Orders(luggage, LineReader(), TODAY, identity=identity)
    with pytest.raises(NotReadyError, match="install the same cmcompliance"):
        checked(Checking(orders, None), [{"text": "Bonne semaine !"}])
