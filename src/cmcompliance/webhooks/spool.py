"""Messages that wait for their delivery, in a file of SQLite: a restart loses none."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cmcompliance.state_folder import made, state_folder
from cmcompliance.webhooks.target import WebhookError

MOST_QUEUED: Final = 100_000
"""Messages that wait at once, for all receivers together."""
_KEPT_DEAD: Final = 30 * 86_400.0
_LEASE: Final = 120.0
"""Seconds after which a message that a killed process had in hand is free again."""
_APPLICATION: Final = 0x636D7768
_TABLE = """CREATE TABLE IF NOT EXISTS deliveries (
    number INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, url TEXT NOT NULL, body BLOB NOT NULL,
    queued REAL NOT NULL, failures INTEGER NOT NULL DEFAULT 0, due REAL NOT NULL,
    held_until REAL NOT NULL DEFAULT 0, dead INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '') STRICT"""
_INDEX = "CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (url, dead, due)"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message for one receiver; `dead`: it was given up, `reason` says why it last failed."""

    number: int
    event: str
    url: str
    body: bytes
    queued: float
    failures: int
    dead: bool
    reason: str


class Spool:
    """The file; threads may share it, and processes too. Methods raise sqlite3.Error."""

    def __init__(self, path: Path, most: int = MOST_QUEUED) -> None:
        """Raises WebhookError."""
        self.path = path
        self._most = most
        self._lock = threading.Lock()
        try:
            made(path.parent)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            self._database = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
            self._prepare()
        except (OSError, sqlite3.Error) as error:
            raise WebhookError(f"the queue of webhooks {path}: {error}") from None

    def add(self, messages: Sequence[tuple[str, str, bytes]]) -> int:
        """Queue messages (event, url, body); return how many there was room for, from the first on."""
        now = time.time()
        with self._writing() as database:
            waiting = database.execute("SELECT count(*) FROM deliveries WHERE dead = 0").fetchone()[0]
            taken = messages[: max(0, self._most - waiting)]
            database.executemany(
                "INSERT INTO deliveries (event, url, body, queued, due) VALUES (?, ?, ?, ?, ?)",
                [(event, url, body, now, now) for event, url, body in taken],
            )
        return len(taken)

    def take(self, url: str) -> Delivery | None:
        """Return a message that is due, held for the caller; None where none is."""
        now = time.time()
        with self._writing() as database:
            row = database.execute(
                "UPDATE deliveries SET held_until = ? WHERE number = (SELECT number FROM deliveries"
                " WHERE url = ? AND dead = 0 AND due <= ? AND held_until <= ? ORDER BY due, number LIMIT 1)"
                " RETURNING number, event, url, body, queued, failures, dead, reason",
                (now + _LEASE, url, now, now),
            ).fetchall()
        return _delivery(row[0]) if row else None

    def delivered(self, number: int) -> None:
        """Forget a message."""
        with self._writing() as database:
            database.execute("DELETE FROM deliveries WHERE number = ?", (number,))

    def failed(self, number: int, reason: str, wait: float | None) -> None:
        """Let a message wait so long for its next try; None: it is given up and kept as such."""
        with self._writing() as database:
            database.execute(
                "UPDATE deliveries SET failures = failures + 1, reason = ?, held_until = 0,"
                " due = ?, dead = ? WHERE number = ?",
                (reason, time.time() + (wait or 0), int(wait is None), number),
            )

    def give_up(self, before: float, reason: str, url: str | None = None) -> list[str]:
        """Give up what was queued before a moment, for one receiver or all; return its events.

        What was given up a month ago is forgotten.
        """
        with self._writing() as database:
            rows = database.execute(
                "UPDATE deliveries SET dead = 1, reason = CASE reason WHEN '' THEN ? ELSE reason END"
                " WHERE dead = 0 AND queued < ? AND held_until <= ? AND (url = ? OR ? IS NULL)"
                " RETURNING event",
                (reason, before, time.time(), url, url),
            ).fetchall()
            database.execute(
                "DELETE FROM deliveries WHERE dead = 1 AND queued < ?", (time.time() - _KEPT_DEAD,)
            )
        return [row[0] for row in rows]

    def retry(self, event: str | None = None) -> int:
        """Queue again what was given up, one event or all; return how many messages that is."""
        now = time.time()
        with self._writing() as database:
            return database.execute(
                "UPDATE deliveries SET dead = 0, failures = 0, due = ?, queued = ?, held_until = 0"
                " WHERE dead = 1 AND (event = ? OR ? IS NULL)",
                (now, now, event, event),
            ).rowcount

    def all(self) -> list[Delivery]:
        """Return all messages, the oldest first."""
        with self._lock:
            rows = self._database.execute(
                "SELECT number, event, url, body, queued, failures, dead, reason FROM deliveries"
                " ORDER BY number"
            ).fetchall()
        return [_delivery(row) for row in rows]

    def receivers(self) -> list[str]:
        """Return the URLs that messages wait for."""
        with self._lock:
            rows = self._database.execute("SELECT DISTINCT url FROM deliveries WHERE dead = 0 ORDER BY url")
            return [row[0] for row in rows]

    def counts(self) -> tuple[int, int]:
        """Return how many messages wait and how many were given up."""
        with self._lock:
            row = self._database.execute(
                "SELECT count(*) FILTER (WHERE dead = 0), count(*) FILTER (WHERE dead = 1) FROM deliveries"
            ).fetchone()
        return row[0], row[1]

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._database.close()

    def _prepare(self) -> None:
        database = self._database
        if database.execute("PRAGMA application_id").fetchone()[0] not in (0, _APPLICATION):
            raise sqlite3.DatabaseError("it is a database of something else")
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute(f"PRAGMA application_id = {_APPLICATION}")
        database.execute(_TABLE)
        database.execute(_INDEX)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield self._database
                self._database.execute("COMMIT")
            except BaseException:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
                raise


def spool_file() -> Path:
    """Return the user's own queue. Raises RuntimeError for a user without a home."""
    return state_folder() / "webhooks.sqlite"


def _delivery(row: tuple[int, str, str, bytes, float, int, int, str]) -> Delivery:
    number, event, url, body, queued, failures, dead, reason = row
    return Delivery(number, event, url, body, queued, failures, bool(dead), reason)
