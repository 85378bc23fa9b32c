"""What the charts and the tables under them show, of findings counted by one axis each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cmcompliance.results.report.axes import SEVERITIES, Axis, AxisName

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_OF_POSTS: Final = ("month", "platform", "author")


@dataclass(frozen=True, slots=True)
class BarPart:
    """The findings of one severity: where they begin and how long they are, in percent of the longest bar."""

    severity: str
    begin: float
    size: float

    @property
    def rest(self) -> float:
        """What is left beyond it."""
        return round(100 - self.begin - self.size, 3)


@dataclass(frozen=True, slots=True)
class Bar:
    """A value of an axis; `counts`: its findings by severity; `faulty`: how many posts they are in, of
    `posts`, None where that says nothing.
    """

    code: int
    label: str
    detail: str
    counts: tuple[int, int, int]
    faulty: int
    posts: int | None
    parts: tuple[BarPart, ...]

    @property
    def total(self) -> int:
        """How many findings it has."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Chart:
    """`bars`: those with findings, and for months all in a row."""

    axis: AxisName
    bars: tuple[Bar, ...]


Named = Callable[[str], tuple[str, str]]
"""Makes a label of a key, and what stands beside it."""


def chart_of(base: DuckDBPyConnection, axis: Axis, named: Named) -> Chart:
    """Return the chart of an axis. `cell` and `post` must be there."""
    counts = _counts(base, axis.name)
    faulty = _faulty(base, axis.name)
    posts = _posts(base, axis.name)
    longest = max((sum(found) for found in counts.values()), default=0)
    shown = [code for code in range(len(axis.keys)) if _is_shown(axis, code, counts, posts)]
    bars = []
    for code in shown:
        label, detail = named(axis.keys[code])
        found = counts.get(code, (0, 0, 0))
        bars.append(
            Bar(
                code=code,
                label=label,
                detail=detail,
                counts=found,
                faulty=faulty.get(code, 0),
                posts=posts.get(code, 0) if axis.name in _OF_POSTS else None,
                parts=_parts(found, longest),
            )
        )
    return Chart(axis.name, tuple(bars))


def _is_shown(axis: Axis, code: int, counts: Mapping[int, object], posts: Mapping[int, int]) -> bool:
    if axis.name == "severity":
        return True
    if axis.name == "month" and code < len(axis.keys) - 3:  # a month without a post is a month
        return True
    return code in counts or posts.get(code, 0) > 0


def _counts(base: DuckDBPyConnection, axis: AxisName) -> dict[int, tuple[int, int, int]]:
    rows = base.execute(
        f"""SELECT {axis}, coalesce(sum(n) FILTER (severity = 0), 0),
        coalesce(sum(n) FILTER (severity = 1), 0), coalesce(sum(n) FILTER (severity = 2), 0)
        FROM cell GROUP BY 1"""
    ).fetchall()
    return {int(row[0]): (int(row[1]), int(row[2]), int(row[3])) for row in rows}


def _faulty(base: DuckDBPyConnection, axis: AxisName) -> dict[int, int]:
    """Return how many posts have findings, by code."""
    if axis in _OF_POSTS:
        query = f"SELECT {axis}, count(*) FROM post WHERE errors + warnings + infos > 0 GROUP BY 1"
    elif axis == "severity":
        query = (
            "SELECT unnest([0, 1, 2]), unnest([count(*) FILTER (errors > 0), count(*) FILTER (warnings > 0), "
            "count(*) FILTER (infos > 0)]) FROM post"
        )
    else:
        query = "SELECT obligation, count(DISTINCT draft_id) FROM found GROUP BY 1"
    return {int(code): int(n) for code, n in base.execute(query).fetchall()}


def _posts(base: DuckDBPyConnection, axis: AxisName) -> dict[int, int]:
    if axis not in _OF_POSTS:
        return {}
    rows = base.execute(f"SELECT {axis}, count(*) FROM post GROUP BY 1").fetchall()
    return {int(code): int(n) for code, n in rows}


def _parts(counts: tuple[int, int, int], longest: int) -> tuple[BarPart, ...]:
    whole = max(1, longest)
    parts: list[BarPart] = []
    done = 0
    for severity, count in zip(SEVERITIES, counts, strict=True):
        parts.append(BarPart(severity, round(100 * done / whole, 3), round(100 * count / whole, 3)))
        done += count
    return tuple(parts)
