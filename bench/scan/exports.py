"""Where an export is written to: a folder, or a zip that is packed as it is written. Nothing is held."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Final, Protocol, TextIO

_MADE: Final = (2026, 11, 30, 0, 0, 0)
"""When all members of zips are said to have been made: the same posts make the same bytes."""


class Export(Protocol):
    """Takes one member after the other."""

    def member(self, name: str) -> AbstractContextManager[TextIO]:
        """Open a member to be written; texts are written as they are."""
        ...


class FolderExport:
    """An export that is a folder."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @contextmanager
    def member(self, name: str) -> Iterator[TextIO]:
        """Open a file."""
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as stream:
            yield stream


class ZipExport:
    """An export that is a zip."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    @contextmanager
    def member(self, name: str) -> Iterator[TextIO]:
        """Open what will be packed."""
        info = zipfile.ZipInfo(name, _MADE)
        info.compress_type = zipfile.ZIP_DEFLATED
        with (
            self._archive.open(info, "w", force_zip64=True) as packed,
            io.TextIOWrapper(packed, encoding="utf-8", newline="") as stream,
        ):
            yield stream


@contextmanager
def export_at(path: Path) -> Iterator[Export]:
    """Make the export: a zip where the name ends so, else a folder."""
    if path.suffix != ".zip":
        yield FolderExport(path)
        return
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        yield ZipExport(archive)
