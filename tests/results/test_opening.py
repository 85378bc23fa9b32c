from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import get_args

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.results.made_scans import made_scan, place

from cmcompliance.results.faults import ResultsRefused
from cmcompliance.results.opening import opened
from cmcompliance.scan.answers import Dataset
from cmcompliance.scan.columns import SCHEMAS

DRAFT = {**place(1), "verdict": "block", "links": ["https://example.org"]}
FINDING = {**place(1), "rule": "FR-X-1", "spans": [{"field": "text", "start": 0, "end": 2, "text": "ad"}]}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    second = {**DRAFT, **place(2)}
    folder = tmp_path_factory.mktemp("results [1] it's*")
    return made_scan(folder / "out", {"drafts": [DRAFT]}, {"drafts": [second], "findings": [FINDING]})


def test_rows_of_all_parts_are_there(out: Path) -> None:
    with opened(out) as base:
        found = base.execute(
            "SELECT draft_id, spans[1].text FROM drafts LEFT JOIN findings USING (draft_id) ORDER BY ALL"
        ).fetchall()
    assert found == [("post-1", "ad"), ("post-2", None)]


@pytest.mark.parametrize("chunks", [0, 1])
def test_all_columns_are_there_with_their_types_even_without_a_row(tmp_path: Path, chunks: int) -> None:
    with opened(made_scan(tmp_path / "out", *[{}] * chunks)) as base:
        for name in get_args(Dataset):
            found = base.sql(f"FROM {name}").to_arrow_table()
            assert found.num_rows == 0
            assert found.schema.equals(pa.schema([field.with_nullable(True) for field in SCHEMAS[name]]))


def test_a_column_that_an_older_scan_lacks_is_null(tmp_path: Path) -> None:
    old = made_scan(tmp_path / "out", {"drafts": [DRAFT]})
    part = old / "drafts" / "part-000001.parquet"
    pq.write_table(pq.read_table(part).drop_columns(["brand"]), part)
    _recommit(old, part)
    with opened(old) as base:
        assert base.execute("SELECT draft_id, brand FROM drafts").fetchall() == [("post-1", None)]


def test_what_is_not_committed_is_not_shown(tmp_path: Path) -> None:
    out = made_scan(tmp_path / "out", {"drafts": [DRAFT]}, finished=False)
    first = out / "drafts" / "part-000001.parquet"
    (out / "drafts" / "part-000002.parquet").write_bytes(first.read_bytes())
    (out / "drafts" / ".part-000003.parquet.new").write_bytes(b"half")
    with opened(out) as base:
        assert base.execute("SELECT count(*) FROM drafts").fetchone() == (1,)


@pytest.mark.parametrize("damage", ["cut", "flipped", "gone"])
def test_a_damaged_part_is_named_with_what_to_do(tmp_path: Path, damage: str) -> None:
    out = made_scan(tmp_path / "out", {"drafts": [DRAFT]})
    part = out / "drafts" / "part-000001.parquet"
    data = part.read_bytes()
    if damage == "gone":
        part.unlink()
    else:
        part.write_bytes(data[:-5] if damage == "cut" else data[:40] + bytes([data[40] ^ 1]) + data[41:])
    with pytest.raises(ResultsRefused, match=r"drafts/part-000001\.parquet: is .*--resume"), opened(out):
        pass


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('/etc/passwd')",
        "FROM read_csv('https://example.com/x.csv')",
        "FROM glob('/etc/*')",
        "COPY drafts TO '{there}/taken.csv'",
        "ATTACH '{there}/taken.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET memory_limit = '64GB'",
        "RESET lock_configuration",
        "CREATE PERSISTENT SECRET s (TYPE s3)",
    ],
)
def test_nothing_beyond_the_results_is_within_reach(out: Path, tmp_path: Path, sql: str) -> None:
    with opened(out) as base, pytest.raises(duckdb.Error):
        base.execute(sql.format(there=tmp_path))
    assert not list(tmp_path.iterdir())


def test_what_needs_more_memory_spills_and_leaves_nothing(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with opened(out, memory=40) as base:
        base.execute("CREATE TEMP TABLE much AS SELECT range AS a, md5(range::text) AS b FROM range(900_000)")
        assert base.execute("SELECT count(DISTINCT b) FROM much").fetchone() == (900_000,)
        assert any(path.is_file() for path in tmp_path.rglob("spilled/*"))
    assert not list(tmp_path.iterdir())


def _recommit(out: Path, part: Path) -> None:
    data = part.read_bytes()
    with closing(sqlite3.connect(out / "manifest.sqlite")) as base:
        parts = json.loads(base.execute("SELECT parts FROM chunks").fetchone()[0])
        parts["drafts"] = [len(data), hashlib.sha256(data).hexdigest()]
        base.execute("UPDATE chunks SET parts = ?", (json.dumps(parts),))
        base.commit()
