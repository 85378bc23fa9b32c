"""The end of an archive in a scan, and what tells whether the archive is still what it was then."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SourceEnd:
    """`stamp`: of the archive as it was read, None where it changed meanwhile; `size`: the bytes in it."""

    source: str
    stamp: str | None
    size: int


def stamp_of(path: Path) -> str | None:
    """Return what changes whenever a file of an archive does: a digest of names, sizes and times of change.

    No content is read. None: the archive is not to be had.
    """
    made = hashlib.sha256()
    try:
        for name, found in _files(path):
            said = (found.st_ino, found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
            made.update(os.fsencode(name) + b"\0" + repr(said).encode() + b"\n")
    except OSError:
        return None
    return made.hexdigest()


def _files(path: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the archive, and where it is a folder all that lies in it."""
    yield "", path.stat()
    if not path.is_dir():
        return
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        for entry in sorted(os.scandir(path / folder), key=lambda entry: entry.name):
            name = f"{folder}{entry.name}"
            yield name, entry.stat(follow_symlinks=False)
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{name}/")
