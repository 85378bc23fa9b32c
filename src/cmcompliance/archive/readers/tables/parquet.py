"""Parquet: the columns that hold simple values, some rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.readers.tables.rows import Row
from cmcompliance.archive.source import Source
from cmcompliance.archive.source.seekable import seekable

MAGIC: Final = b"PAR1"
_AT_ONCE: Final = 256
_BUFFER: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class ParquetTable:
    """A member that is a table."""

    source: Source
    member: str
    label: str = ""

    def rows(self) -> Iterator[Row]:
        """Yield the names of the columns as row 0, then the rows. Raises ArchiveFault."""
        try:
            from pyarrow import parquet  # noqa: PLC0415  # only who has Parquet needs it
        except ImportError:
            raise ArchiveFault(
                "is a Parquet file, for which pip install 'cmcompliance[scan]' is needed"
            ) from None
        with seekable(self.source.members[self.member]) as stream:
            try:
                file = parquet.ParquetFile(
                    stream, pre_buffer=False, buffer_size=_BUFFER, page_checksum_verification=True
                )
                schema = file.schema_arrow
                names = simple_columns(schema)
                yield Row(0, names)
                before = 0
                for batch in file.iter_batches(_AT_ONCE, columns=names, use_threads=False):
                    columns = [cells_of(batch.column(name)) for name in names]
                    for number, cells in enumerate(zip(*columns, strict=True), before + 1):
                        yield Row(number, cells)
                    before += batch.num_rows
            except (ArchiveFault, MemoryError):
                raise
            except Exception as error:  # whatever the library makes of a file that is damaged
                reason = " ".join(str(error).split())[:120] or type(error).__name__
                raise ArchiveFault(f"is no sound Parquet file from here on: {reason}") from None


def simple_columns(schema: Any) -> list[str]:
    """Return the columns of an Arrow schema of which a table of posts can be made."""
    import pyarrow as arrow  # noqa: PLC0415

    return [name for name in dict.fromkeys(schema.names) if _is_simple(arrow, schema, name)]


def cells_of(column: Any) -> list[Any]:
    """Return what is in a simple column of Arrow, lists of texts as one text."""
    import pyarrow as arrow  # noqa: PLC0415

    kind = column.type
    if arrow.types.is_timestamp(kind) and kind.unit == "ns":
        column = column.cast(arrow.timestamp("us", tz=kind.tz), safe=False)
    return ["\n".join(filter(None, cell)) if isinstance(cell, list) else cell for cell in column.to_pylist()]


def _is_simple(arrow: Any, schema: Any, name: str) -> bool:
    """Return whether a column, the only one of its name, holds texts, lists of them, numbers or times."""
    if len(schema.get_all_field_indices(name)) != 1:
        return False
    kind, types = schema.field(name).type, arrow.types
    if types.is_dictionary(kind) or types.is_list(kind) or types.is_large_list(kind):
        kind = kind.value_type
        return _is_text(types, kind)
    known = (
        types.is_boolean,
        types.is_integer,
        types.is_floating,
        types.is_date,
        types.is_timestamp,
        types.is_time,
    )
    return _is_text(types, kind) or any(of_kind(kind) for of_kind in known)


def _is_text(types: Any, kind: Any) -> bool:
    return bool(types.is_string(kind) or types.is_large_string(kind))
