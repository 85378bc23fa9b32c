"""Excel: the sheets of a workbook, row by row."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO, Final

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.readers.tables.rows import Row
from cmcompliance.archive.source import Source
from cmcompliance.archive.source.guarded import as_faults
from cmcompliance.archive.source.seekable import seekable

MAGIC: Final = b"PK\x03\x04"
SUFFIXES: Final = (".xlsx", ".xlsm")
_LARGEST: Final = 1 << 27
"""Bytes of the parts that are held as a whole: the texts of all sheets, the styles."""
_MOST_ROWS: Final = 1 << 20
_LONGEST_ROW: Final = 1 << 26
_CHUNK: Final = 1 << 16
_STREAMED: Final = "xl/worksheets/"
_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a member."""

    source: Source
    member: str
    label: str

    def rows(self) -> Iterator[Row]:
        """Yield the rows. Raises ArchiveFault."""
        with _workbook(self.source, self.member) as book:
            sheet = book[self.label]
            sheet.reset_dimensions()  # what a sheet says of its size need not be so
            cells = islice(sheet.iter_rows(values_only=True), _MOST_ROWS)
            before = 0
            while some := _some(cells):
                for number, row in enumerate(some, before + 1):
                    yield Row(number, row)
                before += len(some)


def sheets(source: Source, member: str) -> list[Sheet]:
    """Return the sheets of a workbook. Raises ArchiveFault."""
    with seekable(source.members[member]) as stream, as_faults(member):
        _check_rows(stream)
    with _workbook(source, member) as book:
        return [Sheet(source, member, sheet.title) for sheet in book.worksheets]


@contextmanager
def _workbook(source: Source, member: str) -> Iterator[Any]:
    try:
        from openpyxl import load_workbook  # noqa: PLC0415  # only who has Excel needs it
    except ImportError:
        raise ArchiveFault("is an Excel file, for which pip install 'cmcompliance[scan]' is needed") from None
    with seekable(source.members[member]) as stream:
        try:
            _check_parts(stream)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of what does not matter here, such as missing styles
                book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
            try:
                yield book
            finally:
                book.close()
        except (ArchiveFault, MemoryError):
            raise
        except Exception as error:  # whatever the library makes of a file that is damaged
            reason = " ".join(str(error).split())[:120] or type(error).__name__
            raise ArchiveFault(f"is no sound Excel file ({reason}): save it anew, or as CSV") from None


def _some(cells: Iterator[Any]) -> list[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return list(islice(cells, _AT_ONCE))


def _check_parts(stream: BinaryIO) -> None:
    with zipfile.ZipFile(stream) as parts:
        held = 0
        for part in parts.infolist():
            held += (
                0 if part.filename.startswith(_STREAMED) else part.file_size * part.filename.endswith(".xml")
            )
            if part.filename.endswith((".xml", ".rels")):
                with parts.open(part) as content:
                    if b"<!" in content.read(4096).replace(b"<!--", b""):
                        raise ArchiveFault(
                            "is an Excel file with declarations in it, as only harmful ones have"
                        )
        if held > _LARGEST:
            raise ArchiveFault(f"holds more than {_LARGEST >> 20} MiB of texts: save it as CSV")
    stream.seek(0)


def _check_rows(stream: BinaryIO) -> None:
    """Raise ArchiveFault for a sheet with a row that could not be held."""
    with zipfile.ZipFile(stream) as parts:
        for part in parts.infolist():
            if not part.filename.startswith(_STREAMED):
                continue
            without = 0
            with parts.open(part) as content:
                while data := content.read(_CHUNK):
                    without = 0 if b"row" in data else without + len(data)
                    if without > _LONGEST_ROW:
                        raise ArchiveFault(f"has a row of more than {_LONGEST_ROW >> 20} MiB: save it as CSV")
