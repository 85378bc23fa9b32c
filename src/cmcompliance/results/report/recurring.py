"""Posts that say nearly the same: what is wrong with them is mended once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from cmcompliance.results.report.axes import AUTHOR, severity_code
from cmcompliance.results.report.choice import WORST_FIRST

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_TEAMS: Final = 15
_WORST_FIRST: Final = ", ".join(f"post.{one}" for one in WORST_FIRST.split(", "))
_MOST_NAMES: Final = 6
_MOST_FINDINGS: Final = 8
_SEVERITIES: Final = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in some posts: how grave at worst, under which title, in how many of them."""

    severity: str
    title: str
    posts: int


@dataclass(frozen=True, slots=True)
class Team:
    """Posts that say nearly the same; `example`: the worst of them; some of their platforms and authors."""

    number: int
    posts: int
    errors: int
    warnings: int
    first: date | None
    last: date | None
    platforms: tuple[str, ...]
    authors: tuple[str, ...]
    other_authors: int
    example: str
    codes: tuple[int, int, int]
    found: tuple[Found, ...]


def recurring_teams(base: DuckDBPyConnection, most: int = MOST_TEAMS) -> tuple[list[Team], int]:
    """Return the teams with most errors, and how many there are in all. `alike` and `post` must be there."""
    base.execute(
        """
        CREATE TABLE team AS
        SELECT team, count(*) AS posts, sum(errors) AS errors, sum(warnings) AS warnings,
            min(published_on) AS first, max(published_on) AS last
        FROM alike JOIN post USING (draft_id) GROUP BY team HAVING sum(errors) + sum(warnings) > 0
        """
    )
    base.execute(
        "CREATE TABLE top_team AS SELECT * FROM team "
        f"ORDER BY errors DESC, warnings DESC, posts DESC, team LIMIT {most}"
    )
    examples = _by_team(
        base,
        f"""
        SELECT team, draft_id, month, platform, author FROM post JOIN alike USING (draft_id)
        JOIN top_team USING (team)
        QUALIFY row_number() OVER (PARTITION BY team ORDER BY {_WORST_FIRST}) = 1
        """,
    )
    platforms = _by_team(base, _names_of("coalesce(platform, '')"))
    authors = _by_team(base, _names_of(AUTHOR))
    found = _by_team(
        base,
        f"""
        SELECT team, min({severity_code("severity")}) AS worst, title, count(DISTINCT draft_id) AS posts
        FROM findings JOIN alike USING (draft_id) JOIN top_team USING (team) WHERE waived IS NULL
        GROUP BY team, title ORDER BY team, worst, posts DESC, title
        """,
    )
    teams = []
    for row in base.execute(
        "SELECT team, posts, errors, warnings, first, last FROM top_team "
        "ORDER BY errors DESC, warnings DESC, posts DESC, team"
    ).fetchall():
        number = int(row[0])
        [(example, *codes)] = examples[number]
        named = [name for name, _ in authors.get(number, ()) if name]
        teams.append(
            Team(
                number=number,
                posts=int(row[1]),
                errors=int(row[2]),
                warnings=int(row[3]),
                first=row[4],
                last=row[5],
                platforms=tuple(name for name, _ in platforms.get(number, ())[:_MOST_NAMES] if name),
                authors=tuple(named[:_MOST_NAMES]),
                other_authors=max(0, len(named) - _MOST_NAMES),
                example=example,
                codes=(codes[0], codes[1], codes[2]),
                found=tuple(
                    Found(_SEVERITIES[worst], title, posts)
                    for worst, title, posts in found.get(number, ())[:_MOST_FINDINGS]
                ),
            )
        )
    count = base.execute("SELECT count(*) FROM team").fetchone()
    return teams, int(count[0]) if count else 0


def _names_of(name: str) -> str:
    return f"""
        SELECT team, {name} AS name, count(*) AS posts FROM drafts JOIN alike USING (draft_id)
        JOIN top_team USING (team) GROUP BY team, 2
        QUALIFY row_number() OVER (PARTITION BY team ORDER BY count(*) DESC, name) <= 1000
        ORDER BY team, posts DESC, name
    """


def _by_team(base: DuckDBPyConnection, query: str) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = {}
    for team, *values in base.execute(query).fetchall():
        found.setdefault(int(team), []).append(tuple(values))
    return found
