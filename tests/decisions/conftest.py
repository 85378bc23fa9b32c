"""Logs to write to: a file of SQLite, and a real server of PostgreSQL where there is one to start."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from cmcompliance.checking import Checker
from cmcompliance.checking.policy import NO_POLICY
from cmcompliance.decisions import Entry, entry_of, record_of
from cmcompliance.draft import parse_draft

TODAY = date(2026, 11, 29)
NewEntry = Callable[..., Entry]


@pytest.fixture(scope="session")
def checker() -> Checker:
    return Checker()


@pytest.fixture(scope="session")
def new_entry(checker: Checker) -> NewEntry:
    """Make entries of a draft that was checked once."""
    draft = parse_draft({"text": "🎁 Concours ! Tague un ami pour gagner.", "id": "p1"})
    report = checker.check(draft, today=TODAY)
    plain, kept = (
        record_of(draft, report, NO_POLICY, today=TODAY, keep_draft=keep) for keep in (False, True)
    )

    def make(keep: bool = False, **changes: object) -> Entry:
        entry = entry_of(kept if keep else plain, request_id="r1", asker=None, command="check")
        return entry.model_copy(update=changes)

    return make


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return str(tmp_path / "log" / "decisions.sqlite")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Start a server that listens on a socket in a folder of its own, with a password; yield its URL."""
    pytest.importorskip("psycopg", reason="psycopg, of the extra [postgres], is not installed")
    programs = _programs()
    if programs is None or (os.geteuid() == 0 and not _has_user("postgres")):
        pytest.skip("no PostgreSQL server on this machine: apt-get install postgresql")
    as_owner = _as_postgres()
    folder = Path(tempfile.mkdtemp(prefix="cmc-pg-", dir="/tmp"))
    password = secrets.token_urlsafe(12)
    try:
        (folder / "password").write_text(password)
        if as_owner:
            for path in (folder, folder / "password"):
                shutil.chown(path, "postgres")
        data = folder / "data"
        _run(
            [
                *(
                    *as_owner,
                    str(programs / "initdb"),
                    "-D",
                    str(data),
                    "-U",
                    "cmc",
                    "--no-sync",
                    "-E",
                    "UTF8",
                ),
                *("--auth=scram-sha-256", f"--pwfile={folder / 'password'}"),
            ]
        )
        control = [*as_owner, str(programs / "pg_ctl"), "-D", str(data), "-w", "-t", "60"]
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
        _run([*control, "-l", str(data / "log"), "-o", options, "start"])
        try:
            yield f"postgresql://cmc:{password}@/postgres?host={folder}"
        finally:
            _run([*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """A database of one test's own."""
    import psycopg

    name = f"log_{secrets.token_hex(6)}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield postgres_server.replace("/postgres?", f"/{name}?")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(f"{request.param}_url"))


def _programs() -> Path | None:
    folders = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    if found := shutil.which("initdb"):
        folders.insert(0, Path(found).resolve().parent)
    return next((folder for folder in folders if (folder / "postgres").exists()), None)


def _has_user(name: str) -> bool:
    import pwd

    return name in {user.pw_name for user in pwd.getpwall()}


def _as_postgres() -> list[str]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, cwd="/tmp", timeout=120)
