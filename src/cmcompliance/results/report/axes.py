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
    """Make the tables `post`, `found` and `cell` and return what their codes mean.

    `post`: a row for each draft, with the codes of its month, platform and author, without its words.
    `found`: a row for each finding that nobody waived, with the codes of its obligation and severity.
    `cell`: how many of those there are of each combination of codes.
    """
    base.execute(
        f"""
        CREATE TABLE slim AS
        SELECT draft_id, verdict, errors, warnings, infos, waived, questions, published_on, {_MONTH} AS m,
            coalesce(platform, '') AS platform_name, {AUTHOR} AS author_name
        FROM drafts
        """
    )
    base.execute(
        f"""
        CREATE TABLE held AS SELECT draft_id, obligation, {severity_code("severity")} AS severity
        FROM findings WHERE waived IS NULL
        """
    )
    months = _months(base, today)
    axes: dict[AxisName, Axis] = {
        "severity": Axis("severity", SEVERITIES),
        "obligation": _top(base, "obligation", "SELECT obligation AS name, 1 AS n FROM held"),
        "month": Axis("month", months.keys),
        "platform": _top(base, "platform", _of_posts("platform")),
        "author": _top(base, "author", _of_posts("author")),
    }
    count = months.last - months.first + 1
    base.execute(
        f"""
        CREATE TABLE post AS
        SELECT draft_id, verdict, errors, warnings, infos, waived, questions, published_on, author_name,
            platform_name,
            CAST(CASE WHEN published_on IS NULL THEN {count + 2} WHEN m < {months.first} THEN {count}
                WHEN m > {months.last} THEN {count + 1} ELSE m - {months.first} END AS SMALLINT) AS month,
            CAST(coalesce(p.code, {_MOST["platform"]}) AS SMALLINT) AS platform,
            CAST(coalesce(a.code, {_MOST["author"]}) AS SMALLINT) AS author
        FROM slim LEFT JOIN platform_axis p ON p.name = platform_name
        LEFT JOIN author_axis a ON a.name = author_name
        """
    )
    base.execute("DROP TABLE slim")
    base.execute(
        f"""
        CREATE TABLE found AS
        SELECT draft_id, CAST(coalesce(o.code, {_MOST["obligation"]}) AS SMALLINT) AS obligation,
            CAST(severity AS SMALLINT) AS severity
        FROM held LEFT JOIN obligation_axis o ON o.name = held.obligation
        """
    )
    base.execute("DROP TABLE held")
    base.execute(
        """
        CREATE TABLE cell AS
        SELECT obligation, month, platform, author, severity, count(*) AS n
        FROM found JOIN post USING (draft_id) GROUP BY ALL
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
    first, last = base.execute("SELECT min(m), max(m) FROM slim").fetchone() or (None, None)
    last = min(now if last is None else int(last), now + _AHEAD)
    first = min(last if first is None else int(first), last)
    return Months(max(first, last - _MOST_MONTHS + 1), last)


def _of_posts(axis: str) -> str:
    return f"SELECT {axis}_name AS name, errors + warnings + infos AS n FROM slim"


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
