"""Rows as CSV that a spreadsheet opens and takes nothing of for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cmcompliance.render.csv_table import safe_cell
from cmcompliance.results.output.values import is_number, one_cell

_MARK = "\ufeff"


def csv_lines(names: Sequence[str], rows: Iterable[Sequence[Any]], *, marked: bool = True) -> Iterator[str]:
    """Yield the header and a line for each row, after RFC 4180; `marked`: begin with a byte order mark, by
    which Excel knows UTF-8.
    """
    yield (_MARK if marked else "") + _line([safe_cell(name) for name in names])
    for row in rows:
        yield _line([one_cell(value) if is_number(value) else safe_cell(one_cell(value)) for value in row])


def _line(cells: Sequence[str]) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerow(cells)
    return stream.getvalue()
