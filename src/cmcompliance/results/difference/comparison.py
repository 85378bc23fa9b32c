"""Two scans joined in one database: what is otherwise, counted, and read row by row."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cmcompliance.results.difference.change import REASONS, Change, Side
from cmcompliance.results.opening import opened

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_AT_ONCE: Final = 1000
_FINDINGS: Final = """
    SELECT draft_id, source, member, number, rule, obligation, jurisdiction, platform, severity, fingerprint,
        title, message, hash(hint, edit) AS rest, waived.by AS waived_by, hash(waived) AS waiver
    FROM findings
"""
_DRAFTS: Final = """
    SELECT draft_id, published_on, hash(given, digest) AS post, hash(checked_by) AS grounds FROM drafts
"""
_SAME: Final = (
    "o.draft_id = n.draft_id AND o.rule = n.rule AND o.jurisdiction IS NOT DISTINCT FROM n.jurisdiction"
    " AND o.platform IS NOT DISTINCT FROM n.platform"
)
_WORDS: Final = ("severity", "fingerprint", "title", "message", "rest")
_EITHER: Final = (
    "draft_id",
    "source",
    "member",
    "number",
    "rule",
    "obligation",
    "jurisdiction",
    "platform",
)
_SIDE: Final = ("severity", "title", "message", "fingerprint", "waived_by")


class Comparison:
    """What is otherwise; `counts`: how many findings there are of each kind (`new`, `changed`, `fixed`) and
    severity; `new_errors`: how many are errors that were none; `posts`: how many each scan has.
    """

    def __init__(self, base: DuckDBPyConnection) -> None:
        self._base = base
        rows = base.execute(
            "SELECT what, coalesce(n_severity, o_severity), count(*) FROM changes GROUP BY ALL"
        )
        self.counts: Mapping[tuple[str, str], int] = Counter(
            {(what, severity): count for what, severity, count in rows.fetchall()}
        )
        self.new_errors = _number(
            base,
            "SELECT count(*) FROM changes WHERE n_severity = 'error' AND n_waived_by IS NULL"
            " AND (o_severity IS DISTINCT FROM 'error' OR o_waived_by IS NOT NULL)",
        )
        self.unchanged = _number(base, "SELECT count(*) FROM findings") - sum(
            count for (what, _), count in self.counts.items() if what != "fixed"
        )
        self.posts = (
            _number(base, "SELECT count(*) FROM old_drafts"),
            _number(base, "SELECT count(*) FROM drafts"),
        )

    def total(self, what: str) -> int:
        """Return how many findings there are of a kind."""
        return sum(count for (kind, _), count in self.counts.items() if kind == what)

    def changes(self, most: int | None = None) -> Iterator[Change]:
        """Yield them: new ones first, then changed and fixed ones; errors first; then by post and rule.

        One reading at a time.
        """
        cursor = self._base.execute(_ordered(most))
        names = [str(column[0]) for column in cursor.description or ()]
        while rows := cursor.fetchmany(_AT_ONCE):
            yield from (_change(dict(zip(names, row, strict=True))) for row in rows)


@contextlib.contextmanager
def compared(old: Path, new: Path) -> Iterator[Comparison]:
    """Give what is otherwise in the newer results. Raises ResultsRefused.

    Rows are joined in a database that spills to the disk: memory stays the same however many there are.
    """
    with opened(new) as base:
        with opened(old) as before:
            _take(base, "old_findings", before, _FINDINGS)
            _take(base, "old_drafts", before, _DRAFTS)
            _take(base, "old_errors", before, "SELECT draft_id FROM errors WHERE draft_id IS NOT NULL")
        base.execute(f"CREATE TEMP TABLE new_drafts AS {_DRAFTS}")
        base.execute(f"CREATE TEMP TABLE changes AS {_joined()}")
        yield Comparison(base)


def _take(base: DuckDBPyConnection, name: str, before: DuckDBPyConnection, query: str) -> None:
    rows = before.sql(query).to_arrow_reader(_AT_ONCE)
    base.register("taken", rows)
    base.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM taken")
    base.unregister("taken")


def _joined() -> str:
    either = ", ".join(f"coalesce(n.{name}, o.{name}) AS {name}" for name in _EITHER)
    sides = ", ".join(f"{side}.{name} AS {side}_{name}" for side in ("o", "n") for name in _SIDE)
    words = " OR ".join(f"o.{name} IS DISTINCT FROM n.{name}" for name in _WORDS)
    other = f"({words})"
    waiver = "o.waiver IS DISTINCT FROM n.waiver"
    both = "o.rule IS NOT NULL AND n.rule IS NOT NULL"
    return f"""
        SELECT *,
            old_post IS NULL AND NOT old_failed AS post_new,
            new_post IS NULL AND NOT new_failed AS post_gone,
            coalesce(old_post <> new_post, false) AS post_edited,
            old_post IS NULL AND old_failed OR new_post IS NULL AND new_failed AS not_checked,
            other_waiver AS waiver,
            coalesce(old_post = new_post AND old_grounds <> new_grounds, false)
                AND (other_words OR NOT other_waiver) AS rules
        FROM (
            SELECT c.*, coalesce(nd.published_on, od.published_on) AS published_on,
                od.post AS old_post, nd.post AS new_post,
                od.grounds AS old_grounds, nd.grounds AS new_grounds,
                c.draft_id IN (SELECT draft_id FROM old_errors) AS old_failed,
                c.draft_id IN (SELECT draft_id FROM errors WHERE draft_id IS NOT NULL) AS new_failed
            FROM (
                SELECT CASE WHEN n.rule IS NULL THEN 'fixed' WHEN o.rule IS NULL THEN 'new' ELSE 'changed' END
                        AS what,
                    {either}, {sides}, {both} AND {waiver} AS other_waiver, {both} AND {other} AS other_words
                FROM old_findings o FULL JOIN ({_FINDINGS}) n ON {_SAME}
                WHERE NOT ({both}) OR {waiver} OR {other}
            ) c
            LEFT JOIN old_drafts od ON od.draft_id = c.draft_id
            LEFT JOIN new_drafts nd ON nd.draft_id = c.draft_id
        )
    """


def _ordered(most: int | None) -> str:
    limit = "" if most is None else f"LIMIT {most}"
    return f"""
        SELECT * FROM changes ORDER BY list_position(['new', 'changed', 'fixed'], what),
            list_position(['error', 'warning', 'info'], coalesce(n_severity, o_severity)),
            source, member, number, draft_id, rule, jurisdiction, platform {limit}
    """


def _change(row: Mapping[str, Any]) -> Change:
    why = tuple(reason for reason in REASONS if row.get(reason))
    return Change(
        row["what"],
        why or ("unknown",),
        published_on=row["published_on"],
        **{name: row[name] for name in _EITHER},
        old=_side(row, "o"),
        new=_side(row, "n"),
    )


def _side(row: Mapping[str, Any], side: str) -> Side | None:
    values = {name: row[f"{side}_{name}"] for name in _SIDE}
    return None if values["severity"] is None else Side(**values)


def _number(base: DuckDBPyConnection, query: str) -> int:
    found = base.execute(query).fetchone()
    return int(found[0]) if found else 0
