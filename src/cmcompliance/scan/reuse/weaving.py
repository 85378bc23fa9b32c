"""The files of a chunk, of rows that were made anew and rows that are taken over, in the chunk's order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

import pyarrow as pa

from cmcompliance.scan.answers import Dataset, Part, Parts
from cmcompliance.scan.columns import SCHEMAS
from cmcompliance.scan.parts import table_of, written
from cmcompliance.scan.reuse.part import PLACE, OldPart
from cmcompliance.scan.reuse.piece import WOVEN, Piece
from cmcompliance.scan.tally import Tally

Rows = Mapping[Dataset, Sequence[Mapping[str, Any]]]


def woven(pieces: Sequence[Piece], fresh: Rows, tally: Tally, pyarrow: str) -> Parts:
    """Return the files that the rows of all pieces would have made at once, and all of them counted.

    `fresh`: the rows made anew, `tally`: what is in them; `pyarrow`: the version that wrote older parts.
    """
    over = [piece for piece in pieces if piece.part is not None]
    for piece in over:
        _count(piece, tally)
    errors = written(table_of(fresh["errors"], SCHEMAS["errors"]))
    whole = _whole(pieces) if pyarrow == pa.__version__ else None
    files: dict[Dataset, Part] = {
        name: written(_woven(name, pieces, fresh)) if whole is None else _copied(name, whole)
        for name in WOVEN
    }
    return Parts({**files, "errors": errors}, tally, len(over))


def _count(piece: Piece, tally: Tally) -> None:
    assert piece.part is not None
    tally.verdicts[piece.part.verdict(piece.rows["drafts"].start)] += 1
    for row in piece.rows["findings"]:
        if (counted := piece.part.counted[row]) is not None:
            severity, obligation = counted
            tally.severities[severity] += 1
            tally.obligations[obligation] += 1
    tally.questions += len(piece.rows["questions"])


def _whole(pieces: Sequence[Piece]) -> OldPart | None:
    """Return the part whose rows these are, all of them, in their order and at their places."""
    part = pieces[0].part if pieces else None
    if part is None or len(part) != len(pieces):
        return None
    same = all(
        piece.part is part
        and piece.rows["drafts"].start == row
        and tuple(piece.place[name] for name in PLACE) == part.place(row)
        for row, piece in enumerate(pieces)
    )
    return part if same else None


def _copied(name: Dataset, part: OldPart) -> Part:
    if name not in part.files:
        return written(SCHEMAS[name].empty_table())
    return Part(part.rows(name, len(part) - 1).stop, part.files[name])


def _woven(name: Dataset, pieces: Sequence[Piece], fresh: Rows) -> pa.Table:
    tables: dict[int | None, pa.Table] = {None: table_of(fresh[name], SCHEMAS[name])}
    for piece in pieces:
        if piece.part is not None and piece.part.number not in tables:
            tables[piece.part.number] = piece.part.table(name)
    begins = dict(zip(tables, accumulate((len(table) for table in tables.values()), initial=0), strict=False))
    chosen: list[int] = []
    places: dict[str, list[Any]] = {column: [] for column in PLACE}
    for piece in pieces:
        begin, rows = begins[None if piece.part is None else piece.part.number], piece.rows[name]
        chosen.extend(range(begin + rows.start, begin + rows.stop))
        for column, values in places.items():
            values.extend([piece.place[column]] * len(rows))
    table = _chosen(pa.concat_tables(tables.values()).combine_chunks(), chosen)
    for number, (column, values) in enumerate(places.items()):
        field = SCHEMAS[name].field(column)
        table = table.set_column(number, field, pa.array(values, field.type))
    return table


def _chosen(table: pa.Table, rows: list[int]) -> pa.Table:
    if rows and rows[-1] - rows[0] == len(rows) - 1 and rows == list(range(rows[0], rows[-1] + 1)):
        return table.slice(rows[0], len(rows))
    return table.take(pa.array(rows, pa.int64()))
