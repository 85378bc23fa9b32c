"""How much of the archives has been read, in bytes of those members that a reader knows."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, cast

from cmcompliance.archive import Claim, Member, Source
from cmcompliance.archive.source.folder import FileMember


class Meter:
    """Counts for one archive after the other; `share`: what is read, of 1, None where nobody can say yet."""

    def __init__(self, archives: int) -> None:
        self._left = archives
        self._total = self._read = self._before = 0

    @property
    def share(self) -> float | None:
        """How much of all is read; known as soon as the last archive is open."""
        if self._left or not self._total or self._read > self._total:  # packed, or read more than once
            return None
        return (self._before + self._read) / (self._before + self._total)

    @property
    def expected(self) -> int:
        """How many bytes there are to be read of the archive that is open."""
        return self._total

    def pass_over(self, size: int) -> None:
        """Note that an archive of which so many bytes were read before is not read again."""
        self._before += size
        self._left -= 1

    def metered(self, source: Source) -> Source:
        """Return an archive whose bytes are counted as they are read."""
        self._before += self._total
        self._total = self._read = 0
        self._left -= 1
        members = [_metered(member, self) for member in source.members.values()]
        return Source(source.name, members, source.faults, source)

    def expect(self, source: Source, claims: Sequence[Claim]) -> None:
        """Note what will be read of it."""
        self._total = sum(source.members[name].size for claim in claims for name in claim.members)
        self._read = 0

    def count(self, size: int) -> None:
        """Note that so many bytes were read."""
        self._read += size


def _metered(member: Member, meter: Meter) -> Member:
    if isinstance(member, FileMember):
        return _MeteredFile(member.name, member.size, member.path, meter)
    return _Metered(member, meter)


@dataclass(frozen=True, slots=True)
class _MeteredFile(FileMember):
    """A file still, for those who read one in any order: that is not counted."""

    meter: Meter

    def open(self) -> BinaryIO:
        return _counted(FileMember.open(self), self.meter)


class _Metered:
    def __init__(self, member: Member, meter: Meter) -> None:
        self._member = member
        self._meter = meter

    @property
    def name(self) -> str:
        return self._member.name

    @property
    def size(self) -> int:
        return self._member.size

    def open(self) -> BinaryIO:
        return _counted(self._member.open(), self._meter)


def _counted(stream: BinaryIO, meter: Meter) -> BinaryIO:
    return cast("BinaryIO", io.BufferedReader(_Counted(stream, meter), 1 << 16))


class _Counted(io.RawIOBase):
    def __init__(self, stream: BinaryIO, meter: Meter) -> None:
        super().__init__()
        self._stream = stream
        self._meter = meter

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._stream.read(len(view))
        view[: len(data)] = data
        self._meter.count(len(data))
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
            super().close()
