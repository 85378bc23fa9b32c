"""A log in a database of PostgreSQL, which services of several machines may write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

from cmcompliance.decisions.errors import EntryRefused, LogStuck, LogUnavailable
from cmcompliance.decisions.schema import POSTGRES

if TYPE_CHECKING:
    from cmcompliance.decisions.address import Address

_LOCK: Final = 0x636D636C
"""Names our lock among those of the database."""
_PATIENCE: Final[dict[str, str | int]] = {
    "application_name": "cmcompliance",
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""Lets a server that is gone be noticed; in seconds, the last one in milliseconds. A URL may say else."""


class PostgresDatabase:
    """One connection; its tables are in the newest form when this returns."""

    def __init__(self, address: Address) -> None:
        """Raises LogUnavailable, whose message never has the password."""
        try:
            import psycopg  # noqa: PLC0415  # of the extra [postgres]
        except ImportError:
            raise LogUnavailable(
                "a log in PostgreSQL needs psycopg: pip install 'cmcompliance[postgres]'"
            ) from None
        self._psycopg = psycopg
        self._shown = address.shown
        try:
            given = psycopg.conninfo.conninfo_to_dict(address.server or "")
            # Without prepared statements it works behind a pooler of connections, too.
            self._connection: psycopg.Connection[Any] = psycopg.connect(
                psycopg.conninfo.make_conninfo("", **{**_PATIENCE, **given}),
                autocommit=True,
                prepare_threshold=None,
            )
        except psycopg.Error as error:
            # A URL that cannot be parsed is quoted in the message, with its password.
            told = (
                str(error)
                if isinstance(error, psycopg.OperationalError)
                else "it is not written as it must be"
            )
            raise LogUnavailable(f"the decision log {self._shown}: {_line(told)}") from None
        try:
            with self._told():
                self._prepare()
        except BaseException:
            self.close()
            raise

    @contextmanager
    def write(self) -> Iterator[None]:
        """Hold a transaction; our lock keeps other writers out of it until it ends."""
        with self._told(), self._connection.transaction():
            # A snapshot taken before the lock is held would not show what others have just written.
            self._connection.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
            self._connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            yield

    @contextmanager
    def read(self) -> Iterator[None]:
        """Hold a transaction that sees one state."""
        with self._told(), self._connection.transaction():
            self._connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run a statement and return how many rows it changed."""
        with self._told():
            return self._connection.execute(_marks(sql), values).rowcount

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each row."""
        with self._told(), self._connection.cursor() as cursor:
            cursor.executemany(_marks(sql), list(rows))

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        with self._told():
            return self._connection.execute(_marks(sql), values).fetchall()

    def close(self) -> None:
        """Let go of the connection."""
        with suppress(self._psycopg.Error):
            self._connection.close()

    def _prepare(self) -> None:
        connection = self._connection
        connection.execute("SET lock_timeout = '10s'")
        connection.execute("SET client_encoding = 'UTF8'")
        # Only `off` lets a commit return before it is durable; other values promise more than `on`.
        connection.execute(
            "SELECT set_config('synchronous_commit', 'on', false)"
            " WHERE current_setting('synchronous_commit') = 'off'"
        )
        with self.write():
            connection.execute("CREATE TABLE IF NOT EXISTS decision_schema (version BIGINT NOT NULL)")
            row = connection.execute("SELECT MAX(version) FROM decision_schema").fetchone()
            version = (row[0] if row else None) or 0
            if version > len(POSTGRES):
                raise LogUnavailable(f"{self._shown} was written by a newer cmcompliance: upgrade this one")
            for statements in POSTGRES[version:]:
                for statement in statements:
                    connection.execute(statement.encode())
            if version < len(POSTGRES):
                connection.execute("INSERT INTO decision_schema VALUES (%s)", (len(POSTGRES),))

    @contextmanager
    def _told(self) -> Iterator[None]:
        errors = self._psycopg
        try:
            yield
        except (errors.IntegrityError, errors.DataError, errors.errors.RaiseException) as error:
            raise EntryRefused(f"{self._shown}: {_line(str(error))}") from None
        except errors.errors.LockNotAvailable:
            raise LogStuck(f"the decision log {self._shown} is locked by others") from None
        except errors.Error as error:
            raise LogUnavailable(f"the decision log {self._shown}: {_line(str(error))}") from None


def _marks(sql: str) -> bytes:
    return sql.replace("?", "%s").encode()


def _line(message: str) -> str:
    return " ".join(message.split())
