"""Entries appended, found and pruned in a database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from cmcompliance.decisions.chain import Link
from cmcompliance.decisions.database import Database
from cmcompliance.decisions.record import Entry
from cmcompliance.decisions.row import LOOKED_UP, Packed, Row, instant, packed, unpacked

_PAGE: Final = 500
_PRUNED_AT_ONCE: Final = 5_000
"""Entries in a transaction: others want to write meanwhile."""
_COLUMNS = ", ".join(LOOKED_UP)
_INSERT = (
    f"INSERT INTO decision_entries (seq, {_COLUMNS}, body, hash)"
    f" VALUES ({', '.join('?' for _ in range(len(LOOKED_UP) + 3))})"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries; None: whatever it is. `key`: an id or a name. `until` is not included."""

    since: datetime | None = None
    until: datetime | None = None
    verdict: str | None = None
    key: str | None = None
    draft: str | None = None


ALL: Final = Wanted()


@dataclass(frozen=True, slots=True)
class Pruning:
    """What was taken out, up to which place of the chain, and when."""

    what: str
    through: Link
    at: str


class Ledger:
    """The entries of one database, through one connection; for one thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, entries: Sequence[Entry]) -> None:
        """Add entries at the end, all or none; those that are there already stay as they are.

        What was appended is durable when this returns. Raises LogUnavailable, EntryRefused.
        """
        ready = [packed(entry) for entry in entries]
        with self._database.write():
            head = self.head()
            present = self._present([entry.id for entry in entries]) if entries else set()
            new = [one for entry, one in zip(entries, ready, strict=True) if entry.id not in present]
            if not new:
                return
            self._keep(new)
            rows = []
            for one in new:
                head = head.after(one.body)
                rows.append((head.seq, *one.looked_up, one.body, head.hash))
            self._database.run_many(_INSERT, rows)
            self._database.run(
                "UPDATE decision_head SET seq = ?, hash = ? WHERE one = 1", (head.seq, head.hash)
            )

    def head(self) -> Link:
        """Return the end of the chain."""
        rows = self._database.rows("SELECT seq, hash FROM decision_head WHERE one = 1")
        return Link(*rows[0]) if rows else Link()

    def entries(self, wanted: Wanted = ALL, *, newest_first: bool = False) -> Iterator[Entry]:
        """Yield the entries that are wanted, in constant memory."""
        condition, values = _condition(wanted)
        settings: dict[str, str] = {}
        last: int | None = None
        order, beyond = ("DESC", "<") if newest_first else ("ASC", ">")
        while True:
            place, at = (f" AND seq {beyond} ?", (last,)) if last is not None else ("", ())
            rows = self._database.rows(
                "SELECT e.seq, e.settings_digest, e.body, d.body FROM decision_entries e"
                " LEFT JOIN decision_drafts d ON d.digest = e.draft_digest"
                f" WHERE {condition}{place} ORDER BY seq {order} LIMIT {_PAGE}",
                (*values, *at),
            )
            for _, named, body, draft in rows:
                if named not in settings:
                    settings[named] = self._settings(named)
                yield unpacked(body, settings[named], draft)
            if len(rows) < _PAGE:
                return
            last = rows[-1][0]

    def entry(self, wanted: str) -> Entry | None:
        """Return the entry with this id."""
        rows = self._database.rows(
            "SELECT e.settings_digest, e.body, d.body FROM decision_entries e"
            " LEFT JOIN decision_drafts d ON d.digest = e.draft_digest WHERE e.id = ?",
            (wanted,),
        )
        if not rows:
            return None
        named, body, draft = rows[0]
        return unpacked(body, self._settings(named), draft)

    def rows(self) -> Iterator[Row]:
        """Yield all entries as they are stored, in the order of the chain."""
        last = -1
        while True:
            found = self._database.rows(
                f"SELECT seq, body, hash, {_COLUMNS} FROM decision_entries WHERE seq > ?"
                f" ORDER BY seq LIMIT {_PAGE}",
                (last,),
            )
            yield from (Row(seq, body, mark, tuple(rest)) for seq, body, mark, *rest in found)
            if len(found) < _PAGE:
                return
            last = found[-1][0]

    def kept_apart(self, table: str) -> Iterator[tuple[str, str]]:
        """Yield digests and texts of what lies beside the entries: `settings` or `drafts`."""
        last = ""
        while True:
            found = self._database.rows(
                f"SELECT digest, body FROM decision_{table} WHERE digest > ? ORDER BY digest LIMIT {_PAGE}",
                (last,),
            )
            yield from ((named, body) for named, body in found)
            if len(found) < _PAGE:
                return
            last = found[-1][0]

    def missing_settings(self) -> list[str]:
        """Return the digests of settings that entries name and that are not there."""
        return [
            row[0]
            for row in self._database.rows(
                "SELECT DISTINCT e.settings_digest FROM decision_entries e LEFT JOIN decision_settings s"
                " ON s.digest = e.settings_digest WHERE s.digest IS NULL ORDER BY 1"
            )
        ]

    def missing_drafts(self) -> list[int]:
        """Return the places of entries that keep a draft which is not there and was not pruned."""
        return [
            row[0]
            for row in self._database.rows(
                "SELECT e.seq FROM decision_entries e LEFT JOIN decision_drafts d"
                " ON d.digest = e.draft_digest WHERE d.digest IS NULL AND e.keeps_draft = 1"
                " AND e.seq > (SELECT COALESCE(MAX(through), 0) FROM decision_prunings) ORDER BY 1",
            )
        ]

    def prunings(self) -> list[Pruning]:
        """Return what was taken out, the oldest first."""
        return [
            Pruning(what, Link(through, mark), at)
            for what, through, mark, at in self._database.rows(
                "SELECT what, through, hash, at FROM decision_prunings ORDER BY number"
            )
        ]

    def prune(self, before: datetime, *, drafts_only: bool = False) -> int:
        """Take out the entries older than a moment, from the first up to one that is not; return how many.

        An anchor stays, from which the chain goes on. `drafts_only`: only the drafts that were kept go, and
        the count is of them.
        """
        what, gone = ("drafts" if drafts_only else "entries"), 0
        while True:
            with self._database.write():
                done = self._pruned(what)
                through = self._last_before(before, done)
                if through is None:
                    return gone
                self._database.run(
                    "INSERT INTO decision_prunings (number, what, through, hash, at)"
                    " SELECT COALESCE(MAX(number), 0) + 1, ?, ?, ?, ? FROM decision_prunings",
                    (what, through.seq, through.hash, instant(datetime.now(UTC))),
                )
                gone += self._take_out(done, through.seq, drafts_only=drafts_only)

    def snapshot(self) -> Database:
        """Return the connection, to read several things in one state of it."""
        return self._database

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def _present(self, ids: Sequence[str]) -> set[str]:
        marks = ", ".join("?" for _ in ids)
        return {
            row[0]
            for row in self._database.rows(f"SELECT id FROM decision_entries WHERE id IN ({marks})", ids)
        }

    def _keep(self, new: Sequence[Packed]) -> None:
        at = {name: place for place, name in enumerate(LOOKED_UP)}
        settings = {one.looked_up[at["settings_digest"]]: one.settings for one in new}
        drafts = {one.looked_up[at["draft_digest"]]: one.draft for one in new if one.draft is not None}
        for table, texts in (("settings", settings), ("drafts", drafts)):
            self._database.run_many(
                f"INSERT INTO decision_{table} (digest, body) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING",
                sorted(texts.items(), key=lambda pair: str(pair[0])),
            )

    def _settings(self, named: str) -> str:
        rows = self._database.rows("SELECT body FROM decision_settings WHERE digest = ?", (named,))
        return str(rows[0][0]) if rows else "{}"

    def _pruned(self, what: str) -> int:
        """Return up to which place entries, or drafts, are gone."""
        rows = self._database.rows(
            "SELECT COALESCE(MAX(through), 0) FROM decision_prunings WHERE what = 'entries' OR what = ?",
            (what,),
        )
        return int(rows[0][0])

    def _last_before(self, before: datetime, done: int) -> Link | None:
        """Return the place up to which the next pruning goes, None where nothing is left to go."""
        # A clock that was set back leaves old entries behind a younger one: they wait for it.
        young = self._database.rows(
            "SELECT MIN(seq) FROM decision_entries WHERE at >= ?", (instant(before),)
        )[0][0]
        limit = self.head().seq if young is None else young - 1
        rows = self._database.rows(
            f"SELECT seq, hash FROM decision_entries WHERE seq > ? AND seq <= ?"
            f" ORDER BY seq LIMIT {_PRUNED_AT_ONCE}",
            (done, limit),
        )
        return Link(*rows[-1]) if rows else None

    def _take_out(self, done: int, through: int, *, drafts_only: bool) -> int:
        """Delete what lies behind one place up to another; return how many drafts, or entries, that is."""
        run = self._database.run
        drafts = run(
            "DELETE FROM decision_drafts WHERE digest IN"
            " (SELECT draft_digest FROM decision_entries WHERE seq > ? AND seq <= ? AND keeps_draft = 1)"
            " AND NOT EXISTS (SELECT 1 FROM decision_entries"
            " WHERE draft_digest = digest AND keeps_draft = 1 AND seq > ?)",
            (done, through, through),
        )
        if drafts_only:
            return drafts
        gone = run("DELETE FROM decision_entries WHERE seq <= ?", (through,))
        run(
            "DELETE FROM decision_settings WHERE NOT EXISTS"
            " (SELECT 1 FROM decision_entries WHERE settings_digest = digest)"
        )
        return gone


def _condition(wanted: Wanted) -> tuple[str, tuple[str, ...]]:
    parts, values = ["1 = 1"], []
    for sql, value in (
        ("at >= ?", instant(wanted.since) if wanted.since else None),
        ("at < ?", instant(wanted.until) if wanted.until else None),
        ("verdict = ?", wanted.verdict),
        ("draft_digest = ?", wanted.draft),
    ):
        if value is not None:
            parts.append(sql)
            values.append(value)
    if wanted.key is not None:
        parts.append("(key_id = ? OR key_name = ?)")
        values += [wanted.key, wanted.key]
    return " AND ".join(parts), tuple(values)
