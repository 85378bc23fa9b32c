"""Which column of a cluster's table is which field of a draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.readers.tables.knowledge import load_knowledge
from cmcompliance.archive.readers.tables.mapping import checked, columns_in, order_said
from cmcompliance.archive.readers.tables.parquet import simple_columns
from cmcompliance.spark.columns import PLACE
from cmcompliance.spark.reading import TableReader

if TYPE_CHECKING:
    from pyspark.sql.types import StructType


def table_reader(schema: StructType, columns: Mapping[str, str]) -> TableReader:
    """Return what reads the rows of a table. Raises ArchiveFault."""
    from pyspark.sql.pandas.types import to_arrow_schema  # noqa: PLC0415

    mapping = checked(columns)
    names = [name for name in simple_columns(to_arrow_schema(schema)) if name not in PLACE]
    found = columns_in([names], mapping, load_knowledge())
    if found is None:
        wanted = mapping.get("text")
        raise ArchiveFault(
            f"there is no column {wanted!r}" if wanted else "no column is known to hold the text of posts"
        ) from None
    return TableReader(tuple(names), found, order_said(mapping) or found.order)
