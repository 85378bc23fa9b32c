"""The compiled rule book, kept between runs: to read hundreds of YAML files takes longer than a check.

One file for each set of folders, in the user's cache folder. It counts only while every byte of the rules,
of the code that reads them and of the file itself is the same, and Python too; else it is as good as absent.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import pickle
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cmcompliance.rulebook import book, condition
from cmcompliance.rulebook.book import RuleBook
from cmcompliance.rulebook.collecting import without_collecting
from cmcompliance.rulebook.folders import RuleFolder
from cmcompliance.rulebook.kept_files import write_kept

SETTING = "CMCOMPLIANCE_CACHE"
"""Environment variable: the folder to use, or `off`."""

_HEADER = 128
_MODULES = {module.__name__: vars(module) for module in (book, condition)}


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
        names = [(str(folder.path.resolve()), folder.shown) for folder in folders]
        mark = _sha256(repr(names).encode("utf-8", "surrogateescape"))[:16]
        self._path = keep_in / f"book-{mark}.bin"
        self._key = _key(names, files)

    def read(self) -> RuleBook | None:
        """Return the book if the cache has it for these very files."""
        try:
            data = self._path.read_bytes()
        except OSError:
            return None
        header, payload = data[:_HEADER], data[_HEADER:]
        if header != (self._key + _sha256(payload)).encode():
            return None
        try:
            return _load(payload)
        except Exception:
            return None

    def write(self, compiled: RuleBook) -> None:
        """Keep the book; a folder that cannot be written is no error."""
        payload = _dump(compiled)
        data = (self._key + _sha256(payload)).encode() + payload
        with contextlib.suppress(OSError):
            write_kept(self._path, data)


def _key(names: list[tuple[str, str]], files: Iterable[Path]) -> str:
    digest = hashlib.sha256(repr((sys.version, names)).encode("utf-8", "surrogateescape"))
    for path in (*sorted(Path(__file__).parent.glob("*.py")), *files):
        content = path.read_bytes()
        digest.update(f"{path}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        digest.update(content)
    return digest.hexdigest()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class _Pickler(pickle.Pickler):
    """Writes a dataclass as a call of its class, which is read three times faster than its state."""

    def reducer_override(self, value: Any) -> Any:
        if is_dataclass(value) and not isinstance(value, type):
            return type(value), tuple(getattr(value, item.name) for item in fields(value))
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    """Makes nothing but the parts of a rule book, so that a file cannot run code."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "datetime" and name == "date":
            return date
        found = _MODULES.get(module, {}).get(name)
        if isinstance(found, type) and is_dataclass(found):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a rule book")


def _dump(compiled: RuleBook) -> bytes:
    stream = io.BytesIO()
    _Pickler(stream, protocol=5).dump(compiled)
    return stream.getvalue()


def _load(payload: bytes) -> RuleBook | None:
    with without_collecting():
        loaded = _Unpickler(io.BytesIO(payload)).load()
    return loaded if isinstance(loaded, RuleBook) else None
