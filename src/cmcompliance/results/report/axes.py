"""By what findings are counted: the obligation, the month, the platform, the author, how grave they are.

Each axis has few values whatever the archive: those that matter most, and one for all others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

AxisName = Literal["severity", "obligation", "month", "platform", "author"]
SEVERITIES: Final = ("error", "warning", "info")
_MOST_MONTHS: Final = 180
_AHEAD: Final = 12
"""So many months after the day of the scan a post may be planned; what is later has no month of its own."""
_MOST: Final = {"obligation": 30, "platform": 16, "author": 20}
_LONGEST_NAME: Final = 80


@dataclass(frozen=True, slots=True)
class Months:
    """Months in a row, as years * 12 + month - 1, both ends included."""

    first: int
    last: int

    @property
    def keys(self) -> tuple[str, ...]:
        """Their names by code, `2024-03`; what is before them, after them, and has no day."""
        named = (f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(self.first, self.last + 1))
        return (*named, "earlier", "later", "")


@dataclass(frozen=True, slots=True)
class Axis:
    """`keys`: its values by code; `others`: how many more values are in its last one, `…`."""

    name: AxisName
    keys: tuple[str, ...]
    others: int = 0


def lay_axes(base: DuckDBPyConnection, today: str) -> dict[AxisName, Axis]:
    """Make the tables `post` and `cell` and return what their codes mean.

    `post`: a row for each draft, with the codes of its month, platform and author, without its words.
    `cell`: how many findings that nobody waived there are of each combination of codes.
    """
    months = _months(base, today)
    axes: dict[AxisName, Axis] = {
        "severity": Axis("severity", SEVERITIES),
        "obligation": _top(
            base, "obligation", "SELECT obligation AS name, 1 AS n FROM findings WHERE waived IS NULL"
        ),
        "month": Axis("month", months.keys),
        "platform": _top(base, "platform", _of_drafts("coalesce(platform, '')")),
        "author": _top(base, "author", _of_drafts(AUTHOR)),
    }
    count = months.last - months.first + 1
    base.execute(
        f"""
        CREATE TABLE post AS
        SELECT draft_id, verdict, errors, warnings, infos, questions, published_on,
            CAST(CASE WHEN published_on IS NULL THEN {count + 2} WHEN m < {months.first} THEN {count}
                WHEN m > {months.last} THEN {count + 1} ELSE m - {months.first} END AS SMALLINT) AS month,
            CAST(coalesce(p.code, {_MOST["platform"]}) AS SMALLINT) AS platform,
            CAST(coalesce(a.code, {_MOST["author"]}) AS SMALLINT) AS author
        FROM (SELECT *, {_MONTH} AS m FROM drafts) d
        LEFT JOIN platform_axis p ON p.name = coalesce(d.platform, '')
        LEFT JOIN author_axis a ON a.name = {AUTHOR}
        """
    )
    base.execute(
        f"""
        CREATE TABLE cell AS
        SELECT CAST(coalesce(o.code, {_MOST["obligation"]}) AS SMALLINT) AS obligation,
            post.month, post.platform, post.author,
            CAST({severity_code("f.severity")} AS SMALLINT) AS severity, count(*) AS n
        FROM findings f JOIN post USING (draft_id) LEFT JOIN obligation_axis o ON o.name = f.obligation
        WHERE f.waived IS NULL
        GROUP BY ALL
        """
    )
    return axes


AUTHOR: Final = f"left(coalesce(nullif(handle, ''), author, ''), {_LONGEST_NAME})"
"""What an author is called, in SQL over drafts."""
_MONTH: Final = "(CAST(year(published_on) AS BIGINT) * 12 + month(published_on) - 1)"


def severity_code(column: str) -> str:
    """Return SQL that makes a number of a severity, 0 for the worst."""
    return f"CASE {column} WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END"


def _months(base: DuckDBPyConnection, today: str) -> Months:
    year, month = (int(part) for part in today.split("-")[:2])
    now = year * 12 + month - 1
    query = f"SELECT min({_MONTH}), max({_MONTH}) FROM drafts WHERE published_on IS NOT NULL"
    first, last = base.execute(query).fetchone() or (None, None)
    last = min(now if last is None else int(last), now + _AHEAD)
    first = min(last if first is None else int(first), last)
    return Months(max(first, last - _MOST_MONTHS + 1), last)


def _of_drafts(name: str) -> str:
    return f"SELECT {name} AS name, errors + warnings + infos AS n FROM drafts"


def _top(base: DuckDBPyConnection, name: AxisName, rows: str) -> Axis:
    """Return the values with most findings, and make a table of their codes."""
    base.execute(
        f"""
        CREATE TABLE {name}_axis AS
        SELECT name, row_number() OVER (ORDER BY n DESC, posts DESC, name) - 1 AS code
        FROM (SELECT name, sum(n) AS n, count(*) AS posts FROM ({rows}) GROUP BY 1)
        QUALIFY code < {_MOST[name]}
        """
    )
    keys = [str(row[0]) for row in base.execute(f"SELECT name FROM {name}_axis ORDER BY code").fetchall()]
    found = base.execute(f"SELECT count(DISTINCT name) FROM ({rows})").fetchone()
    others = int(found[0]) - len(keys) if found else 0
    return Axis(name, (*keys, "…") if others else tuple(keys), others)
