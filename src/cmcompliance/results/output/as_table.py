"""Rows as a table for eyes: columns as wide as fits, or one below the other where none would be readable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, Final

from rich.cells import cell_len, set_cell_size

from cmcompliance.render.style import clean
from cmcompliance.results.output.values import is_number, one_cell

_LOOKED_AT: Final = 200
"""By how many of the first rows the widths are chosen."""
_NARROWEST: Final = 8
"""No column is cut to less."""
_BETWEEN: Final = "  "
_NULL: Final = "NULL"

Row = Sequence[Any]


def table_lines(names: Sequence[str], rows: Iterable[Row], width: int) -> Iterator[str]:
    """Yield lines, none wider than `width` cells."""
    coming = iter(rows)
    first = list(islice(coming, _LOOKED_AT))
    heads = [_shown(name) for name in names]
    wanted = [
        max([cell_len(head), *(cell_len(_shown(row[column])) for row in first)])
        for column, head in enumerate(heads)
    ]
    widths = _fitting(wanted, width - len(_BETWEEN) * (len(names) - 1))
    if widths is None:
        yield from _records(heads, chain(first, coming), width)
        return
    yield _line(heads, widths, [all(is_number(row[column]) for row in first) for column in range(len(heads))])
    yield _BETWEEN.join("─" * wide for wide in widths)
    for row in chain(first, coming):
        yield _line([_shown(value) for value in row], widths, [is_number(value) for value in row])


def _fitting(wanted: Sequence[int], room: int) -> list[int] | None:
    """Return widths that fit into `room`, the widest cut first; None where that leaves too little."""
    if sum(min(wide, _NARROWEST) for wide in wanted) > room:
        return None
    low, high = _NARROWEST, max(wanted, default=0)
    while low < high:  # the widest that a column may be
        middle = (low + high + 1) // 2
        low, high = (middle, high) if sum(min(w, middle) for w in wanted) <= room else (low, middle - 1)
    return [min(wide, max(low, _NARROWEST)) for wide in wanted]


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    made = [
        _cut(cell, wide) if not to_right or cell_len(cell) > wide else " " * (wide - cell_len(cell)) + cell
        for cell, wide, to_right in zip(cells, widths, right, strict=True)
    ]
    return _BETWEEN.join(made).rstrip()


def _records(heads: Sequence[str], rows: Iterable[Row], width: int) -> Iterator[str]:
    """Yield the rows one below the other, a line for each column."""
    wide = min(max(map(cell_len, heads)), width // 2)
    for number, row in enumerate(rows, start=1):
        yield f"── {number} ".ljust(width, "─")
        for head, value in zip(heads, row, strict=True):
            yield _cut(f"{_cut(head, wide)}{_BETWEEN}{_shown(value)}", width).rstrip()


def _shown(value: object) -> str:
    return _NULL if value is None else clean(" ".join(one_cell(value).split()))


def _cut(text: str, width: int) -> str:
    """Return the text in exactly `width` cells."""
    return set_cell_size(text, width - 1) + "…" if cell_len(text) > width else set_cell_size(text, width)
