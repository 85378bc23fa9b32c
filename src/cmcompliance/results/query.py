"""A question to the results in SQL: nothing but a SELECT, and nothing but the results."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cmcompliance.results.faults import ResultsRefused

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

_BATCH: Final = 2048
_OF_NUMBERS: Final = frozenset({"unnest", "range", "generate_series", "repeat", "histogram", "json_each"})
"""Functions that give tables and open nothing."""
_FOLDER: Final = re.compile(r"[^\s\"']*cmcompliance-\w+/results")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives, as it comes; no column is called as another. It can be gone through once."""

    schema: pa.Schema
    batches: Iterator[pa.RecordBatch]

    @property
    def names(self) -> tuple[str, ...]:
        """What the columns are called."""
        return tuple(self.schema.names)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows as Python's own values."""
        for batch in self.batches:
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


@dataclass(frozen=True, slots=True)
class Asked:
    """`folder` and `memory`: what `base` was opened with, to tell what goes wrong."""

    base: DuckDBPyConnection
    folder: Path
    memory: int

    def answer(self, sql: str) -> Answer:
        """Return what a query gives. Raises ResultsRefused, and so do the answer's batches."""
        import pyarrow as pa  # noqa: PLC0415  # of the extra

        with self._told():
            _refuse_what_is_no_question(self.base, sql)
            found = self._found(sql)
            names = _distinct([str(name) for name in found.columns])
            reader = found.to_arrow_reader(_BATCH)
        fields = [field.with_name(name) for field, name in zip(reader.schema, names, strict=True)]
        return Answer(pa.schema(fields), self._batches(reader, names))

    def _found(self, sql: str) -> DuckDBPyRelation:
        import duckdb  # noqa: PLC0415  # of the extra

        try:
            return self.base.sql(sql)
        except (duckdb.BinderException, duckdb.CatalogException):
            self.base.execute(sql)  # it fails, too, and says where
            raise

    def _batches(self, reader: pa.RecordBatchReader, names: list[str]) -> Iterator[pa.RecordBatch]:
        while True:
            with self._told():
                batch = next(reader, None)
            if batch is None:
                return
            yield batch.rename_columns(names)

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Have what goes wrong in DuckDB told to whoever asked."""
        import duckdb  # noqa: PLC0415  # of the extra
        import pyarrow as pa  # noqa: PLC0415

        try:
            yield
        except (duckdb.Error, pa.ArrowException, OSError, RuntimeError) as error:
            said = str(error)
            if isinstance(error, duckdb.InterruptException) or "Query interrupted" in said:
                raise KeyboardInterrupt from None
            if isinstance(error, duckdb.OutOfMemoryException) or "Out of Memory Error" in said:
                raise ResultsRefused(
                    f"SQL: it takes more than {self.memory} MiB: ask for less at once, or allow more by "
                    "--memory"
                ) from None
            lines = [line for line in said.splitlines() if line.strip()]
            raise ResultsRefused(
                _FOLDER.sub(lambda _: str(self.folder), "SQL: " + "\n".join(lines))
            ) from None


def _refuse_what_is_no_question(base: DuckDBPyConnection, sql: str) -> None:
    statements = base.extract_statements(sql)
    if len(statements) != 1:
        raise ResultsRefused(f"SQL: {len(statements)} statements: ask one query at a time")
    tree = json.loads(base.execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchall()[0][0])
    if tree.get("error"):
        raise ResultsRefused(
            "SQL: results are only read: SELECT, FROM, DESCRIBE, SUMMARIZE, SHOW TABLES, "
            "and PIVOT whose values are named (ON platform IN ('x', 'tiktok'))"
        )
    for name in _functions(tree):
        if name not in _OF_NUMBERS:
            raise ResultsRefused(
                f"SQL: {name}() is not for queries: they read drafts, findings, questions and errors"
            )


def _functions(tree: object) -> Iterator[str]:
    """Yield the functions that a query takes tables from."""
    if isinstance(tree, dict):
        if tree.get("type") == "TABLE_FUNCTION":
            yield str(tree["function"].get("function_name")).lower()
        for value in tree.values():
            yield from _functions(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _functions(value)


def _distinct(names: list[str]) -> list[str]:
    """Return the names, the second of one called `name_2`."""
    made: list[str] = []
    for name in names:
        number, own = 1, name
        while own in made:
            number += 1
            own = f"{name}_{number}"
        made.append(own)
    return made
