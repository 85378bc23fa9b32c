"""An archive that is a zip, read where it lies.

Members that share bytes with others are how small files pretend to hold terabytes: none of them is read.
"""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.items import Place, Unreadable
from cmcompliance.archive.source.guarded import guarded
from cmcompliance.archive.source.member import Member, wrong_name
from cmcompliance.archive.source.source import Source

_MOST_MEMBERS: Final = 2_000_000
_LOCAL_HEADER: Final = 30
"""Bytes before a member's name in front of its content."""
_ENCRYPTED: Final = 0x1
_BEYOND_REPAIR: Final = (
    *(ValueError, NotImplementedError, RecursionError),
    *(IndexError, OverflowError, struct.error),
)
"""What the library trips over in lists of files that are damaged."""


@dataclass(frozen=True, slots=True)
class ZipMember:
    """A file of a zip."""

    name: str
    size: int
    archive: zipfile.ZipFile
    info: zipfile.ZipInfo

    def open(self) -> BinaryIO:
        """Return its bytes, unpacked as they are read."""
        return guarded(self.name, lambda: self.archive.open(self.info))


def zip_source(path: Path, name: str) -> Source:
    """Return the files of a zip. Raises ArchiveFault."""
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        raise ArchiveFault(
            "is a zip whose list of files, which stands at its end, is damaged or missing: it was cut off, or"
            " is one part of several; get it again"
        ) from None
    except OSError as error:
        raise ArchiveFault(f"cannot be read: {error.strerror or error}") from None
    except _BEYOND_REPAIR as error:
        raise ArchiveFault(f"is a zip that cannot be read ({error}): get it again") from None
    infos = [info for info in archive.infolist() if not info.filename.endswith("/")]  # `is_dir` wants a name
    if len(infos) > _MOST_MEMBERS:
        archive.close()
        raise ArchiveFault(f"holds more than {_MOST_MEMBERS} files: split it")
    shared = _sharing(infos)
    members: dict[str, Member] = {}
    faults: list[Unreadable] = []
    for info in infos:
        member = info.filename.replace("\\", "/")
        wrong = _wrong(info, member, member in members, info.header_offset in shared)
        if wrong:
            faults.append(Unreadable(Place(name, _printable(member)), wrong))
        else:
            members[member] = ZipMember(member, info.file_size, archive, info)
    return Source(name, members.values(), faults, archive)


def _wrong(info: zipfile.ZipInfo, name: str, seen: bool, shares: bool) -> str | None:
    if wrong := wrong_name(name):
        return f"{wrong}: it is left out"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link: it is left out"
    if seen:
        return "is there a second time: only the first one is read"
    if shares:
        return "shares its bytes with other files, as files do that were made to do harm: it is left out"
    if info.flag_bits & _ENCRYPTED:
        return "is encrypted: give an archive without a password"
    return None


def _sharing(infos: Iterable[zipfile.ZipInfo]) -> set[int]:
    """Return where members begin whose bytes reach into those of another one."""
    shared: set[int] = set()
    before: zipfile.ZipInfo | None = None
    for info in sorted(infos, key=lambda info: info.header_offset):
        if before is not None and info.header_offset < _end(before):
            shared |= {before.header_offset, info.header_offset}
        if before is None or _end(info) > _end(before):
            before = info
    return shared


def _end(info: zipfile.ZipInfo) -> int:
    return info.header_offset + _LOCAL_HEADER + len(info.orig_filename) + info.compress_size


def _printable(name: str) -> str:
    return "".join(letter if letter.isprintable() else "�" for letter in name[:200])
