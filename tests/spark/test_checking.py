from __future__ import annotations

import json
import pickle
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tests.scan.scans import drafts as invented

from cmcompliance import spark as on_spark
from cmcompliance.checking import Checker
from cmcompliance.draft import parse_draft
from cmcompliance.scan.answers import Dataset
from cmcompliance.scan.columns import SCHEMAS
from cmcompliance.service.pool import PreparationSpec
from cmcompliance.spark.datasets import dataset
from cmcompliance.spark.judging import Orders
from cmcompliance.spark.partition import Checking
from cmcompliance.spark.reading import LineReader
from cmcompliance.spark.travelling import packed

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

TODAY = date(2026, 3, 1)
COUNT = 30


@pytest.fixture(scope="module")
def checked(spark: SparkSession) -> DataFrame:
    rows = [(json.dumps(draft), f"client {n % 3}") for n, draft in enumerate(invented(COUNT))]
    rows += [("no draft", "client 0"), (None, "client 1")]
    df = spark.createDataFrame(rows, "draft string, client string").repartition(2)
    made = on_spark.check(df, keep=["client"], no_config=True, today=TODAY).cache()
    assert made.count() == COUNT + 2
    return made


def test_a_row_is_what_a_check_of_its_draft_finds(checked: DataFrame) -> None:
    checker = Checker()
    reports = {str(draft["id"]): checker.check(parse_draft(draft), today=TODAY) for draft in invented(COUNT)}
    rows = {row.draft_id: row for row in checked.filter("draft is not null").collect()}
    assert {own: row.draft.verdict for own, row in rows.items()} == {
        own: report.verdict for own, report in reports.items()
    }
    assert {own: [one.fingerprint for one in row.findings] for own, row in rows.items()} == {
        own: [one.fingerprint for one in report.findings] for own, report in reports.items()
    }
    assert {row.client for row in rows.values()} == {"client 0", "client 1", "client 2"}


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
    rows = [("p1", "Bonne semaine !", date(2024, 5, 1)), ("p2", "", date(2024, 5, 2)), (None, None, None)]
    df = spark.createDataFrame(rows, "draft_id string, body string, day date").coalesce(1)
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
