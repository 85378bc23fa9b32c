"""A connection to the log at a URL."""

from __future__ import annotations

from cmcompliance.decisions.address import address_of
from cmcompliance.decisions.database import Database


def connected(url: str, *, create: bool) -> Database:
    """Return a new connection; `create`: make a file that is not there. Raises LogUnavailable."""
    address = address_of(url)
    if address.file is not None:
        from cmcompliance.decisions.sqlite import SqliteDatabase  # noqa: PLC0415  # one of the two is needed

        return SqliteDatabase(address.file, create=create)
    from cmcompliance.decisions.postgres import PostgresDatabase  # noqa: PLC0415

    return PostgresDatabase(address)
