"""Where a log is: a file, or a database of PostgreSQL."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from cmcompliance.decisions.errors import LogUnavailable
from cmcompliance.state_folder import state_folder

SETTING = "CMCOMPLIANCE_DECISIONS"
"""Environment variable: the URL or the file of the log."""
_POSTGRES = ("postgresql", "postgres")
_PASSWORD_IN_QUERY = re.compile(r"(password=)[^&\s]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """`file` for SQLite, else `server`, the URL with its password; `shown` has none."""

    shown: str
    file: Path | None = None
    server: str | None = None


def address_of(url: str) -> Address:
    """Return where a URL leads: `postgresql://…`, `sqlite:///file`, or the name of a file.

    Raises LogUnavailable for any other scheme.
    """
    scheme, found, rest = url.partition("://")
    if not found:
        return Address(url, file=Path(url))
    if scheme == "sqlite":
        if not rest.startswith("/") or rest == "/":
            raise LogUnavailable(f"{url}: write sqlite:///folder/file for a file from the root, or its name")
        path = unquote(rest)
        return Address(path, file=Path(path))
    if scheme in _POSTGRES:
        return Address(shown_url(url), server=url)
    raise LogUnavailable(f"{scheme}:// is no log: write postgresql://…, or the name of a file")


def default_log() -> str:
    """Return the user's own log. Raises RuntimeError for a user without a home."""
    return str(state_folder() / "decisions.sqlite")


def shown_url(url: str) -> str:
    """Return a URL without its password."""
    try:
        parts = urlsplit(url)
        user = parts.username
    except ValueError:
        return f"{url.partition('://')[0]}://…"
    place = parts.netloc.rpartition("@")[2]
    who = f"{user}@" if user else ""
    query = _PASSWORD_IN_QUERY.sub(r"\1…", parts.query)
    return f"{parts.scheme}://{who}{place}{parts.path}{'?' + query if query else ''}"
