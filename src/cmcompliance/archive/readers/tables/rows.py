"""A table, whatever it is written in, and its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Row:
    """The row `number`, from 1, as a spreadsheet shows it; 0: the names of columns that are in no row.

    `problem`: why it cannot be read.
    """

    number: int
    cells: Sequence[Any] = ()
    problem: str = ""


class Table(Protocol):
    """`label`: the sheet, empty where there is but one table."""

    @property
    def label(self) -> str: ...

    def rows(self) -> Iterator[Row]:
        """Yield the rows, the same whenever it is asked; the header is one. Raises ArchiveFault."""
        ...


def shown(cell: Any) -> str:
    """Return a cell as one reads it, empty for one that holds nothing."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, int) else ""
