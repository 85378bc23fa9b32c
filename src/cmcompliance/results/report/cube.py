"""The counts of findings by all axes at once, small enough to stand in a page as text."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from cmcompliance.results.report.axes import Axis, AxisName

if TYPE_CHECKING:
    from collections.abc import Mapping

    from duckdb import DuckDBPyConnection

ORDER: Final[tuple[AxisName, ...]] = ("obligation", "month", "platform", "author", "severity")
MOST_CELLS: Final = 250_000
_ROWS: Final = 10_000


def cube_of(base: DuckDBPyConnection, axes: Mapping[AxisName, Axis], most: int = MOST_CELLS) -> str | None:
    """Return the cells in base64, None where they are more than `most`.

    Each is two numbers in LEB128: how far its number is from that of the one before, and how many findings
    are in it. The number of a cell is that of its codes, in `ORDER`, the last one changing first.
    """
    found = base.execute("SELECT count(*) FROM cell").fetchone()
    if not found or found[0] > most:
        return None
    sizes = [len(axes[name].keys) for name in ORDER]
    number = str(ORDER[0])
    for name, size in zip(ORDER[1:], sizes[1:], strict=True):
        number = f"({number}) * {size} + {name}"
    query = (
        f"SELECT number, n FROM (SELECT CAST({_wide(number)} AS BIGINT) AS number, n FROM cell) ORDER BY 1"
    )
    return packed(_rows(base, query))


def packed(cells: Iterable[Sequence[int]]) -> str:
    """Return cells in the order of their numbers, as `cube_of` says."""
    made, before = bytearray(), 0
    for number, count in cells:
        _append(made, number - before)
        _append(made, count)
        before = number
    return b64encode(bytes(made)).decode()


def _wide(number: str) -> str:
    return number.replace(ORDER[0], f"CAST({ORDER[0]} AS BIGINT)", 1)


def _rows(base: DuckDBPyConnection, query: str) -> Iterable[Sequence[int]]:
    cursor = base.execute(query)
    while rows := cursor.fetchmany(_ROWS):
        yield from rows


def _append(made: bytearray, number: int) -> None:
    while number > 127:
        made.append(number & 127 | 128)
        number >>= 7
    made.append(number)
