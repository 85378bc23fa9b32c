from __future__ import annotations

import asyncio
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cmcompliance.decisions import DecisionLog, Entry, LogUnavailable, open_log
from cmcompliance.decisions.database import Database
from cmcompliance.decisions.errors import EntryRefused
from cmcompliance.decisions.ledger import Ledger, Wanted
from cmcompliance.decisions.log import open_ledger
from cmcompliance.decisions.opening import connected
from cmcompliance.decisions.schema import POSTGRES, SQLITE
from cmcompliance.decisions.sqlite import SqliteDatabase
from cmcompliance.decisions.verifying import Fault, verify

from .conftest import NewEntry


async def _write(url: str, entries: list[Entry], **options: int) -> None:
    log = open_log(url, **options)
    try:
        await asyncio.gather(*(log.write(entry) for entry in entries))
    finally:
        await log.close()


def test_what_was_written_is_there_and_verifies(url: str, new_entry: NewEntry) -> None:
    entries = [new_entry(keep=number % 2 == 0) for number in range(30)]
    asyncio.run(_write(url, entries))
    ledger = open_ledger(url)
    assert list(ledger.entries()) == entries
    assert [one.id for one in ledger.entries(newest_first=True)] == [one.id for one in reversed(entries)]
    assert ledger.entry(entries[3].id) == entries[3]
    assert ledger.entry("dec_unknown") is None
    assert verify(ledger).faults == ()
    ledger.close()


def test_a_log_is_gone_on_with(url: str, new_entry: NewEntry) -> None:
    first, second = new_entry(), new_entry()
    asyncio.run(_write(url, [first]))
    asyncio.run(_write(url, [second]))
    seen = verify(open_ledger(url))
    assert (seen.entries, seen.faults) == (2, ())


def test_entries_are_found_by_time_verdict_key_and_draft(url: str, new_entry: NewEntry) -> None:
    start = datetime(2026, 11, 1, tzinfo=UTC)
    entries = [
        new_entry(
            at=start + timedelta(days=day),
            verdict=("block", "pass")[day % 2],
            key_id=f"key_{day % 3}",
            key_name="blog" if day % 3 == 0 else None,
            draft_digest=f"{day:064x}",
        )
        for day in range(12)
    ]
    asyncio.run(_write(url, entries))
    ledger = open_ledger(url)

    def days(wanted: Wanted) -> list[int]:
        return [(one.at - start).days for one in ledger.entries(wanted)]

    assert days(Wanted(since=start + timedelta(days=9))) == [9, 10, 11]
    assert days(Wanted(until=start + timedelta(days=2))) == [0, 1]
    assert days(Wanted(verdict="block", key="blog")) == [0, 6]
    assert days(Wanted(key="key_1")) == [1, 4, 7, 10]
    assert days(Wanted(draft=f"{5:064x}")) == [5]
    ledger.close()


@pytest.mark.parametrize("text", ["\u0000", "é’🎁\u2028", "' OR 1=1 --", "%s ? {}", "\x1b[31m"])
def test_texts_from_outside_are_kept_as_they_are(url: str, new_entry: NewEntry, text: str) -> None:
    entry = new_entry(draft_id=text, request_id=text)
    asyncio.run(_write(url, [entry]))
    assert list(open_ledger(url).entries()) == [entry]


