"""The compiled rule book, kept between runs: to read hundreds of YAML files takes longer than a check.

One file for each set of folders, in the user's cache folder, and one for what a folder brings that others lie
over: when a pack changes, the rules below it are not read again. A file counts only while every byte of the
rules, of the code that reads them and of the file itself is the same, and Python too; else it is as good as
absent.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from cmcompliance.rulebook import book, condition, entries
from cmcompliance.rulebook.book import RuleBook
from cmcompliance.rulebook.entries import Entry
from cmcompliance.rulebook.folders import RuleFolder, rule_files
from cmcompliance.rulebook.kept_files import write_kept
from cmcompliance.rulebook.kept_parts import dump, load

SETTING = "CMCOMPLIANCE_CACHE"
"""Environment variable: the folder to use, or `off`."""

_HEADER = 128
_PARTS = (book, condition, entries)


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return where compiled books are kept, None when the user wants none."""
    chosen = environment.get(SETTING)
    if chosen:
        return None if chosen == "off" else Path(chosen)
    base = environment.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "cmcompliance"
    except RuntimeError:  # a user without a home
        return None


class BookCache:
    """The cached book of one set of folders, whose files are `files`."""

    def __init__(self, keep_in: Path, folders: Sequence[RuleFolder], files: Iterable[Path]) -> None:
        """`keep_in`: the cache folder. Raises OSError when a file cannot be read."""
        self._file = _KeptFile(keep_in, "book", folders, files)

    def read(self) -> RuleBook | None:
        """Return the book if the cache has it for these very files."""
        found = self._file.read()
        return found if isinstance(found, RuleBook) else None

    def write(self, compiled: RuleBook) -> None:
        """Keep the book; a folder that cannot be written is no error."""
        self._file.write(compiled)


class EntriesCache:
    """The cached entries of one folder, in which nothing is wrong."""

    def __init__(self, keep_in: Path, folder: RuleFolder) -> None:
        """`keep_in`: the cache folder. Raises OSError when a file cannot be read."""
        self._file = _KeptFile(keep_in, "entries", [folder], rule_files(folder.path))

    def read(self) -> tuple[Entry, ...] | None:
        """Return the entries if the cache has them for these very files."""
        found = self._file.read()
        is_whole = isinstance(found, tuple) and all(isinstance(entry, Entry) for entry in found)
        return found if is_whole else None

    def write(self, gathered: Iterable[Entry]) -> None:
        """Keep the entries; a folder that cannot be written is no error."""
        self._file.write(tuple(gathered))


class _KeptFile:
    def __init__(
        self, keep_in: Path, family: str, folders: Sequence[RuleFolder], files: Iterable[Path]
    ) -> None:
        names = [(str(folder.path.resolve()), folder.shown) for folder in folders]
        mark = _sha256(repr(names).encode("utf-8", "surrogateescape"))[:16]
        self._path = keep_in / f"{family}-{mark}.bin"
        self._key = _key(names, files)

    def read(self) -> Any:
        """Return what is kept, None if it is not of this key."""
        try:
            data = self._path.read_bytes()
        except OSError:
            return None
        header, payload = data[:_HEADER], data[_HEADER:]
        if header != (self._key + _sha256(payload)).encode():
            return None
        try:
            return load(payload, _PARTS)
        except Exception:
            return None

    def write(self, value: Any) -> None:
        payload = dump(value, _PARTS)
        data = (self._key + _sha256(payload)).encode() + payload
        with contextlib.suppress(OSError):
            write_kept(self._path, data)


def _key(names: list[tuple[str, str]], files: Iterable[Path]) -> str:
    digest = hashlib.sha256(repr((sys.version, names)).encode("utf-8", "surrogateescape"))
    for path in (*_code(), *files):
        content = path.read_bytes()
        digest.update(f"{path}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        digest.update(content)
    return digest.hexdigest()


def _code() -> list[Path]:
    """Return the modules that say what a file of rules is; the draft's model says what rules may name."""
    here = Path(__file__).parent
    return [*sorted(here.glob("*.py")), here.parent / "draft" / "model.py"]


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
