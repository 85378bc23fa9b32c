"""A log in a file of SQLite, which several processes of one machine may write."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from cmcompliance.decisions.errors import EntryRefused, LogStuck, LogUnavailable
from cmcompliance.decisions.schema import SQLITE
from cmcompliance.state_folder import made

APPLICATION: Final = 0x636D636C
"""What says in a file's head that it is a log of ours."""
_OLDEST = (3, 37, 0)
_PATIENCE: Final = 10.0
"""Seconds to wait for another writer."""


class SqliteDatabase:
    """One connection; the file is made for its user alone, and is in the newest form when this returns."""

    def __init__(self, path: Path, *, create: bool) -> None:
        """`create`: make the file where there is none. Raises LogUnavailable."""
        self._path = path
        if sqlite3.sqlite_version_info < _OLDEST:
            raise LogUnavailable(f"the log needs SQLite 3.37, this Python has {sqlite3.sqlite_version}")
        if not path.exists() and not create:
            raise LogUnavailable(f"there is no decision log at {path}")
        journal = path.with_name(f"{path.name}-wal")
        if not path.exists() and journal.exists() and journal.stat().st_size:
            raise LogUnavailable(
                f"the decision log {path} is gone, and {journal.name} holds decisions of it: put it back,"
                " or move that away, too"
            )
        with self._told():
            made(path.parent)
            if create:
                os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            # Transactions begin where we say so: autocommit is what `None` stands for.
            self._connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
            seen = path.stat()
            self._opened = (seen.st_dev, seen.st_ino)
        try:
            with self._told():
                self._prepare()
        except BaseException:
            self._connection.close()
            raise

    @contextmanager
    def write(self) -> Iterator[None]:
        """Hold the one transaction that may write."""
        with self._told(), self._transaction("BEGIN IMMEDIATE"):
            # What is written to a file that has lost its name would be lost with it. A new one would take
            # over the journal beside it, which holds decisions that the file does not have yet.
            if not self._is_in_place():
                raise LogStuck(
                    f"the decision log {self._path} was moved or removed: put it back, or restart the service"
                )
            yield

    @contextmanager
    def read(self) -> Iterator[None]:
        """Hold a transaction that sees one state."""
        with self._told(), self._transaction("BEGIN"):
            yield

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run a statement and return how many rows it changed."""
        with self._told():
            return self._connection.execute(sql, values).rowcount

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each row."""
        with self._told():
            self._connection.executemany(sql, rows)

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        with self._told():
            return self._connection.execute(sql, values).fetchall()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _prepare(self) -> None:
        connection = self._connection
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if application != APPLICATION and tables:
            raise LogUnavailable(f"{self._path} is a database of something else")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # a commit is on the disk when it returns
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")  # what is pruned is overwritten
        if self._version() != len(SQLITE):
            self._migrate()

    def _migrate(self) -> None:
        with self._transaction("BEGIN IMMEDIATE"):
            version = self._version()
            if version > len(SQLITE):
                raise LogUnavailable(f"{self._path} was written by a newer cmcompliance: upgrade this one")
            for statements in SQLITE[version:]:
                for statement in statements:
                    self._connection.execute(statement)
            self._connection.execute(f"PRAGMA application_id = {APPLICATION}")
            self._connection.execute(f"PRAGMA user_version = {len(SQLITE)}")

    def _is_in_place(self) -> bool:
        try:
            seen = self._path.stat()
        except FileNotFoundError:
            return False
        return (seen.st_dev, seen.st_ino) == self._opened

    def _version(self) -> int:
        return int(self._connection.execute("PRAGMA user_version").fetchone()[0])

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self._connection.execute(begin)
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.IntegrityError as error:
            raise EntryRefused(f"{self._path}: {error}") from None
        except (sqlite3.Error, OSError) as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
                raise LogStuck(f"the decision log {self._path} is locked by others") from None
            raise LogUnavailable(f"the decision log {self._path}: {error}") from None
