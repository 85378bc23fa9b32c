"""CSV and what is like it: the delimiter by what makes a table, quotes as the standard library reads them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from cmcompliance.archive.readers.tables.lines import Overlong, is_lossy, lines
from cmcompliance.archive.readers.tables.rows import Row
from cmcompliance.archive.source import Source

DELIMITERS: Final = (",", ";", "\t", "|")
FIRST_ROWS: Final = 20
"""Rows among which the header is looked for."""
Form = Mapping[str, Any]
"""How rows are written, as the csv module's readers take it."""


@dataclass(frozen=True, slots=True)
class DelimitedTable:
    """A member that is a table."""

    source: Source
    member: str
    delimiter: str
    form: Form = field(default_factory=dict)
    label: str = ""

    def rows(self) -> Iterator[Row]:
        """Yield the rows. Raises ArchiveFault."""
        with self.source.members[self.member].open() as stream:
            yield from _rows(lines(stream), {"delimiter": self.delimiter, **self.form})


def first_rows(source: Source, member: str) -> dict[str, list[list[str]]]:
    """Return the first rows of a member as each delimiter cuts them; the last one may be cut off."""
    head = list(lines(io.BytesIO(source.head(member))))
    return {
        delimiter: [
            [str(cell) for cell in row.cells]
            for row in islice(_rows(iter(head), {"delimiter": delimiter}), FIRST_ROWS)
        ]
        for delimiter in DELIMITERS
    }


def header(source: Source, member: str, delimiter: str = ",") -> list[str]:
    """Return the first row of a member in small letters, empty for one without."""
    head = lines(io.BytesIO(source.head(member)))
    first = next(_rows(head, {"delimiter": delimiter}), Row(0))
    return [str(cell).strip().lower() for cell in first.cells]


def likeliest(cut: Mapping[str, Sequence[Sequence[str]]]) -> str:
    """Return the delimiter that gives the most columns in the most rows."""
    return max(DELIMITERS, key=lambda delimiter: sum(len(row) - 1 for row in cut[delimiter] if row))


class _Lines:
    """The lines that the csv module asks for; it is told of none that it could not hold."""

    def __init__(self, found: Iterator[str | Overlong]) -> None:
        self._found = found
        self.taken = 0
        self.overlong = False
        self.over = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        for line in self._found:
            self.taken += 1
            if isinstance(line, Overlong):
                self.overlong = True
                return "\n"
            return line
        self.over = True
        raise StopIteration


def _rows(found: Iterator[str | Overlong], form: Form) -> Iterator[Row]:
    given = _Lines(found)
    reader = csv.reader(given, **form)
    number = 0
    while True:
        number += 1
        given.overlong = False
        before = given.taken
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            many = f": {given.taken - before} lines are left out" if given.taken - before > 1 else ""
            yield Row(number, (), f"is no row of a table ({error}){many}; is a quote not closed?")
            continue
        if given.overlong:
            yield Row(number, (), "has a line of more than a million characters: it is left out")
        elif given.over:
            yield Row(number, (), "opens a quote that is never closed: what follows cannot be told apart")
        elif any("\0" in cell for cell in cells):
            yield Row(number, (), "holds zero bytes: it is no text")
        elif any(is_lossy(cell) for cell in cells):
            yield Row(number, (), "holds bytes that are no text in the file's encoding: save it as UTF-8")
        else:
            yield Row(number, cells)
