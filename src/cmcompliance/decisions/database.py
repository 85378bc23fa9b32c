"""What a database has to do for a log: the few places where SQLite and PostgreSQL differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol


class Database(Protocol):
    """One connection, for one thread. SQL is written with `?`. All raise LogUnavailable, `run` of rows that
    cannot be stored EntryRefused.
    """

    def write(self) -> AbstractContextManager[None]:
        """Hold a transaction that no other writer is in; what it holds is durable when it ends."""
        ...

    def read(self) -> AbstractContextManager[None]:
        """Hold a transaction that sees one state."""
        ...

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run a statement and return how many rows it changed."""
        ...

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each row."""
        ...

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...
