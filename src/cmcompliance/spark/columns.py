"""The columns of what a check on Spark gives: a row for each row that went in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import pyarrow as pa

from cmcompliance.scan.answers import Dataset
from cmcompliance.scan.columns import SCHEMAS

if TYPE_CHECKING:
    from pyspark.sql.types import StructType

PLACE: Final = ("draft_id", "source", "member", "number")


def own_columns(dataset: Dataset) -> list[pa.Field]:
    """Return the columns of a dataset beside the place that each row begins with, any of them absent."""
    return [field.with_nullable(True) for field in SCHEMAS[dataset] if field.name not in PLACE]


CHECKED: Final = pa.schema(
    [
        *(pa.field(name, SCHEMAS["errors"].field(name).type) for name in PLACE),
        pa.field("draft", pa.struct(own_columns("drafts"))),
        pa.field("findings", pa.list_(pa.struct(own_columns("findings")))),
        pa.field("questions", pa.list_(pa.struct(own_columns("questions")))),
        pa.field("error", pa.struct(own_columns("errors"))),
    ]
)
"""`draft`: null for what was not checked; `error`: null for what was."""


def spark_schema(fields: Sequence[pa.Field]) -> StructType:
    """Return the same columns as Spark says it."""
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415

    return from_arrow_schema(pa.schema(list(fields)))
