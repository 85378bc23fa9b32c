"""Rows of a cluster's tables to drafts: lines of JSON, drafts in a column, or the columns of a table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol, get_args

import pyarrow as pa

from cmcompliance.archive.items import Archived, Place, Skipped
from cmcompliance.archive.readers.tables.cells import RowDrafts
from cmcompliance.archive.readers.tables.knowledge import Order, load_knowledge
from cmcompliance.archive.readers.tables.mapping import Columns
from cmcompliance.archive.readers.tables.parquet import cells_of
from cmcompliance.archive.readers.tables.rows import Row, shown
from cmcompliance.decisions.canonical import draft_digest
from cmcompliance.draft import Draft
from cmcompliance.read.item import ReadDraft
from cmcompliance.read.json_documents import read_json_lines
from cmcompliance.scan.chunks import Given, Trouble, TroubleKind, trouble_at

LINE: Final = "line"
FED: Final = ("kind", "problem", "count")
"""The columns beside a draft in which `scan drafts` tells of what is none."""
_FIRST: Final = "draft_id"


@dataclass(frozen=True, slots=True)
class Read:
    """A row; `draft` None: it has none, `trouble` says why; neither: there is nothing in it. Both: there is
    something wrong with the draft that does not keep it from being checked.
    """

    place: Place
    draft_id: str | None = None
    draft: Draft | None = None
    trouble: Trouble | None = None


class RowReader(Protocol):
    """Whatever is in a row, reading it raises nothing."""

    @property
    def columns(self) -> Sequence[str]:
        """The columns that it looks at beside those of the place."""
        ...

    @property
    def raw(self) -> Sequence[str]:
        """Those of them whose bytes it wants, whether they are a text or not."""
        ...

    def read(self, batch: pa.RecordBatch) -> Sequence[Read]:
        """Return what is in each row."""
        ...


@dataclass(frozen=True, slots=True)
class LineReader:
    """The column `line` holds a draft as JSON, or what `scan drafts` made of an archive's item."""

    columns: tuple[str, ...] = (LINE,)
    raw: tuple[str, ...] = (LINE,)

    def read(self, batch: pa.RecordBatch) -> Sequence[Read]:
        """Return what is in each line."""
        return [_read_line(line or b"", place) for line, place in _with_place(batch, LINE)]


@dataclass(frozen=True, slots=True)
class DraftReader:
    """A column holds drafts as JSON; `fed`: beside it stand the columns that `scan drafts` writes."""

    column: str
    fed: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Return what is looked at."""
        return (self.column, *(FED if self.fed else ()))

    @property
    def raw(self) -> tuple[str, ...]:
        """Return the column of the drafts."""
        return (self.column,)

    def read(self, batch: pa.RecordBatch) -> Sequence[Read]:
        """Return what is in each row."""
        ids = _values(batch, "draft_id")
        told = [_values(batch, name) for name in FED] if self.fed else []
        found = []
        for row, (data, place) in enumerate(_with_place(batch, self.column)):
            if told and told[1][row] is not None:
                kind, problem, count = (values[row] for values in told)
                trouble = trouble_at(place, _kind_of(kind), str(problem), count or 1, ids[row])
                found.append(Read(place, ids[row], None, trouble))
            else:
                found.append(_read_json(data, place, ids[row]))
        return found


@dataclass(frozen=True, slots=True)
class TableReader:
    """Each column is a field of the draft, as `scan --map` has it."""

    names: tuple[str, ...]
    layout: Columns
    order: Order | None = None
    raw: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Return what is looked at."""
        return self.names

    def read(self, batch: pa.RecordBatch) -> Sequence[Read]:
        """Return what is in each row."""
        made = RowDrafts(self.layout, self.order, load_knowledge())
        columns = [cells_of(batch.column(name)) for name in self.names]
        ids = _values(batch, "draft_id")
        return [
            _read_cells(made, Row(place.number, cells), place, own)
            for cells, (_, place), own in zip(
                zip(*columns, strict=True), _with_place(batch, self.names[0]), ids, strict=True
            )
        ]


def _read_line(line: bytes, place: Place) -> Read:
    if _FIRST.encode() in line[:64]:
        fed = _read_fed(line)
        if fed is not None:
            return fed
    found = next(iter(read_json_lines([line], place.member)))
    if not isinstance(found, ReadDraft):
        return Read(place, None, None, trouble_at(place, "unreadable", found.message))
    draft = found.draft
    own = draft.id or f"{place.member}#{place.number}"
    return Read(place, own, draft if draft.id else draft.model_copy(update={"id": own}))


def _read_fed(line: bytes) -> Read | None:
    """Return what `scan drafts` wrote, None where it was somebody else."""
    try:
        data = json.loads(line)
        if not isinstance(data, dict) or _FIRST not in data:
            return None
        made = Trouble.model_validate(data) if "problem" in data else Given.model_validate_json(line)
    except (ValueError, RecursionError):
        return None
    place = Place(made.source, made.member, made.number)
    if isinstance(made, Trouble):
        return Read(place, made.draft_id, None, made)
    return Read(place, made.draft_id, made.draft)


def _read_json(data: Any, place: Place, own: str | None) -> Read:
    if data is None:
        return Read(place, own, None, trouble_at(place, "unreadable", "holds no draft", draft_id=own))
    line = data if isinstance(data, bytes) else str(data).encode("utf-8", "surrogatepass")
    found = next(iter(read_json_lines([line], "")))
    if not isinstance(found, ReadDraft):
        return Read(place, own, None, trouble_at(place, "unreadable", found.message, draft_id=own))
    return Read(place, own or found.draft.id or draft_digest(found.draft), found.draft)


def _read_cells(made: RowDrafts, row: Row, place: Place, own: str | None) -> Read:
    if not any(map(shown, row.cells)):
        return Read(place)
    name = own or (f"{place.member}#{place.number}" if place.number else "")
    item = made.draft(row, place, name)
    if isinstance(item, Skipped):
        return Read(place, own, None, trouble_at(place, "skipped", item.reason, draft_id=own))
    if not isinstance(item, Archived):
        return Read(place, own, None, trouble_at(place, "unreadable", item.problem, draft_id=own))
    said = shown(made.cell(row, "published_at"))
    trouble = None
    if said and made.date(row) is None:
        trouble = trouble_at(place, "unreadable", f"its date cannot be read, or is one of two: {said[:40]!r}")
    draft = item.draft
    return Read(place, own or draft.id or draft_digest(draft), draft, trouble)


def _kind_of(name: Any) -> TroubleKind:
    return name if name in get_args(TroubleKind) else "unreadable"


def _with_place(batch: pa.RecordBatch, column: str) -> Iterator[tuple[Any, Place]]:
    sources, members, numbers = (_values(batch, name) for name in ("source", "member", "number"))
    for data, source, member, number in zip(_values(batch, column), sources, members, numbers, strict=True):
        yield data, Place(source or "", member or "", number or 0)


def _values(batch: pa.RecordBatch, name: str) -> Sequence[Any]:
    if name not in batch.schema.names:
        return [None] * batch.num_rows
    column = batch.column(name)
    try:
        values: Sequence[Any] = column.to_pylist()
    except UnicodeDecodeError:  # the cluster's own texts may be none
        values = [data and data.decode("utf-8", "replace") for data in column.cast(pa.binary()).to_pylist()]
    return values
