from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.results.made_scans import made_scan, place

from cmcompliance.results.faults import ResultsRefused
from cmcompliance.results.opening import opened
from cmcompliance.results.query import Asked

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "scan-query.md"
EXAMPLES = re.findall(r"```sql\n(.*?)```", DOCUMENTATION.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    rows = [{**place(number), "verdict": "pass", "platform": "x", "links": ["a"]} for number in (1, 2)]
    out = made_scan(tmp_path_factory.mktemp("made") / "out", {"drafts": rows})
    with opened(out, memory=64) as base:
        yield Asked(base, out, 64)


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        ("SELECT draft_id FROM drafts ORDER BY 1", [("post-1",), ("post-2",)]),
        ("FROM drafts SELECT count(*)", [(2,)]),
        ("WITH d AS (FROM drafts) SELECT max(number) FROM d;", [(2,)]),
        ("SELECT link FROM drafts, unnest(links) AS l(link) LIMIT 1", [("a",)]),
        ("SELECT sum(range) FROM range(4)", [(6,)]),
        ("PIVOT drafts ON platform IN ('x', 'tiktok') USING count(*) GROUP BY verdict", [("pass", 2, 0)]),
        ("SHOW TABLES", [("drafts",), ("errors",), ("findings",), ("questions",)]),
        ("-- nothing but\nSELECT 1", [(1,)]),
    ],
)
def test_a_question_is_answered(asked: Asked, sql: str, rows: list[tuple[object, ...]]) -> None:
    assert list(asked.answer(sql).rows()) == rows


@pytest.mark.parametrize("sql", EXAMPLES)
def test_examples_of_the_documentation_are_answered(asked: Asked, sql: str) -> None:
    answer = asked.answer(sql)
    assert all(len(row) == len(answer.names) for row in answer.rows())


@pytest.mark.parametrize(
    "sql",
    [
        "COPY drafts TO '{part}' (FORMAT parquet)",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO '{part}'",
        "COPY (PIVOT drafts ON platform USING count(*)) TO '{part}'",
        "EXPORT DATABASE '{folder}/export'",
        "ATTACH '{folder}/a.db'",
        "CREATE TABLE t AS FROM drafts",
        "DROP VIEW drafts",
        "PRAGMA database_list",
        "CALL enable_logging(storage='file', storage_path='{folder}')",
        "FROM enable_profiling(save_location='{folder}/p.json')",
        "FROM read_text('/etc/passwd')",
        "SELECT (SELECT content FROM read_text('/etc/passwd'))",
        "WITH x AS (FROM read_parquet('{part}')) FROM x",
        "FROM '/etc/passwd.csv'",
        "FROM 'https://example.com/x.parquet'",
        "FROM query('SELECT 1')",
        "FROM arrow_scan(1, 2, 3)",
        "FROM \"Glob\"('/etc/*')",
        "SET memory_limit = '64GB'",
        "SELECT 1; COPY drafts TO '{part}'",
        "",
    ],
)
def test_what_is_more_than_a_question_is_refused_and_does_nothing(asked: Asked, sql: str) -> None:
    part = asked.folder / "drafts" / "part-000001.parquet"
    before = sorted((path, path.stat().st_mtime_ns) for path in asked.folder.rglob("*"))
    with pytest.raises(ResultsRefused, match=r"^SQL: "):
        list(asked.answer(sql.format(part=part, folder=asked.folder)).rows())
    assert sorted((path, path.stat().st_mtime_ns) for path in asked.folder.rglob("*")) == before


def test_a_mistake_is_told_with_its_place(asked: Asked) -> None:
    with pytest.raises(ResultsRefused) as refused:
        asked.answer("SELECT verdikt FROM drafts")
    lines = str(refused.value).splitlines()
    assert lines[0] == 'SQL: Binder Error: Referenced column "verdikt" not found in FROM clause!'
    assert '"verdict"' in lines[1]
    assert lines[2:] == ["LINE 1: SELECT verdikt FROM drafts", "               ^^^^^^^"]


def test_a_mistake_that_shows_while_it_runs_is_told_too(asked: Asked) -> None:
    with pytest.raises(ResultsRefused, match=r"^SQL: Conversion Error: .*'post-"):
        list(asked.answer("SELECT draft_id::INTEGER FROM drafts").rows())


def test_too_much_memory_is_told_with_what_allows_more(asked: Asked) -> None:
    with pytest.raises(ResultsRefused, match=r"takes more than 64 MiB: .* --memory"):
        list(asked.answer("SELECT list(md5(range::VARCHAR)) FROM range(3_000_000)").rows())


def test_no_column_is_lost_to_one_of_its_name(asked: Asked) -> None:
    answer = asked.answer("SELECT 1 AS a, 2 AS a, 3 AS a_2, 4 AS a")
    assert (answer.names, list(answer.rows())) == (("a", "a_2", "a_2_2", "a_3"), [(1, 2, 3, 4)])
