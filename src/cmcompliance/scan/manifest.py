"""The manifest of a scan: whose results these are, and which chunks are done.

A chunk is done when its row is here, and its parts were in their places before.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from cmcompliance.scan.answers import Parts
from cmcompliance.scan.chunks import Chunk, sound
from cmcompliance.scan.errors import ScanRefused
from cmcompliance.scan.source_ends import SourceEnd
from cmcompliance.scan.tally import Tally, tally_of, total

FORMAT: Final = 3
_TABLES: Final = (
    "CREATE TABLE IF NOT EXISTS scan (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS chunks (number INTEGER PRIMARY KEY, first TEXT, last TEXT,"
    " input_digest TEXT NOT NULL, drafts INTEGER NOT NULL, findings INTEGER NOT NULL,"
    " questions INTEGER NOT NULL, errors INTEGER NOT NULL, parts TEXT NOT NULL, tally TEXT NOT NULL,"
    " ids BLOB NOT NULL, ends TEXT)",
)


@dataclass(frozen=True, slots=True)
class Done:
    """What the manifest knows of a chunk; `parts`: size and SHA-256 of each file, by dataset."""

    number: int
    input_digest: str
    parts: Mapping[str, tuple[int, str]]


class Manifest:
    """One file of SQLite; each method that changes it has done so for good when it returns."""

    def __init__(self, path: Path) -> None:
        """Raises ScanRefused for what is no manifest."""
        self._path = path
        try:
            self._base = sqlite3.connect(path, isolation_level=None)
            self._base.execute("PRAGMA synchronous = EXTRA")
            with self._transaction():
                for table in _TABLES:
                    self._base.execute(table)
            made = self._value("format")
        except sqlite3.DatabaseError as error:
            raise ScanRefused([f"{path}: cannot be used: {error}"]) from None
        if made not in (None, FORMAT):
            raise ScanRefused([f"{path}: is of another version of cmcompliance: scan into another folder"])

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    @property
    def identity(self) -> dict[str, Any] | None:
        """What the scan is, None before it began."""
        found: dict[str, Any] | None = self._value("identity")
        return found

    @property
    def today(self) -> str:
        """The day that counts as today, in ISO form."""
        return str(self._value("today"))

    @property
    def names(self) -> list[str]:
        """What the sources are called, in order."""
        return list(self._value("names"))

    @property
    def finished(self) -> bool:
        """Whether all was read."""
        return bool(self._value("finished"))

    def begin(self, identity: Mapping[str, Any], today: str, names: list[str]) -> None:
        """Note what the scan is."""
        with self._transaction():
            for key, value in (
                ("format", FORMAT),
                ("identity", identity),
                ("today", today),
                ("names", names),
            ):
                self._set(key, value)

    def finish(self) -> None:
        """Note that all was read and every chunk is done."""
        with self._transaction():
            self._set("finished", True)

    def commit(self, chunk: Chunk, parts: Parts, written: Mapping[str, tuple[int, str]]) -> None:
        """Note that a chunk is done, its parts being in their places."""
        rows = {name: part.rows for name, part in parts.files.items()}
        with self._transaction():
            self._base.execute(
                "INSERT INTO chunks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    chunk.number,
                    _shown(chunk.first),
                    _shown(chunk.last),
                    chunk.digest(),
                    rows["drafts"],
                    rows["findings"],
                    rows["questions"],
                    rows["errors"],
                    json.dumps(written),
                    json.dumps(parts.tally.data(), ensure_ascii=False),
                    chunk.ids,
                    None if chunk.ends is None else json.dumps(asdict(chunk.ends), sort_keys=True),
                ),
            )

    def forget(self, number: int) -> None:
        """Note that a chunk is to be done again, and the scan therefore not finished."""
        with self._transaction():
            self._base.execute("DELETE FROM scan WHERE key = 'finished'")
            self._base.execute("DELETE FROM chunks WHERE number = ?", (number,))

    def done(self) -> Iterator[Done]:
        """Yield the chunks that are done, in order."""
        for number, digest, parts in self._base.execute(
            "SELECT number, input_digest, parts FROM chunks ORDER BY number"
        ):
            yield Done(number, digest, {name: (size, sha) for name, (size, sha) in json.loads(parts).items()})

    def input_digest(self, number: int) -> str | None:
        """Return the digest of what a chunk was made of, None where it is not done."""
        row = self._base.execute("SELECT input_digest FROM chunks WHERE number = ?", (number,)).fetchone()
        return None if row is None else str(row[0])

    def source_ends(self) -> Iterator[tuple[int, SourceEnd]]:
        """Yield the archives that were read to their ends with the last chunk of each, while all chunks up to
        that one are done.
        """
        rows = self._base.execute(
            "SELECT number, ends FROM (SELECT number, ends, row_number() OVER (ORDER BY number) AS place"
            " FROM chunks) WHERE ends IS NOT NULL AND number = place ORDER BY number"
        )
        for number, ends in rows:
            yield number, SourceEnd(**json.loads(ends))

    def ids(self, last: int) -> Iterator[bytes]:
        """Yield the ids of the chunks up to one, as `Ids.taken` returned them."""
        for (ids,) in self._base.execute("SELECT ids FROM chunks WHERE number <= ? ORDER BY number", (last,)):
            yield ids

    def last_number(self) -> int:
        """Return the number of the last chunk that is done, 0 without one."""
        return int(self._base.execute("SELECT coalesce(max(number), 0) FROM chunks").fetchone()[0])

    def tally(self) -> Tally:
        """Return what is in all chunks that are done."""
        rows = self._base.execute("SELECT tally FROM chunks ORDER BY number")
        return total(tally_of(json.loads(text)) for (text,) in rows)

    def _transaction(self) -> _Transaction:
        return _Transaction(self._base)

    def _value(self, key: str) -> Any:
        row = self._base.execute("SELECT value FROM scan WHERE key = ?", (key,)).fetchone()
        return None if row is None else json.loads(row[0])

    def _set(self, key: str, value: Any) -> None:
        text = json.dumps(value, sort_keys=True)  # paths may have letters that are none
        self._base.execute("INSERT OR REPLACE INTO scan VALUES (?, ?)", (key, text))


class _Transaction:
    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base

    def __enter__(self) -> None:
        self._base.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._base.execute("COMMIT")
        elif self._base.in_transaction:
            self._base.execute("ROLLBACK")


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Return in what two identities differ, a line each."""
    return [
        f"{key.replace('_', ' ')}: {_plain(before.get(key))} then, {_plain(now.get(key))} now"
        for key in sorted({*before, *now})
        if before.get(key) != now.get(key)
    ]


def _plain(value: Any) -> str:
    if value in (None, [], {}):
        return "nothing"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else str(value)


def _shown(place: object) -> str | None:
    return None if place is None else sound(str(place))
