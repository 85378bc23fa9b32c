"""An archive that is a folder. Links are not followed: they may lead anywhere."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.items import Place, Unreadable
from cmcompliance.archive.source.guarded import guarded
from cmcompliance.archive.source.member import Member, wrong_name
from cmcompliance.archive.source.source import Source
from cmcompliance.read.item import sound_name


@dataclass(frozen=True, slots=True)
class FileMember:
    """A file on the disk."""

    name: str
    size: int
    path: Path

    def open(self) -> BinaryIO:
        """Return its bytes."""
        return guarded(self.name, self.open_raw)

    def open_raw(self) -> BinaryIO:
        """Return the file, where one may seek. Raises OSError and ArchiveFault."""
        # A file may have become a link, or a pipe that never ends, since it was listed.
        handle = os.open(self.path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise ArchiveFault("is no file any more")
        return os.fdopen(handle, "rb", buffering=0)


def folder_source(root: Path, name: str) -> Source:
    """Return the files of a folder and of the folders in it. Raises ArchiveFault."""
    members: list[Member] = []
    faults: list[Unreadable] = []
    for found in _walk(root, "", name):
        (members if isinstance(found, FileMember) else faults).append(found)  # type: ignore[arg-type]
    return Source(name, members, faults)


def _walk(folder: Path, prefix: str, source: str) -> Iterator[FileMember | Unreadable]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        if not prefix:
            raise ArchiveFault(f"cannot be read: {error.strerror or error}") from None
        yield Unreadable(Place(source, prefix.rstrip("/")), f"cannot be read: {error.strerror or error}")
        return
    for entry in entries:
        name = sound_name(prefix + entry.name)
        wrong = wrong_name(name)
        try:
            if wrong is None and entry.is_symlink():
                wrong = "is a link, and is not followed: give what it leads to by itself"
            if wrong is None and entry.is_dir():
                yield from _walk(Path(entry.path), f"{name}/", source)
                continue
            if wrong is None and not entry.is_file():
                wrong = "is no file"
            size = 0 if wrong else entry.stat(follow_symlinks=False).st_size
        except OSError as error:
            wrong, size = f"cannot be read: {error.strerror or error}", 0
        yield Unreadable(Place(source, name), wrong) if wrong else FileMember(name, size, Path(entry.path))
