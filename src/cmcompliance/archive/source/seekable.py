"""A member's bytes in any order, for formats whose table of contents stands at their end."""

from __future__ import annotations

import io
from typing import BinaryIO, Final

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.source.folder import FileMember
from cmcompliance.archive.source.guarded import as_faults
from cmcompliance.archive.source.member import Member

MOST_HELD: Final = 1 << 28
"""Bytes of a packed member that are held to read them in any order."""


def seekable(member: Member, most: int = MOST_HELD) -> BinaryIO:
    """Return a file as it lies there, and what is packed in memory. Raises ArchiveFault."""
    if isinstance(member, FileMember):
        with as_faults(member.name):
            return member.open_raw()
    with member.open() as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise ArchiveFault(f"is packed and larger than {most >> 20} MiB: unpack it and give it by itself")
    return io.BytesIO(data)
