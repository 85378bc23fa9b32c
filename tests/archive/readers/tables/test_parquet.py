"""Parquet files as data teams write them, made by pyarrow."""

from __future__ import annotations

import io
import random
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet
from tests.archive.exports import folder, zipped
from tests.archive.readers.tables.test_reader import drafts, file, problems, read

WHEN = datetime(2026, 11, 25, 18, 30, tzinfo=UTC)


def written(**columns: Any) -> bytes:
    stream = io.BytesIO()
    parquet.write_table(pa.table(columns), stream)
    return stream.getvalue()


CONTENT = written(
    message=["Grand concours", "Merci", None],
    published_at=pa.array([WHEN, None, WHEN], pa.timestamp("ns", "UTC")),
    network=pa.array(["instagram", "x", "x"]).dictionary_encode(),
    links=[["https://a.example/1", None, "https://a.example/2"], [], None],
    raw=pa.array([{"a": 1}] * 3),
    author=pa.array([b"\xff", b"", None]),
)


@pytest.mark.parametrize("pack", [folder, zipped])
def test_columns_of_all_simple_types_are_read(tmp_path: Path, pack: Any) -> None:
    items = read(pack(tmp_path / "a", {"part-0": CONTENT}))
    first, second = drafts(items)
    assert (first.id, first.text, first.platform) == ("part-0#1", "Grand concours", "instagram")
    assert first.published_at == WHEN
    assert first.links == ["https://a.example/1", "https://a.example/2"]
    assert (second.published_at, second.links, second.author.name) == (None, [], None)
    assert len(items) == 3


def test_columns_may_be_named(tmp_path: Path) -> None:
    path = file(tmp_path, written(a=["Bonjour"], b=["2026-11-25"]), "a.parquet")
    (draft,) = drafts(read(path, "text=a", "published_at=b"))
    assert (draft.text, str(draft.published_at)) == ("Bonjour", "2026-11-25")
    assert "its columns: 'a', 'b'" in problems(read(path))[0]


def test_a_damaged_file_is_told_in_one_line(tmp_path: Path) -> None:
    damage = random.Random(7)
    for _ in range(80):
        damaged = bytearray(CONTENT)
        for _ in range(damage.randint(1, 6)):
            damaged[damage.randrange(4, len(damaged))] = damage.randrange(256)
        found = problems(read(file(tmp_path, bytes(damaged), "a.parquet")))
        assert not any("failed after this" in problem or "\n" in problem for problem in found)
    assert "no sound Parquet file" in problems(read(file(tmp_path, CONTENT[:-9], "a.parquet")))[0]
