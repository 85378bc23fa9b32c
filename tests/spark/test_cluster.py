"""All that needs the cluster, in one file: a session is one process's, and a file belongs to one process."""

from __future__ import annotations

import json
import pickle
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pyarrow.parquet as pq
import pytest
from tests.scan.scans import TODAY, jsonl, request, rows, scan
from tests.scan.scans import drafts as invented
from tests.spark.odd_judge import odd_judge

from cmcompliance import spark as on_spark
from cmcompliance.checking import Checker
from cmcompliance.draft import parse_draft
from cmcompliance.scan import Input, ScanRefused, Tally
from cmcompliance.scan.answers import Dataset
from cmcompliance.scan.columns import SCHEMAS
from cmcompliance.scan.feeding import write_drafts
from cmcompliance.service.pool import PreparationSpec
from cmcompliance.spark.datasets import dataset
from cmcompliance.spark.judging import Orders, with_overrides
from cmcompliance.spark.partition import Checking
from cmcompliance.spark.reading import LineReader
from cmcompliance.spark.request import SparkRequest
from cmcompliance.spark.running import run_on_spark
from cmcompliance.spark.travelling import packed

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

COUNT = 30


@pytest.fixture(scope="module")
def checked(spark: SparkSession) -> DataFrame:
    given = [(json.dumps(draft), f"client {n % 3}") for n, draft in enumerate(invented(COUNT))]
    given += [("no draft", "client 0"), (None, "client 1")]
    df = spark.createDataFrame(given, "draft string, client string").repartition(2)
    made = on_spark.check(df, keep=["client"], no_config=True, today=TODAY).cache()
    assert made.count() == COUNT + 2
    return made


def test_a_row_is_what_a_check_of_its_draft_finds(checked: DataFrame) -> None:
    checker = Checker()
    reports = {str(draft["id"]): checker.check(parse_draft(draft), today=TODAY) for draft in invented(COUNT)}
    found = {row.draft_id: row for row in checked.filter("draft is not null").collect()}
    assert {own: row.draft.verdict for own, row in found.items()} == {
        own: report.verdict for own, report in reports.items()
    }
    assert {own: [one.fingerprint for one in row.findings] for own, row in found.items()} == {
        own: [one.fingerprint for one in report.findings] for own, report in reports.items()
    }
    assert {row.client for row in found.values()} == {"client 0", "client 1", "client 2"}


def test_what_is_no_draft_is_an_error_and_no_end(checked: DataFrame) -> None:
    assert sorted(row.problem for row in on_spark.errors(checked).collect()) == [
        "holds no draft",
        "not JSON: Expecting value, column 1",
    ]


@pytest.mark.parametrize("name", list(SCHEMAS))
def test_the_datasets_have_the_columns_of_a_scan(checked: DataFrame, name: Dataset) -> None:
    from pyspark.sql.pandas.types import to_arrow_schema

    made = to_arrow_schema(dataset(checked, name).schema)
    assert made.names == SCHEMAS[name].names
    assert [field.type for field in made] == [field.type for field in SCHEMAS[name]]


def test_columns_of_a_table_are_fields(spark: SparkSession) -> None:
    given = [("p1", "Bonne semaine !", date(2024, 5, 1)), ("p2", "", date(2024, 5, 2)), (None, None, None)]
    df = spark.createDataFrame(given, "draft_id string, body string, day date").coalesce(1)
    made = on_spark.check(
        df, columns={"text": "body", "published_at": "day"}, no_config=True, today=TODAY
    ).collect()
    assert [
        (row.draft_id, row.draft and row.draft.text, row.error and row.error.problem) for row in made
    ] == [
        ("p1", "Bonne semaine !", None),
        ("p2", None, "a row without a text"),
        (None, None, None),
    ]
    assert made[0].draft.published_on == date(2024, 5, 1)


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"draft": "body"}, "no column 'body'"),
        ({"keep": ["findings"]}, "no column 'findings'"),
        ({"draft": "draft", "columns": {"text": "draft"}}, "either JSON"),
        ({"columns": {"text": "body"}}, "no column 'body'"),
        ({"columns": {"txt": "draft"}}, "no field 'txt'"),
    ],
)
def test_what_is_asked_wrongly_is_told_at_once(spark: SparkSession, options: Any, why: str) -> None:
    df = spark.createDataFrame([("a",)], "draft string")
    with pytest.raises(Exception, match=why):
        on_spark.check(df, no_config=True, **options)


def test_what_travels_can_be_pickled() -> None:
    orders = Orders(packed(PreparationSpec(no_config=True)), LineReader(), TODAY, overrides={"platform": "x"})
    checking = Checking(orders, 5.0, ("client",))
    assert pickle.loads(pickle.dumps(checking)) == checking


