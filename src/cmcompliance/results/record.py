"""What the manifest in a folder of results says, read without a change to it."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, get_args

from cmcompliance.results.faults import ResultsRefused
from cmcompliance.scan.answers import Dataset
from cmcompliance.scan.folder import MANIFEST
from cmcompliance.scan.manifest import FORMAT
from cmcompliance.scan.tally import Tally, tally_of, total

_PATIENCE: Final = 5.0


@dataclass(frozen=True, slots=True)
class RecordedPart:
    """A Parquet file that a chunk left; `size` in bytes."""

    number: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ScanRecord:
    """`identity`: all that the results hang on, as `scan` noted it; `sources`: what rows call the archives;
    `today`: the day that counted as today; `parts`: the files of all chunks that are done, by number.
    """

    finished: bool
    today: str
    sources: tuple[str, ...]
    identity: Mapping[str, Any]
    tally: Tally
    parts: Mapping[Dataset, tuple[RecordedPart, ...]]

    @property
    def rule_books(self) -> tuple[str, ...]:
        """Name, version and digest of the rule books."""
        return tuple(self.identity.get("rule books", ()))

    @property
    def version(self) -> str:
        """The version of cmcompliance that scanned."""
        return str(self.identity.get("version", ""))


def read_record(folder: Path) -> ScanRecord:
    """Return what the manifest says. Raises ResultsRefused."""
    if not folder.is_dir():
        raise ResultsRefused(f"{folder}: {'no folder' if folder.exists() else 'no such folder'} of results")
    manifest = folder / MANIFEST
    if not manifest.is_file():
        raise ResultsRefused(
            f"{folder}: no results of a scan: it has no {MANIFEST}; name what --out of `scan` named"
        )
    try:
        with _read_only(manifest) as base:
            return _record(folder, base)
    except (sqlite3.Error, OSError, ValueError, KeyError, TypeError) as error:
        raise ResultsRefused(f"{manifest}: cannot be read: {error}") from None


@contextlib.contextmanager
def _read_only(manifest: Path) -> Iterator[sqlite3.Connection]:
    """Open the manifest; one whose last commit was cut off is set right in a copy."""
    try:
        base = _connected(manifest)
    except sqlite3.OperationalError:
        with tempfile.TemporaryDirectory(prefix="cmcompliance-") as made:
            for name in (manifest.name, f"{manifest.name}-journal"):
                with contextlib.suppress(FileNotFoundError):
                    shutil.copyfile(manifest.with_name(name), Path(made, name))
            with contextlib.closing(sqlite3.connect(Path(made, manifest.name))) as copy:
                yield copy
        return
    with contextlib.closing(base):
        yield base


def _connected(manifest: Path) -> sqlite3.Connection:
    base = sqlite3.connect(f"{manifest.resolve().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)
    try:
        base.execute("SELECT count(*) FROM scan").fetchone()
    except sqlite3.Error:
        base.close()
        raise
    return base


def _record(folder: Path, base: sqlite3.Connection) -> ScanRecord:
    told = {key: json.loads(value) for key, value in base.execute("SELECT key, value FROM scan")}
    if "identity" not in told:
        raise ResultsRefused(f"{folder}: a scan that never began: nothing to look at")
    if told.get("format") != FORMAT:
        raise ResultsRefused(f"{folder}: is of another version of cmcompliance: look at it with that one")
    parts: dict[Dataset, list[RecordedPart]] = {name: [] for name in get_args(Dataset)}
    tallies: list[Tally] = []
    for number, files, tally in base.execute("SELECT number, parts, tally FROM chunks ORDER BY number"):
        tallies.append(tally_of(json.loads(tally)))
        for name, (size, sha256) in json.loads(files).items():
            parts[name].append(RecordedPart(number, size, sha256))
    return ScanRecord(
        finished=bool(told.get("finished")),
        today=str(told["today"]),
        sources=tuple(told["names"]),
        identity=told["identity"],
        tally=total(tallies),
        parts={name: tuple(found) for name, found in parts.items()},
    )
