"""What was scanned, what was left out, and which rules did not speak."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MOST_SOURCES: Final = 50
_MOST_REASONS: Final = 25
_MOST_TROUBLES: Final = 25
_MOST_RULES: Final = 40
_MOST_WAIVERS: Final = 20
_LONGEST: Final = 300


@dataclass(frozen=True, slots=True)
class Source:
    """An archive, and the days of its first and last post."""

    name: str
    posts: int
    first: date | None
    last: date | None
    skipped: int
    troubles: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that was not checked, and why."""

    kind: str
    place: str
    problem: str
    count: int


@dataclass(frozen=True, slots=True)
class Silent:
    """A rule that did not speak in some posts; `reason` empty: settings or options switched it off."""

    rule: str
    reason: str
    posts: int


@dataclass(frozen=True, slots=True)
class Accepted:
    """Findings that somebody accepted."""

    title: str
    by: str
    reason: str
    until: date | None
    count: int


@dataclass(frozen=True, slots=True)
class Listed:
    """Some rows of what there is, and how many there are in all."""

    rows: tuple[Any, ...]
    total: int

    @property
    def more(self) -> int:
        """How many rows had no room."""
        return self.total - len(self.rows)


@dataclass(frozen=True, slots=True)
class Extent:
    """`first` and `last`: days of the first and the last post that has one; `undated`: posts without;
    `questioned`: posts with open questions.
    """

    posts: int
    verdicts: dict[str, int]
    severities: dict[str, int]
    first: date | None
    last: date | None
    undated: int
    authors: int
    questions: int
    questioned: int
    waived: int
    jurisdictions: Listed
    languages: Listed
    assumed: Listed
    from_settings: Listed
    sources: Listed
    skipped: Listed
    troubles: Listed
    trouble_count: int
    switched_off: Listed
    not_evaluated: Listed
    accepted: Listed


def extent_of(base: DuckDBPyConnection) -> Extent:
    """Return it all; `post` must be there."""
    base.execute(
        """
        CREATE TABLE trait AS
        SELECT source, coalesce(language, '') AS language, jurisdictions, assumed, from_settings,
            switched_off, not_evaluated, count(*) AS n, min(published_on) AS first, max(published_on) AS last
        FROM drafts GROUP BY ALL
        """
    )
    posts, first, last, undated, questions, questioned, waived, authors = _one(
        base,
        """SELECT count(*), min(published_on), max(published_on), count(*) - count(published_on),
        coalesce(sum(questions), 0), count(*) FILTER (questions > 0), coalesce(sum(waived), 0),
        count(DISTINCT nullif(author_name, '')) FROM post""",
    )
    verdicts = dict(base.execute("SELECT verdict, count(*) FROM post GROUP BY 1").fetchall())
    errors, warnings, infos = _one(
        base, "SELECT coalesce(sum(errors), 0), coalesce(sum(warnings), 0), coalesce(sum(infos), 0) FROM post"
    )
    return Extent(
        posts=posts,
        verdicts={name: verdicts.get(name, 0) for name in ("block", "review", "pass")},
        severities={"error": int(errors), "warning": int(warnings), "info": int(infos)},
        first=first,
        last=last,
        undated=undated,
        authors=authors,
        questions=int(questions),
        questioned=questioned,
        waived=int(waived),
        jurisdictions=_counts(base, "jurisdictions"),
        languages=_listed(
            base, "SELECT language, sum(n)::BIGINT AS posts FROM trait GROUP BY 1", "posts DESC, language", 12
        ),
        assumed=_counts(base, "assumed"),
        from_settings=_counts(base, "from_settings"),
        sources=_sources(base),
        skipped=_listed(
            base,
            f"SELECT left(problem, {_LONGEST}) AS problem, CAST(sum(count) AS BIGINT) AS n FROM errors "
            "WHERE kind = 'skipped' GROUP BY 1",
            "n DESC, problem",
            _MOST_REASONS,
        ),
        troubles=_troubles(base),
        trouble_count=int(
            _one(base, "SELECT coalesce(sum(count), 0) FROM errors WHERE kind <> 'skipped'")[0]
        ),
        switched_off=_silent(base, "SELECT unnest(switched_off) AS rule, '' AS reason, n FROM trait"),
        not_evaluated=_silent(
            base,
            f"SELECT gap.rule AS rule, left(gap.reason, {_LONGEST}) AS reason, n FROM "
            "(SELECT unnest(not_evaluated) AS gap, n FROM trait)",
        ),
        accepted=_accepted(base),
    )


def _one(base: DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    row = base.execute(query).fetchone()
    assert row is not None
    return tuple(row)


def _listed(base: DuckDBPyConnection, query: str, order: str, most: int) -> Listed:
    rows = base.execute(
        f"SELECT *, count(*) OVER () AS total FROM ({query}) ORDER BY {order} LIMIT {most}"
    ).fetchall()
    return Listed(tuple(tuple(row[:-1]) for row in rows), int(rows[0][-1]) if rows else 0)


def _counts(base: DuckDBPyConnection, column: str) -> Listed:
    rows = f"SELECT unnest({column}) AS name, n FROM trait"
    query = f"SELECT name, sum(n)::BIGINT AS posts FROM ({rows}) GROUP BY 1"
    return _listed(base, query, "posts DESC, name", 12)


def _sources(base: DuckDBPyConnection) -> Listed:
    found = _listed(
        base,
        """
        SELECT source, sum(posts)::BIGINT AS posts, min(first) AS first, max(last) AS last,
            coalesce(sum(skipped), 0)::BIGINT AS skipped, coalesce(sum(troubles), 0)::BIGINT AS troubles
        FROM (SELECT source, sum(n) AS posts, min(first) AS first, max(last) AS last,
                0 AS skipped, 0 AS troubles FROM trait GROUP BY 1
            UNION ALL SELECT source, 0, NULL, NULL, sum(count) FILTER (kind = 'skipped'),
                sum(count) FILTER (kind <> 'skipped') FROM errors GROUP BY 1)
        GROUP BY 1
        """,
        "posts DESC, source",
        _MOST_SOURCES,
    )
    return Listed(tuple(Source(*row) for row in found.rows), found.total)


def _troubles(base: DuckDBPyConnection) -> Listed:
    found = _listed(
        base,
        f"""
        SELECT kind, left(concat_ws('!', nullif(source, ''), nullif(member, '')), {_LONGEST})
            || CASE WHEN number > 0 THEN '#' || number ELSE '' END AS place,
            left(problem, {_LONGEST}) AS problem, count
        FROM errors WHERE kind <> 'skipped'
        """,
        "kind, place, problem",
        _MOST_TROUBLES,
    )
    return Listed(tuple(Trouble(*row) for row in found.rows), found.total)


def _silent(base: DuckDBPyConnection, rows: str) -> Listed:
    query = f"SELECT rule, reason, sum(n)::BIGINT AS posts FROM ({rows}) GROUP BY rule, reason"
    found = _listed(base, query, "posts DESC, rule, reason", _MOST_RULES)
    return Listed(tuple(Silent(*row) for row in found.rows), found.total)


def _accepted(base: DuckDBPyConnection) -> Listed:
    query = f"""
        SELECT title, left(waived.by, {_LONGEST}) AS who, left(waived.reason, {_LONGEST}) AS why,
            waived.until AS last, count(*) AS n
        FROM findings WHERE waived IS NOT NULL GROUP BY ALL
    """
    found = _listed(base, query, "n DESC, title, who, why, last", _MOST_WAIVERS)
    return Listed(tuple(Accepted(*row) for row in found.rows), found.total)
