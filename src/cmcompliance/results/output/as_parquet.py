"""Rows as Parquet, as they come."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    import pyarrow as pa


def write_parquet(stream: BinaryIO, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> int:
    """Write all batches; return how many rows they have."""
    import pyarrow.parquet as pq  # noqa: PLC0415  # of the extra

    count = 0
    with pq.ParquetWriter(stream, schema, compression="zstd", store_schema=False) as writer:
        for batch in batches:
            writer.write_batch(batch)
            count += batch.num_rows
    return count