OVERRIDES = {"platform": "instagram", "relationship": {"kind": "paid"}}
_CUTS = {"spark.sql.files.maxPartitionBytes": "4096", "spark.sql.files.openCostInBytes": "1"}
_EXECUTOR = "CoarseGrainedExecutorBackend"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ids that are given twice, names that are hard to write, what is no draft, and what nobody reads."""
    folder = tmp_path_factory.mktemp("archive") / "été 2024"
    folder.mkdir()
    posts: list[Any] = invented(40)
    without = [{"text": f"Sans numéro {n}"} for n in range(3)]
    odd = [{"id": "1~2", "text": "Un autre"}, {"id": "1", "text": "Encore"}, {"id": "1", "text": "Et encore"}]
    jsonl(folder / "p10[1].jsonl", [*posts[20:], "", "no draft", *posts[:3]])
    jsonl(folder / "p2%41.jsonl", [*posts[:20], *without, *odd, '{"text": "\\ud800"}', "  "])
    (folder / "photo.jpg").write_bytes(b"\x00")
    return folder


@pytest.fixture(scope="module")
def local(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Tally]:
    out = tmp_path_factory.mktemp("local") / "out"
    inputs = (Input(str(archive), archive),)
    return out, scan(request(out, archive, inputs=inputs), ready=_overridden).tally


def _overridden(draft: Any) -> Any:
    return with_overrides(draft, OVERRIDES)


def wanted(source: Path, out: Path, **other: Any) -> SparkRequest:
    made = SparkRequest((str(source),), str(out), PreparationSpec(no_config=True), TODAY, conf=_CUTS)
    return replace(made, **other)


def assert_same(out: Path, local: Path) -> None:
    for name in SCHEMAS:
        assert in_order(out, name) == in_order(local, name), name


def in_order(out: Path, dataset: str) -> list[dict[str, Any]]:
    return sorted(rows(out, dataset), key=lambda row: json.dumps(row, sort_keys=True, default=str))


def test_the_rows_are_those_of_a_scan_on_one_machine(
    spark: SparkSession, archive: Path, local: tuple[Path, Tally], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    ended = run_on_spark(wanted(archive, out, overrides=OVERRIDES))
    assert_same(out, local[0])
    told, expected = (tally.data() | {"samples": sorted(tally.samples)} for tally in (ended.tally, local[1]))
    assert told == expected
    for name, schema in SCHEMAS.items():
        for part in (out / name).glob("*.parquet"):
            found = [(field.name, field.type) for field in pq.read_schema(part)]
            assert found == [(field.name, field.type) for field in schema]
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert (manifest["finished"], manifest["tally"]) == (True, ended.tally.data())
    assert {path.name for path in out.iterdir() if path.name[0] != "."} == {*SCHEMAS, "manifest.json"}
    with pytest.raises(ScanRefused, match="holds something already"):
        run_on_spark(wanted(archive, out))


def test_parquet_made_of_an_archive_ends_in_the_rows_of_the_archive(
    spark: SparkSession, archive: Path, local: tuple[Path, Tally], tmp_path: Path
) -> None:
    feed = tmp_path / "feed.parquet"
    fed = write_drafts([Input(str(archive), archive)], feed)
    assert fed.drafts == local[1].drafts
    run_on_spark(wanted(feed, tmp_path / "out", overrides=OVERRIDES))
    assert_same(tmp_path / "out", local[0])


def test_an_executor_that_is_killed_and_drafts_that_kill_change_no_other_row(
    spark: SparkSession, tmp_path: Path
) -> None:
    odd = {3: "CRASH", 14: "RAISE", 30: f"WAIT {tmp_path / 'go'}"}
    posts = [{"id": f"p{n}", "text": odd[n]} if n in odd else post for n, post in enumerate(invented(40))]
    source = jsonl(tmp_path / "posts.jsonl", posts)
    inputs = (Input(str(source), source),)
    scan(request(tmp_path / "local", source, inputs=inputs))
    write_drafts(inputs, tmp_path / "feed.jsonl")
    with ThreadPoolExecutor(1) as threads:
        left = threads.submit(_kill_who_waits, tmp_path / "go")
        run_on_spark(wanted(tmp_path / "feed.jsonl", tmp_path / "out"), judge=odd_judge)
        assert left.result(60) == []
    assert [(row["draft_id"], row["kind"]) for row in in_order(tmp_path / "out", "errors")] == [
        ("p14", "failed"),
        ("p3", "crashed"),
    ]
    assert_same(tmp_path / "out", tmp_path / "local")


def _kill_who_waits(go: Path) -> list[psutil.Process]:
    """Kill the executor that has come to a draft that waits; return what is left of it."""
    waiting, until = go.with_name("go.waiting"), time.monotonic() + 300
    while not (waiting.exists() and waiting.read_text()):
        if time.monotonic() > until:
            raise AssertionError("no draft was waiting")
        time.sleep(0.1)
    pid = waiting.read_text()
    executor = next(
        process
        for process in psutil.Process(int(pid)).parents()
        if any(_EXECUTOR in part for part in process.cmdline())
    )
    family = [executor, *executor.children(recursive=True)]
    executor.kill()
    go.touch()
    left: list[psutil.Process] = psutil.wait_procs(family, timeout=30)[1]
    return left


def test_what_cannot_be_read_is_told_in_a_line(spark: SparkSession, tmp_path: Path) -> None:
    with pytest.raises(ScanRefused, match="nowhere: no such file or folder"):
        run_on_spark(wanted(tmp_path / "nowhere", tmp_path / "out"))
