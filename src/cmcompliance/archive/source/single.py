"""An archive that is one file, as it is or packed by gzip."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

from cmcompliance.archive.source.folder import FileMember
from cmcompliance.archive.source.guarded import guarded
from cmcompliance.archive.source.source import Source

GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class GzipMember:
    """A file packed by gzip; `size`: as it lies there, for nobody knows the other before the end."""

    name: str
    size: int
    packed: FileMember

    def open(self) -> BinaryIO:
        """Return its bytes, unpacked as they are read."""
        return guarded(self.name, self._opened)

    def _opened(self) -> IO[bytes]:
        return cast(IO[bytes], gzip.GzipFile(fileobj=self.packed.open(), mode="rb"))


def file_source(path: Path, name: str, head: bytes) -> Source:
    """Return a file as an archive of one member."""
    file = FileMember(path.name, path.stat().st_size, path)
    if not head.startswith(GZIP) or path.name.lower().endswith(".warc.gz"):
        return Source(name, [file])  # a WARC is packed record by record, which its reader undoes
    inner = path.name[:-3] if path.name.lower().endswith(".gz") else path.name
    return Source(name, [GzipMember(inner or "data", file.size, file)])
