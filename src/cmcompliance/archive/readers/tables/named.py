"""Rows of a table whose columns have known names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cmcompliance.archive.readers.tables.rows import Table, shown


@dataclass(frozen=True, slots=True)
class NamedRow:
    """`problem`: why it cannot be read; then it has no cells."""

    number: int
    cells: Mapping[str, str]
    problem: str = ""

    def said(self, *names: str) -> str:
        """Return the first of some columns that has something in it, empty without one."""
        return next((self.cells[name] for name in names if self.cells.get(name)), "")


def named_rows(table: Table) -> Iterator[NamedRow]:
    """Yield the rows below the first one, which names the columns, in small letters. Raises ArchiveFault."""
    names: list[str] | None = None
    for row in table.rows():
        if names is None:
            names = [shown(cell).lower() for cell in row.cells]
        elif row.problem:
            yield NamedRow(row.number, {}, row.problem)
        elif any(shown(cell) for cell in row.cells[len(names) :]):
            yield NamedRow(row.number, {}, f"has {len(row.cells)} cells for {len(names)} columns")
        elif any(map(shown, row.cells)):
            yield NamedRow(row.number, dict(zip(names, map(shown, row.cells), strict=False)))
