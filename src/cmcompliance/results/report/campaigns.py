"""Open questions by campaign, so that one answer settles many.

A campaign: posts of one author that name the same brand, for want of one share a hashtag, then lead to
the same site, then say nearly the same, then have nothing but their author in common; none of them comes more
than 60 days after the one before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal

from cmcompliance.results.report.axes import AUTHOR, severity_code

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_CAMPAIGNS: Final = 20
MOST_FIELDS: Final = 30
GAP: Final = 60
"""So many days without a post end a campaign."""
_MOST_STAKES: Final = 4
_MOST_QUESTIONS: Final = 6
_SEVERITIES: Final = ("error", "warning", "info")
Bond = Literal["brand", "hashtag", "site", "text", "author"]


@dataclass(frozen=True, slots=True)
class Stake:
    """A finding that an answer would raise or rule out."""

    severity: str
    title: str


@dataclass(frozen=True, slots=True)
class Open:
    """A question, in how many posts it is open, of how many authors, and what hangs on it."""

    field: str
    question: str
    posts: int
    authors: int
    stakes: tuple[Stake, ...]


@dataclass(frozen=True, slots=True)
class Campaign:
    """`bond`: what its posts have in common, `name`: which; `example`: the first words of one of them."""

    author: str
    bond: Bond
    name: str
    posts: int
    first: date | None
    last: date | None
    platforms: tuple[str, ...]
    example: str
    questions: tuple[Open, ...]


def open_questions(base: DuckDBPyConnection, most: int = MOST_FIELDS) -> tuple[list[Open], int]:
    """Return the questions that are open in most posts, and how many there are. `post` must be there."""
    rows = base.execute(
        """
        SELECT field, arg_min(question, draft_id), count(DISTINCT draft_id) AS posts, count(DISTINCT author)
        FROM (SELECT q.field, q.question, draft_id, author_name AS author
            FROM questions q JOIN post USING (draft_id))
        GROUP BY field ORDER BY posts DESC, field
        """
    ).fetchall()
    stakes = _stakes(base, "''", "questions", "true")
    made = [Open(row[0], row[1], row[2], row[3], stakes.get(("", row[0]), ())) for row in rows[:most]]
    return made, len(rows)


def campaigns_of(base: DuckDBPyConnection, most: int = MOST_CAMPAIGNS) -> tuple[list[Campaign], int]:
    """Return those with most posts, the graver first, and how many there are. `alike` must be there."""
    for statement in _SETTLE:
        base.execute(statement)
    base.execute(
        f"""
        CREATE TABLE top_campaign AS
        SELECT campaign, count(*) AS posts, min(published_on) AS first, max(published_on) AS last,
            any_value(who) AS who, any_value(bond) AS bond, min(coalesce(written, name)) AS name,
            min(draft_id) AS example, min(gravest) AS gravest
        FROM in_campaign GROUP BY campaign
        ORDER BY posts DESC, gravest, campaign LIMIT {most}
        """
    )
    questions: dict[int, list[Open]] = {}
    stakes = _stakes(
        base,
        "campaign",
        "questions JOIN in_campaign USING (draft_id) JOIN top_campaign USING (campaign)",
        "true",
    )
    for campaign, field, question, posts in base.execute(
        """
        SELECT campaign, field, arg_min(question, draft_id), count(DISTINCT draft_id) AS posts
        FROM questions JOIN in_campaign USING (draft_id) JOIN top_campaign USING (campaign)
        GROUP BY campaign, field ORDER BY campaign, posts DESC, field
        """
    ).fetchall():
        questions.setdefault(campaign, []).append(
            Open(field, question, posts, 1, stakes.get((campaign, field), ()))
        )
    platforms: dict[int, list[str]] = {}
    for campaign, platform in base.execute(
        """
        SELECT campaign, platform FROM in_campaign JOIN top_campaign USING (campaign)
        WHERE platform IS NOT NULL GROUP BY ALL ORDER BY campaign, count(*) DESC, platform
        """
    ).fetchall():
        platforms.setdefault(campaign, []).append(platform)
    texts = dict(
        base.execute(
            "SELECT draft_id, left(coalesce(nullif(title, ''), text), 160) FROM drafts "
            "WHERE draft_id IN (SELECT example FROM top_campaign)"
        ).fetchall()
    )
    rows = base.execute(
        "SELECT campaign, who, bond, name, posts, first, last, example FROM top_campaign "
        "ORDER BY posts DESC, gravest, campaign"
    ).fetchall()
    count = base.execute("SELECT count(DISTINCT campaign) FROM in_campaign").fetchone()
    return [
        Campaign(
            author=who,
            bond=bond,
            name=name,
            posts=posts,
            first=first,
            last=last,
            platforms=tuple(platforms.get(campaign, ())),
            example=str(texts.get(example) or ""),
            questions=tuple(questions.get(campaign, ())[:_MOST_QUESTIONS]),
        )
        for campaign, who, bond, name, posts, first, last, example in rows
    ], int(count[0]) if count else 0


_SETTLE: Final = (
    f"""
    CREATE TABLE asked AS
    SELECT draft_id, {AUTHOR} AS who, published_on, platform,
        lower(nullif(trim(left(brand, 80)), '')) AS brand, trim(left(brand, 80)) AS written,
        list_distinct(list_transform(regexp_extract_all(left(text, 5000), '#[\\p{{L}}\\p{{N}}_]+'),
            lambda tag: lower(left(tag, 80)))) AS tags,
        nullif(left(lower(regexp_extract(coalesce(links[1], text),
            'https?://(?:www[.])?([^/\\s:?#]+)', 1)), 80), '') AS site,
        team, gravest
    FROM drafts JOIN (
        SELECT draft_id, min(coalesce(list_min(list_transform(at_stake,
            lambda one: {severity_code("one.severity")})), 3)) AS gravest
        FROM questions GROUP BY draft_id) USING (draft_id)
    LEFT JOIN alike USING (draft_id)
    """,
    # Of a post's hashtags, the one that most posts of its author have.
    """
    CREATE TABLE tagged AS
    SELECT draft_id, tag FROM (
        SELECT draft_id, tag, count(*) OVER (PARTITION BY who, tag) AS shared
        FROM (SELECT draft_id, who, unnest(tags) AS tag FROM asked WHERE brand IS NULL))
    WHERE shared > 1
    QUALIFY row_number() OVER (PARTITION BY draft_id ORDER BY shared DESC, tag) = 1
    """,
    f"""
    CREATE TABLE in_campaign AS
    SELECT draft_id, who, published_on, platform, gravest, bond, name, written,
        dense_rank() OVER (ORDER BY who, bond, name, part) AS campaign
    FROM (SELECT *, sum(begins) OVER (PARTITION BY who, bond, name ORDER BY published_on NULLS LAST, draft_id
            ROWS UNBOUNDED PRECEDING) AS part
        FROM (SELECT *, CASE WHEN published_on - lag(published_on) OVER (PARTITION BY who, bond, name
                ORDER BY published_on NULLS LAST, draft_id) > {GAP} THEN 1 ELSE 0 END AS begins
            FROM (SELECT *,
                CASE WHEN brand IS NOT NULL THEN 'brand' WHEN tag IS NOT NULL THEN 'hashtag'
                    WHEN site IS NOT NULL THEN 'site' WHEN team IS NOT NULL THEN 'text'
                    ELSE 'author' END AS bond,
                coalesce(brand, tag, site, CAST(team AS VARCHAR), '') AS name
                FROM asked LEFT JOIN tagged USING (draft_id))))
    """,
)


def _stakes(
    base: DuckDBPyConnection, group: str, rows: str, where: str
) -> dict[tuple[Any, str], tuple[Stake, ...]]:
    """Return what hangs on the questions of each group and field, the gravest first."""
    found: dict[tuple[Any, str], list[Stake]] = {}
    for key, field, severity, title in base.execute(
        f"""
        SELECT key, field, severity, title FROM (
            SELECT key, field, min({severity_code("stake.severity")}) AS severity, stake.title AS title,
                count(*) AS n
            FROM (SELECT {group} AS key, field, unnest(at_stake) AS stake FROM {rows} WHERE {where})
            GROUP BY key, field, stake.title)
        QUALIFY row_number() OVER (PARTITION BY key, field ORDER BY severity, n DESC, title) <= {_MOST_STAKES}
        ORDER BY key, field, severity, n DESC, title
        """
    ).fetchall():
        found.setdefault((key, field), []).append(Stake(_SEVERITIES[severity], title))
    return {key: tuple(stakes) for key, stakes in found.items()}
