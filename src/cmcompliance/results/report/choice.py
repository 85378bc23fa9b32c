"""Which posts are shown: the worst ones, and an example of each obligation, platform and author."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_POSTS: Final = 30
WORST_FIRST: Final = "errors DESC, warnings DESC, published_on DESC NULLS LAST, draft_id"
"""How posts are ranked, in SQL: the one with most errors first, a recent one before an older one."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A post to be shown; `alike`: how many posts say nearly the same, itself counted; `codes`: of month,
    platform and author; `hits`: obligation and severity, by code, of what was found in it.
    """

    draft_id: str
    is_worst: bool
    team: int | None
    alike: int
    codes: tuple[int, int, int]
    hits: tuple[tuple[int, int], ...]


def rank_posts(base: DuckDBPyConnection) -> None:
    """Make the table `faulty`: posts with findings, one of those that are nearly the same."""
    base.execute(
        f"""
        CREATE TABLE faulty AS
        SELECT *, NULL::INTEGER AS team, 1::BIGINT AS alike FROM post ANTI JOIN alike USING (draft_id)
        WHERE errors + warnings > 0
        UNION ALL
        SELECT *, count(*) OVER (PARTITION BY team) AS alike FROM post JOIN alike USING (draft_id)
        WHERE errors + warnings > 0
        QUALIFY row_number() OVER (PARTITION BY team ORDER BY {WORST_FIRST}) = 1
        """
    )


def chosen_posts(base: DuckDBPyConnection, most: int = MOST_POSTS) -> list[Chosen]:
    """Return the posts to be shown: the worst ones, then the examples, each of them the worst one first."""
    worst = _names(base, f"SELECT draft_id FROM faulty ORDER BY {WORST_FIRST} LIMIT {most}")
    named = set(worst)
    for axis in ("platform", "author"):
        named |= set(
            _names(
                base,
                f"SELECT draft_id FROM post WHERE errors + warnings + infos > 0 "
                f"QUALIFY row_number() OVER (PARTITION BY {axis} ORDER BY {WORST_FIRST}) = 1",
            )
        )
    named |= set(
        _names(
            base,
            f"SELECT draft_id FROM found JOIN post USING (draft_id) QUALIFY row_number() OVER "
            f"(PARTITION BY obligation ORDER BY severity, {WORST_FIRST}) = 1",
        )
    )
    rows = base.execute(
        f"""
        SELECT draft_id, team, coalesce(size, 1), month, platform, author
        FROM post LEFT JOIN alike USING (draft_id)
        LEFT JOIN (SELECT team, count(*) AS size FROM alike GROUP BY team) USING (team)
        WHERE draft_id IN ? ORDER BY {WORST_FIRST}
        """,
        [sorted(named)],
    ).fetchall()
    hits = _hits(base, sorted(named))
    best = set(worst)
    chosen = [
        Chosen(draft_id, draft_id in best, team, alike, (month, platform, author), hits.get(draft_id, ()))
        for draft_id, team, alike, month, platform, author in rows
    ]
    return sorted(chosen, key=lambda one: not one.is_worst)


def rows_of(
    base: DuckDBPyConnection, dataset: str, draft_ids: Sequence[str]
) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of a dataset that belong to drafts, by draft_id."""
    cursor = base.execute(f"SELECT * FROM {dataset} WHERE draft_id IN ?", [sorted(set(draft_ids))])
    columns = [str(column[0]) for column in cursor.description or ()]
    found: dict[str, list[dict[str, Any]]] = {}
    for values in cursor.fetchall():
        row = dict(zip(columns, values, strict=True))
        found.setdefault(row["draft_id"], []).append(row)
    return found


def _names(base: DuckDBPyConnection, query: str) -> list[str]:
    return [str(row[0]) for row in base.execute(query).fetchall()]


def _hits(base: DuckDBPyConnection, draft_ids: list[str]) -> dict[str, tuple[tuple[int, int], ...]]:
    rows = base.execute(
        "SELECT DISTINCT draft_id, obligation, severity FROM found WHERE draft_id IN ? ORDER BY ALL",
        [draft_ids],
    ).fetchall()
    hits: dict[str, list[tuple[int, int]]] = {}
    for draft_id, obligation, severity in rows:
        hits.setdefault(draft_id, []).append((obligation, severity))
    return {draft_id: tuple(found) for draft_id, found in hits.items()}
