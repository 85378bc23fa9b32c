"""Parquet files as bytes: the same rows make the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_args

import pyarrow as pa
import pyarrow.parquet as pq

from cmcompliance.scan.answers import Dataset, Part, Parts
from cmcompliance.scan.chunks import Trouble
from cmcompliance.scan.columns import SCHEMAS
from cmcompliance.scan.tally import Tally, total


def parts_of(rows: Mapping[Dataset, Sequence[Mapping[str, Any]]], tally: Tally) -> Parts:
    """Return a file for each dataset."""
    made = {name: written(table_of(rows.get(name, ()), schema)) for name, schema in SCHEMAS.items()}
    return Parts(made, tally)


def parts_of_troubles(troubles: Iterable[Trouble]) -> Parts:
    """Return the files of what was not checked."""
    tally, rows = Tally(), []
    for trouble in troubles:
        tally.count_trouble(trouble)
        rows.append(trouble.model_dump())
    return parts_of({"errors": rows}, tally)


def joined(several: Sequence[Parts]) -> Parts:
    """Return the files that all their rows would have made at once."""
    made: dict[Dataset, Part] = {}
    for name in get_args(Dataset):
        tables = [pq.read_table(io.BytesIO(one.files[name].data)) for one in several]
        made[name] = written(pa.concat_tables(tables).combine_chunks())
    damaged = dict.fromkeys(file for one in several for file in one.damaged)
    return Parts(
        made, total(one.tally for one in several), sum(one.taken_over for one in several), tuple(damaged)
    )


def table_of(rows: Sequence[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    """Return rows as a table."""
    return pa.Table.from_pylist(list(rows), schema=schema)


def written(table: pa.Table) -> Part:
    """Return a table as a file."""
    out = io.BytesIO()
    pq.write_table(
        table,
        out,
        version="2.6",
        compression="zstd",
        compression_level=3,
        use_dictionary=True,
        write_statistics=True,
        store_schema=False,
    )
    return Part(table.num_rows, out.getvalue())
