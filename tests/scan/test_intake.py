from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.scan.scans import jsonl, request

from cmcompliance.archive import Archived, Item, Skipped
from cmcompliance.archive.registry import all_readers
from cmcompliance.scan import Input, Period, read_condition
from cmcompliance.scan.intake import all_items, is_left_out
from cmcompliance.scan.meter import Meter
from cmcompliance.scan.source_ends import SourceEnd

LINES: list[dict[str, Any] | str] = [
    {"id": "a", "text": "Un", "platform": "x", "published_at": "2024-05-01"},
    {"id": "b", "text": "Deux", "platform": "x", "author": {"handle": "@lea"}, "published_at": "2024-05-01"},
    {"id": "c", "text": "Trois", "platform": "tiktok", "published_at": "2024-05-01"},
    {"id": "d", "text": "Quatre", "published_at": "2019-05-01"},
    {"id": "e", "text": "Cinq"},
]


def items(path: Path, *conditions: str, period: Period | None = None) -> list[Item]:
    given = Input("posts", jsonl(path / "posts.jsonl", LINES))
    where = [read_condition(condition) for condition in conditions]
    found = all_items([given], all_readers(mapping={}), period or Period(), Meter(1), where)
    return [item for item in found if not isinstance(item, SourceEnd)]


@pytest.mark.parametrize(
    ("conditions", "ids"),
    [
        ((), "abcde"),
        (("platform=x",), "ab"),
        (("platform!=x",), "cde"),
        (("platform=",), "de"),
        (("platform=x,",), "abde"),
        (("platform=x", "author.handle=@*"), "b"),
    ],
)
def test_only_posts_for_which_all_conditions_hold_are_yielded(
    tmp_path: Path, conditions: tuple[str, ...], ids: str
) -> None:
    found = items(tmp_path, *conditions)
    assert "".join(str(item.draft.id) for item in found if isinstance(item, Archived)) == ids
    left_out = [item for item in found if isinstance(item, Skipped)]
    assert sum(item.count for item in left_out) == len(LINES) - len(ids)


def test_what_is_left_out_is_told_with_the_reason(tmp_path: Path) -> None:
    found = items(tmp_path, "platform=x", "author.handle!=", period=Period(date(2020, 1, 1)))
    told = {item.reason: item.count for item in found if isinstance(item, Skipped)}
    assert told == {
        "published before --since or after --until": 1,
        "left out by --where platform=x": 2,
        "left out by --where author.handle!=": 1,
    }
    assert all(map(is_left_out, told))
    assert not is_left_out("a repost")


def test_conditions_are_part_of_what_a_scan_is(tmp_path: Path) -> None:
    wanted = request(tmp_path, where=(read_condition("platform=x, tiktok"),))
    assert wanted.identity()["where"] == ["platform=x,tiktok"]
    assert request(tmp_path).identity()["where"] is None
