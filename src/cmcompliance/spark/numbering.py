"""Ids that are unique in a whole scan, given out as a scan on one machine gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import pyarrow as pa

from cmcompliance.scan.ids import Ids
from cmcompliance.spark.placing import FILE_NUMBER, RECORD

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_ROOT: Final = "cmcompliance_root"
_UNIQUE: Final = "cmcompliance_unique"
_NUMBERS: Final = "(~[0-9]+)+$"
_PLACE: Final = (FILE_NUMBER, RECORD)


def renamed_ids(checked: DataFrame) -> DataFrame:
    """Return the places of the rows whose id was given out before, with another one."""
    from pyspark.sql import functions as f  # noqa: PLC0415

    ids = checked.filter("draft_id IS NOT NULL").select("draft_id", *_PLACE)
    # Whether `a` or `a~2` is given out before decides what the next `a` is called, and no other id does.
    ids = ids.withColumn(_ROOT, f.regexp_replace("draft_id", _NUMBERS, ""))
    several = ids.groupBy(_ROOT).count().filter("count > 1").select(_ROOT)
    families = ids.join(several, _ROOT).repartition(_ROOT).sortWithinPartitions(_ROOT, *_PLACE)
    schema = f"{FILE_NUMBER} int, {RECORD} bigint, {_UNIQUE} string"
    return families.select(_ROOT, "draft_id", *_PLACE).mapInArrow(unique_in_families, schema)


def with_unique_ids(checked: DataFrame, renamed: DataFrame) -> DataFrame:
    """Return the rows under their unique ids."""
    from pyspark.sql import functions as f  # noqa: PLC0415

    joined = checked.join(renamed, list(_PLACE), "left")
    return joined.withColumn("draft_id", f.coalesce(_UNIQUE, "draft_id")).drop(_UNIQUE)


def root_of(own: str) -> str:
    """Return what an id has in common with those that are called after it."""
    return re.sub(_NUMBERS, "", own)


def unique_in_families(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield the ids that were given out before, with another one, of rows in order of their families."""
    root, ids = None, Ids()
    for batch in batches:
        files, records, names = [], [], []
        for family, own, file, record in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            if family != root:
                root, ids = family, Ids()
            unique = ids.unique(own)
            if unique != own:
                files.append(file)
                records.append(record)
                names.append(unique)
        yield pa.RecordBatch.from_arrays(
            [pa.array(files, pa.int32()), pa.array(records, pa.int64()), pa.array(names, pa.string())],
            names=[FILE_NUMBER, RECORD, _UNIQUE],
        )