STATEMENTS = [
    "UPDATE decision_entries SET verdict = 'pass'",
    "UPDATE decision_settings SET body = '{}'",
    "UPDATE decision_drafts SET body = '{}'",
    "UPDATE decision_head SET seq = 0",
    "DELETE FROM decision_entries",
    "DELETE FROM decision_entries WHERE seq = 3",
    "DELETE FROM decision_settings",
    "DELETE FROM decision_drafts",
    "DELETE FROM decision_head",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_entries_can_be_neither_changed_nor_removed(url: str, new_entry: NewEntry, statement: str) -> None:
    asyncio.run(_write(url, [new_entry(keep=True) for _ in range(3)]))
    database = connected(url, create=False)
    with pytest.raises(LogUnavailable, match="append-only"):
        database.run(statement)
    assert verify(Ledger(database)).entries == 3
    database.close()


@pytest.fixture
def open_to_all(url: str) -> Iterator[Database]:
    """A database whose owner may do what the guards refuse."""
    database = connected(url, create=True)
    yield database
    database.close()


def _unguarded(database: Database) -> None:
    if isinstance(database, SqliteDatabase):
        for (name,) in database.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            database.run(f"DROP TRIGGER {name}")
        database.run("PRAGMA foreign_keys = OFF")
    else:
        for table in ("entries", "settings", "drafts", "prunings", "head"):
            database.run(f"ALTER TABLE decision_{table} DISABLE TRIGGER ALL")


TAMPERINGS = {
    "UPDATE decision_entries SET body = replace(body, 'check', 'fixed') WHERE seq = 4": Fault("changed", "4"),
    "UPDATE decision_entries SET body = replace(body, 'review', 'pass') WHERE seq = 1": Fault("changed", "1"),
    "UPDATE decision_entries SET verdict = 'pass' WHERE seq = 2": Fault("column", "2 (verdict)"),
    "UPDATE decision_entries SET hash = 'x' WHERE seq = 5": Fault("changed", "5"),
    "DELETE FROM decision_entries WHERE seq = 3": Fault("removed", "3"),
    "DELETE FROM decision_entries WHERE seq > 7": Fault("removed", "8–9"),
    "DELETE FROM decision_entries WHERE seq < 3": Fault("removed", "1–2"),
    "DELETE FROM decision_entries": Fault("removed", "1–9"),
    "UPDATE decision_settings SET body = '{}'": Fault("settings_changed", "*"),
    "DELETE FROM decision_settings": Fault("settings_removed", "*"),
    "UPDATE decision_drafts SET body = '{}'": Fault("drafts_changed", "*"),
    "DELETE FROM decision_drafts": Fault("draft_removed", "9"),
    "UPDATE decision_head SET seq = 8": Fault("end", "8"),
}


@pytest.mark.parametrize("statement", TAMPERINGS)
def test_what_was_changed_or_removed_is_found(
    url: str, open_to_all: Database, new_entry: NewEntry, statement: str
) -> None:
    ledger = Ledger(open_to_all)
    ledger.append([new_entry(keep=True) for _ in range(9)])
    _unguarded(open_to_all)
    assert verify(ledger).faults == ()
    open_to_all.run(statement)
    expected = TAMPERINGS[statement]
    about = {fault.about for fault in verify(ledger).faults if fault.kind == expected.kind}
    assert about if expected.about == "*" else expected.about in about


def test_a_chain_made_anew_is_found_by_a_head_that_was_noted(sqlite_url: str, new_entry: NewEntry) -> None:
    ledger = Ledger(connected(sqlite_url, create=True))
    ledger.append([new_entry() for _ in range(3)])
    noted = ledger.head()
    ledger.append([new_entry()])
    assert verify(ledger, noted).faults == ()
    ledger.close()
    for path in Path(sqlite_url).parent.iterdir():
        path.unlink()
    forged = Ledger(connected(sqlite_url, create=True))
    forged.append([new_entry() for _ in range(4)])
    assert verify(forged).faults == ()
    assert [fault.kind for fault in verify(forged, noted).faults] == ["rewritten"]
    forged.close()


def test_pruning_takes_the_old_and_the_chain_still_verifies(url: str, new_entry: NewEntry) -> None:
    now = datetime.now(UTC)
    ledger = Ledger(connected(url, create=True))
    ledger.append([new_entry(at=now - timedelta(days=9 - day), keep=True) for day in range(9)])
    noted = ledger.head()
    assert ledger.prune(now - timedelta(days=4, hours=1)) == 5
    assert ledger.prune(now - timedelta(days=4, hours=1)) == 0
    seen = verify(ledger, noted)
    assert (seen.entries, seen.faults) == (4, ())
    assert [one.through.seq for one in seen.prunings] == [5]
    ledger.append([new_entry()])
    assert ledger.prune(now + timedelta(days=1)) == 5
    ledger.append([new_entry()])
    seen = verify(ledger)
    assert (seen.entries, seen.head.seq, seen.faults) == (1, 11, ())
    ledger.close()


def test_kept_drafts_may_go_before_their_entries(url: str, new_entry: NewEntry) -> None:
    ledger = Ledger(connected(url, create=True))
    ledger.append([new_entry(keep=True) for _ in range(3)])
    assert ledger.prune(datetime.now(UTC) + timedelta(days=1), drafts_only=True) == 1
    assert [entry.draft for entry in ledger.entries()] == [None] * 3
    assert verify(ledger).faults == ()
    ledger.append([new_entry(keep=True)])
    assert verify(ledger).faults == ()
    assert [*ledger.entries()][-1].draft is not None
    ledger.close()


def test_an_old_entry_behind_a_young_one_waits_for_it(sqlite_url: str, new_entry: NewEntry) -> None:
    now = datetime.now(UTC)
    ledger = Ledger(connected(sqlite_url, create=True))
    ledger.append([new_entry(at=now - timedelta(days=days)) for days in (9, 1, 8)])
    assert ledger.prune(now - timedelta(days=5)) == 1
    assert verify(ledger).faults == ()
    ledger.close()


def test_a_server_prunes_at_its_start(sqlite_url: str, new_entry: NewEntry) -> None:
    old = [new_entry(at=datetime.now(UTC) - timedelta(days=40)) for _ in range(3)]
    asyncio.run(_write(sqlite_url, old))
    fresh = new_entry()
    asyncio.run(_write(sqlite_url, [fresh], retention=30))
    assert list(open_ledger(sqlite_url).entries()) == [fresh]


WRITER = """
import asyncio, sys
from cmcompliance.decisions import entry_of, open_log, Record
record = Record.model_validate_json(sys.stdin.read())

async def main():
    log = open_log(sys.argv[1])
    async def one(number):
        entry = entry_of(record, request_id=str(number), asker=None, command="check")
        await log.write(entry)
        sys.stdout.write(entry.id + "\\n")
        sys.stdout.flush()
    for start in range(0, int(sys.argv[2]), 20):
        await asyncio.gather(*(one(start + number) for number in range(20)))
    await log.close()

asyncio.run(main())
"""


def _writer(url: str, entry: Entry, count: int) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, url, str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    process.stdin.write(entry.model_dump_json(include=set(type(entry).__bases__[0].model_fields)))
    process.stdin.close()
    return process


def test_processes_that_write_at_once_make_one_chain(url: str, new_entry: NewEntry) -> None:
    writers = [_writer(url, new_entry(), 200) for _ in range(2)]
    acknowledged = [line.strip() for writer in writers for line in writer.stdout or ()]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    ledger = open_ledger(url)
    seen = verify(ledger)
    assert (seen.entries, seen.faults) == (400, ())
    assert {entry.id for entry in ledger.entries()} == set(acknowledged)
    ledger.close()


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is of Unix")
def test_a_writer_that_is_killed_leaves_all_that_it_acknowledged(url: str, new_entry: NewEntry) -> None:
    writer = _writer(url, new_entry(), 100_000)
    assert writer.stdout is not None
    acknowledged = [writer.stdout.readline().strip() for _ in range(150)]
    writer.send_signal(signal.SIGKILL)
    acknowledged += [line.strip() for line in writer.stdout if line.endswith("\n")]
    writer.wait(timeout=30)
    ledger = open_ledger(url)
    seen = verify(ledger)
    assert seen.faults == ()
    assert set(acknowledged) <= {entry.id for entry in ledger.entries()}
    ledger.append([new_entry()])
    assert verify(ledger).faults == ()
    ledger.close()


def test_a_locked_file_refuses_in_time_and_recovers(
    sqlite_url: str, new_entry: NewEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cmcompliance.decisions.sqlite._PATIENCE", 0.2)

    async def main() -> None:
        log = open_log(sqlite_url)
        other = connected(sqlite_url, create=False)
        with other.write():
            with pytest.raises(LogUnavailable, match="locked"):
                await log.write(new_entry())
            assert log.state().failed == 1
            assert "locked" in str(log.state().problem)
        await log.write(new_entry())
        assert log.state().problem is None
        other.close()
        await log.close()

    asyncio.run(main())
    assert verify(open_ledger(sqlite_url)).entries == 1


def test_a_file_that_is_moved_away_under_a_writer_takes_no_decision_with_it(
    sqlite_url: str, new_entry: NewEntry
) -> None:
    path, moved = Path(sqlite_url), Path(sqlite_url).with_name("moved.sqlite")

    async def main() -> None:
        log = open_log(sqlite_url)
        await log.write(first)
        path.rename(moved)
        for _ in range(2):
            with pytest.raises(LogUnavailable, match="put it back"):
                await log.write(new_entry())
        with pytest.raises(LogUnavailable, match="holds decisions"):
            open_log(sqlite_url)
        moved.rename(path)
        await log.write(second)
        await log.close()

    first, second = new_entry(), new_entry()
    asyncio.run(main())
    ledger = open_ledger(sqlite_url)
    assert list(ledger.entries()) == [first, second]
    assert verify(ledger).faults == ()
    ledger.close()


def test_a_full_disk_refuses_and_what_was_there_stays(sqlite_url: str, new_entry: NewEntry) -> None:
    ledger = Ledger(connected(sqlite_url, create=True))
    ledger.append([new_entry()])
    database = ledger.snapshot()
    pages = database.rows("PRAGMA page_count")[0][0]
    database.rows(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LogUnavailable, match="full"):
        ledger.append([new_entry(request_id="x" * 50_000)])
    database.rows("PRAGMA max_page_count = 100000")
    ledger.append([new_entry()])
    seen = verify(ledger)
    assert (seen.entries, seen.faults) == (2, ())
    ledger.close()


def test_a_server_that_comes_back_is_written_to_again(postgres_url: str, new_entry: NewEntry) -> None:
    import psycopg

    async def main() -> None:
        log = open_log(postgres_url)
        await log.write(new_entry())
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        await log.write(new_entry())
        await log.close()

    asyncio.run(main())
    assert verify(open_ledger(postgres_url)).entries == 2


class Stuck(Ledger):
    """A ledger that cannot hold some entries."""

    def __init__(self, ledger: Ledger, fault: Exception) -> None:
        super().__init__(ledger.snapshot())
        self.fault = fault

    def append(self, entries: object) -> None:
        assert isinstance(entries, list)
        if any(entry.request_id == "poison" for entry in entries):
            raise self.fault
        super().append(entries)


@pytest.mark.parametrize("fault", [EntryRefused("not this one"), UnicodeError("a fault of ours")])
def test_an_entry_that_cannot_be_held_takes_no_other_with_it(
    sqlite_url: str, new_entry: NewEntry, fault: Exception
) -> None:
    async def main() -> list[BaseException | None]:
        log = DecisionLog(lambda: Stuck(Ledger(connected(sqlite_url, create=True)), fault))
        entries = [new_entry(request_id="poison" if number == 2 else "r") for number in range(5)]
        ended = await asyncio.gather(*(log.write(entry) for entry in entries), return_exceptions=True)
        await log.close()
        return ended

    ended = asyncio.run(main())
    assert [isinstance(one, LogUnavailable) for one in ended] == [False, False, True, False, False]
    assert verify(open_ledger(sqlite_url)).entries == 4


def test_more_than_may_wait_are_refused_at_once(sqlite_url: str, new_entry: NewEntry) -> None:
    connected(sqlite_url, create=True).close()

    async def main() -> list[BaseException | None]:
        other = connected(sqlite_url, create=False)
        log = DecisionLog(lambda: Ledger(connected(sqlite_url, create=True)), most_waiting=5)
        with other.write():
            writes = [asyncio.create_task(log.write(new_entry())) for _ in range(600)]
            done, _ = await asyncio.wait(writes, timeout=0.3)
            assert done
            assert all("wait to be written" in str(one.exception()) for one in done)
            assert log.state().waiting <= 5
        ended = await asyncio.gather(*writes, return_exceptions=True)
        await log.close()
        other.close()
        return ended

    ended = asyncio.run(main())
    written = sum(one is None for one in ended)
    assert 0 < written < 600
    assert verify(open_ledger(sqlite_url)).entries == written


def test_a_log_that_is_closed_writes_what_waits_and_takes_no_more(
    sqlite_url: str, new_entry: NewEntry
) -> None:
    async def main() -> None:
        log = open_log(sqlite_url)
        writes = [asyncio.create_task(log.write(new_entry())) for _ in range(50)]
        await asyncio.sleep(0)
        await log.close()
        await asyncio.gather(*writes)
        with pytest.raises(LogUnavailable, match="closed"):
            await log.write(new_entry())

    asyncio.run(main())
    assert verify(open_ledger(sqlite_url)).entries == 50


def test_a_newer_log_is_left_alone(url: str, new_entry: NewEntry) -> None:
    database = connected(url, create=True)
    is_file = isinstance(database, SqliteDatabase)
    database.run("PRAGMA user_version = 99" if is_file else "INSERT INTO decision_schema VALUES (99)")
    database.close()
    with pytest.raises(LogUnavailable, match="newer cmcompliance"):
        open_log(url)


def test_an_older_log_is_brought_up_to_date(
    url: str, new_entry: NewEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    asyncio.run(_write(url, [new_entry()]))
    for name, versions in (("sqlite.SQLITE", SQLITE), ("postgres.POSTGRES", POSTGRES)):
        later = [*versions, ["CREATE TABLE decision_more (name TEXT)"]]
        monkeypatch.setattr(f"cmcompliance.decisions.{name}", later)
    database = connected(url, create=False)
    assert database.rows("SELECT * FROM decision_more") == []
    assert verify(Ledger(database)).entries == 1
    database.close()


@pytest.mark.parametrize("content", [b"not a database at all", b""])
def test_a_file_of_something_else_is_told(sqlite_url: str, content: bytes, new_entry: NewEntry) -> None:
    path = Path(sqlite_url)
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    if content:
        with pytest.raises(LogUnavailable, match="not a database"):
            open_log(sqlite_url)
    else:
        asyncio.run(_write(sqlite_url, [new_entry()]))


def test_a_database_of_something_else_is_told(sqlite_url: str) -> None:
    import sqlite3

    Path(sqlite_url).parent.mkdir(parents=True)
    with sqlite3.connect(sqlite_url) as other:
        other.execute("CREATE TABLE songs (name TEXT)")
    with pytest.raises(LogUnavailable, match="something else"):
        open_log(sqlite_url)


def test_the_file_is_its_owners_alone(sqlite_url: str, new_entry: NewEntry) -> None:
    log = Ledger(connected(sqlite_url, create=True))
    log.append([new_entry()])
    assert {path.stat().st_mode & 0o077 for path in Path(sqlite_url).parent.iterdir()} == {0}
    log.close()


def test_no_password_is_told(
    postgres_server: str, new_entry: NewEntry, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "hunter2-not-told"
    name, _, rest = postgres_server.partition("://cmc:")
    wrong = f"{name}://cmc:{secret}@{rest.partition('@')[2]}"
    urls = [wrong, f"postgresql://a:{secret}@127.0.0.1:1/x", f"postgresql://a@h/x?password={secret}&bad=1"]
    for url in [*urls, f"postgresql://a:{secret}@[h/x", f"mysql://a:{secret}@h/x"]:
        with caplog.at_level(logging.DEBUG), pytest.raises(LogUnavailable) as caught:
            open_log(url)
        assert secret not in str(caught.value)
        assert secret not in caplog.text
