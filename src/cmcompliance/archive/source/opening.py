"""Opens an archive by what it is, not by how it is called."""

from __future__ import annotations

from pathlib import Path

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.source.folder import folder_source
from cmcompliance.archive.source.single import file_source
from cmcompliance.archive.source.source import Source
from cmcompliance.archive.source.zipped import zip_source

_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
_OFFICE = (".xlsx", ".xlsm", ".docx", ".ods")
"""Documents that are zips within; each is one file for whoever reads it."""


def open_source(path: Path, name: str | None = None) -> Source:
    """Return the archive at a path: a folder, a zip or a single file. Raises ArchiveFault.

    `name`: what messages call it.
    """
    called = name or str(path)
    try:
        if path.is_dir():
            return folder_source(path, called)
        if not path.exists():
            raise ArchiveFault("no such file or folder")
        if not path.is_file():
            raise ArchiveFault("is neither a file nor a folder")
        with path.open("rb") as stream:
            head = stream.read(8)
        if head.startswith(_ZIPS) and path.suffix.lower() not in _OFFICE:
            return zip_source(path, called)
        return file_source(path, called, head)
    except OSError as error:
        raise ArchiveFault(f"cannot be read: {error.strerror or error}") from None
