"""Checked rows as the four datasets of a scan: the same columns, of the same types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmcompliance.scan.answers import Dataset
from cmcompliance.scan.columns import SCHEMAS
from cmcompliance.spark.columns import PLACE

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame


def drafts(checked: DataFrame) -> DataFrame:
    """Return a row for each draft that was checked."""
    return _columns(checked.filter("draft IS NOT NULL"), "drafts", "draft")


def findings(checked: DataFrame) -> DataFrame:
    """Return a row for each breach that was found."""
    return _exploded(checked, "findings")


def questions(checked: DataFrame) -> DataFrame:
    """Return a row for each question that is open."""
    return _exploded(checked, "questions")


def errors(checked: DataFrame) -> DataFrame:
    """Return a row for all that was not checked, or not as it should have been."""
    from pyspark.sql import functions as f  # noqa: PLC0415

    found = checked.filter("error IS NOT NULL")
    # What is in `drafts` under its id is in `errors` without it: each draft is in one of the two.
    own = f.when(f.col("draft").isNull(), f.col("draft_id"))
    return _columns(found.withColumn("draft_id", own), "errors", "error")


def dataset(checked: DataFrame, name: Dataset) -> DataFrame:
    """Return one by its name."""
    return {"drafts": drafts, "findings": findings, "questions": questions, "errors": errors}[name](checked)


def _exploded(checked: DataFrame, name: Dataset) -> DataFrame:
    from pyspark.sql import functions as f  # noqa: PLC0415

    return _columns(checked.select(*PLACE, f.explode(name).alias("one")), name, "one")


def _columns(rows: DataFrame, name: Dataset, struct: str) -> DataFrame:
    from pyspark.sql import functions as f  # noqa: PLC0415

    wanted: list[Column] = [
        f.col(column) if column in PLACE else f.col(struct)[column].alias(column)
        for column in SCHEMAS[name].names
    ]
    return rows.select(*wanted)
