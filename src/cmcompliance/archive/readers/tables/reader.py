"""Tables of posts: what somebody's spreadsheet or scheduling tool hands out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePosixPath
from typing import Final

from cmcompliance.archive.items import Item, Place, Skipped, Unreadable
from cmcompliance.archive.readers.tables.cells import RowDrafts
from cmcompliance.archive.readers.tables.dates import Verdict, verdict
from cmcompliance.archive.readers.tables.delimited import (
    DELIMITERS,
    FIRST_ROWS,
    DelimitedTable,
    first_rows,
    likeliest,
)
from cmcompliance.archive.readers.tables.knowledge import Order, load_knowledge
from cmcompliance.archive.readers.tables.mapping import (
    ColumnMapping,
    Columns,
    checked,
    columns_in,
    is_conversation,
    order_said,
)
from cmcompliance.archive.readers.tables.parquet import MAGIC as PARQUET
from cmcompliance.archive.readers.tables.parquet import ParquetTable
from cmcompliance.archive.readers.tables.rows import Row, Table, shown
from cmcompliance.archive.readers.tables.workbook import MAGIC as WORKBOOK
from cmcompliance.archive.readers.tables.workbook import SUFFIXES, sheets
from cmcompliance.archive.registry import Claim
from cmcompliance.archive.source import Source

_TABLES: Final = (".csv", ".tsv", ".tab", ".psv")
_PERHAPS: Final = (".txt", ".dat", "")
_SHOWN: Final = 30
"""Columns that a message names."""


class TablesReader:
    """Each member is a claim of its own; `mapping`: the columns that somebody named. Raises ArchiveFault."""

    name = "tables"

    def __init__(self, mapping: ColumnMapping | None = None) -> None:
        self._mapping = checked(mapping or {})
        self._known = load_knowledge()

    def claims(self, source: Source) -> Sequence[Claim]:
        """Return what is called a table, and what looks like one that has a text."""
        found = []
        for name in source.members:
            suffix = PurePosixPath(name).suffix.lower()
            if _is_parquet(source, name) or _is_workbook(source, name):
                found.append(Claim(self.name, (name,), "likely"))
                continue
            if suffix not in (*_TABLES, *_PERHAPS) or not source.head(name):
                continue
            _, columns = self._cut(source, name)
            if columns is not None and columns.preset is not None:
                found.append(Claim(self.name, (name,)))
            elif suffix in _TABLES or (columns is not None and len(columns.places) > 1):
                found.append(Claim(self.name, (name,), "likely"))
        return found

    def read(self, source: Source, claim: Claim) -> Iterator[Item]:
        """Yield the rows that have a text; in the end what is wrong with a column as a whole."""
        for member in claim.members:
            before = 0  # rows of the sheets before, so that no two rows have the same place
            for table in self._tables(source, member):
                last = 0
                for item in self._read(source, member, table):
                    last = max(last, item.place.number)
                    number = item.place.number and item.place.number + before
                    yield replace(item, place=replace(item.place, number=number))
                before += last

    def _tables(self, source: Source, member: str) -> Sequence[Table]:
        if _is_parquet(source, member):
            return [ParquetTable(source, member)]
        if not _is_workbook(source, member):
            return [DelimitedTable(source, member, self._cut(source, member)[0])]
        return sheets(source, member)

    def _cut(self, source: Source, member: str) -> tuple[str, Columns | None]:
        """Return the delimiter that gives the most known columns, and those."""
        cut = first_rows(source, member)
        best = likeliest(cut)
        found = {one: columns_in(cut[one], self._mapping, self._known) for one in (best, *DELIMITERS)}
        known = [one for one, columns in found.items() if columns is not None]
        if not known:
            return best, None
        chosen = max(known, key=lambda one: len(getattr(found[one], "places", ())))
        return chosen, found[chosen]

    def _read(self, source: Source, member: str, table: Table) -> Iterator[Item]:
        whole = Place(source.name, member)
        begin = list(islice(table.rows(), FIRST_ROWS))
        first = [[shown(cell) for cell in row.cells] for row in begin]
        if is_conversation(first, self._known) and not self._mapping:
            yield Skipped(whole, "a table of messages between people")
            return
        columns = columns_in(first, self._mapping, self._known)
        if columns is None:
            if not any(map(any, first)) and table.label:
                return
            reason = _without_text(first, self._mapping.get("text"), table.label)
            alone = len(source.members) == 1 and not table.label
            yield Unreadable(whole, reason) if alone else Skipped(whole, reason)
            return
        if columns.header:
            columns = replace(columns, header=begin[columns.header - 1].number)
        order, judged = self._order(table, columns)
        told = _open_order(columns, judged) if order is None and judged in ("either", "both") else ""
        yield from _Rows(RowDrafts(columns, order, self._known), whole, table.label, told).items(table)

    def _order(self, table: Table, columns: Columns) -> tuple[Order | None, Verdict]:
        known = order_said(self._mapping) or columns.order
        if known is not None or "published_at" not in columns.places:
            return known, "none"
        place = columns.places["published_at"][0]
        dates = (
            row.cells[place] for row in table.rows() if row.number > columns.header and place < len(row.cells)
        )
        judged = verdict(dates)
        return (judged if judged in ("day-first", "month-first") else None), judged


@dataclass(frozen=True, slots=True)
class _Rows:
    """`why`: what is known to be wrong with the dates."""

    made: RowDrafts
    whole: Place
    label: str
    why: str

    def items(self, table: Table) -> Iterator[Item]:
        undated, example = 0, ""
        width = len(self.made.columns.names)
        for row in table.rows():
            if row.number <= self.made.columns.header and not row.problem:
                continue
            if not row.problem and not any(shown(cell) for cell in row.cells):
                continue
            place = Place(self.whole.source, self.whole.member, row.number)
            problem = row.problem or _too_wide(row, width)
            if problem:
                yield Unreadable(place, problem)
                continue
            sheet = f"[{self.label}]" if self.label else ""
            yield self.made.draft(row, place, f"{self.whole.member}{sheet}#{row.number}")
            said = shown(self.made.cell(row, "published_at"))
            if said and self.made.date(row) is None:
                undated, example = undated + 1, example or f"{said[:40]!r} in row {row.number}"
        if undated:
            why = f": {self.why}" if self.why else ""
            yield Unreadable(
                self.whole, f"{undated} drafts have a date that cannot be read, first {example}{why}"
            )


def _too_wide(row: Row, width: int) -> str:
    """Return what is wrong with a row that has more than its columns."""
    if not width or not any(shown(cell) for cell in row.cells[width:]):
        return ""
    return f"has {len(row.cells)} cells for {width} columns: is a text with a delimiter in it not in quotes?"


def _is_parquet(source: Source, member: str) -> bool:
    return source.head(member, 4) == PARQUET


def _is_workbook(source: Source, member: str) -> bool:
    return member.lower().endswith(SUFFIXES) and source.head(member, 4) == WORKBOOK


def _without_text(first: Sequence[Sequence[str]], wanted: str | None, label: str) -> str:
    header: Sequence[str] = max(first, key=lambda row: sum(map(bool, row)), default=[])
    names = ", ".join(repr(name[:60]) for name in header[:_SHOWN]) or "none"
    more = f" and {len(header) - _SHOWN} more" if len(header) > _SHOWN else ""
    missing = f"no column {wanted!r}" if wanted else "no column that is known to hold the text"
    return (
        f"a table with {missing}; its columns: {names}{more}. Name the one with the text: --map text=COLUMN"
    )


def _open_order(columns: Columns, judged: Verdict) -> str:
    place = columns.places["published_at"][0]
    name = columns.names[place] if place < len(columns.names) else f"#{place + 1}"
    why = "all fit both" if judged == "either" else "some fit only the one, some only the other"
    return (
        f"the dates in {name!r} may have the day or the month first, and {why}; say which it is:"
        " --map dates=day-first or --map dates=month-first"
    )
