"""A workbook for a client, written row by row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter

from cmcompliance.results.export.cells import Cells
from cmcompliance.results.export.summary import Lines

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from cmcompliance.results.export.table import Exported

MOST_ROWS: Final = 1_048_576
"""Of a sheet, its header included."""
_SUMMARY_WIDTHS: Final = (52, 24, 14, 14)
_HEADER, _TITLE = "cmcompliance header", "cmcompliance title"


def write_workbook(
    stream: BinaryIO,
    summary: tuple[str, Lines],
    sheets: Iterable[Exported],
    cut: str,
    *,
    most_rows: int = MOST_ROWS,
) -> None:
    """Write the summary, its title first, then each sheet; one that is longer goes on on the next.

    `cut`: what says in a cell how much of a text is cut off.
    """
    book = Workbook(write_only=True)
    for style in _styles():
        book.add_named_style(style)
    _write_summary(book, *summary, cut)
    for sheet in sheets:
        _write_sheet(book, sheet, cut, most_rows)
    book.save(stream)


def _styles() -> Sequence[NamedStyle]:
    header = NamedStyle(_HEADER, font=Font(bold=True, color="FFFFFF"), fill=PatternFill("solid", "1F3A5F"))
    header.alignment = Alignment(vertical="top", wrap_text=True)
    return header, NamedStyle(_TITLE, font=Font(bold=True, size=14))


def _write_summary(book: Workbook, title: str, lines: Lines, cut: str) -> None:
    sheet: Any = book.create_sheet(title)
    cells = Cells(sheet, cut)
    for number, width in enumerate(_SUMMARY_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for look, values in lines:
        styles = {"title": _TITLE, "header": _HEADER}
        made = [cells.heading(str(v), styles[look]) if look in styles else cells.cell(v) for v in values]
        sheet.append(made)


def _write_sheet(book: Workbook, exported: Exported, cut: str, most_rows: int) -> None:
    links = [column.kind == "link" for column in exported.sheet.columns]
    number, sheet, cells, count = 1, *_begun(book, exported, exported.title, cut), 1
    for row in exported.rows:
        if count == most_rows:
            _ended(sheet, exported, count)
            number += 1
            sheet, cells = _begun(book, exported, f"{exported.title} {number}", cut)
            count = 1
        sheet.append([cells.cell(value, link=link) for value, link in zip(row, links, strict=True)])
        count += 1
    _ended(sheet, exported, count)


def _begun(book: Workbook, exported: Exported, title: str, cut: str) -> tuple[WriteOnlyWorksheet, Cells]:
    sheet: Any = book.create_sheet(title)
    cells = Cells(sheet, cut)
    sheet.freeze_panes = "B2"
    for number, column in enumerate(exported.sheet.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.append([cells.heading(heading, _HEADER) for heading in exported.headings])
    return sheet, cells


def _ended(sheet: Any, exported: Exported, rows: int) -> None:
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(exported.headings))}{rows}"
    sheet.close()
