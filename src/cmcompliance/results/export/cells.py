"""Cells of a workbook: text that Excel takes for text, dates as dates, nothing longer than Excel holds."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from openpyxl.cell import WriteOnlyCell

from cmcompliance.render.csv_table import safe_cell
from cmcompliance.results.output.values import is_number, one_cell

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_LONGEST: Final = 32_767
"""UTF-16 units in a cell."""
_LONGEST_LINK: Final = 2_079
_MOST_LINKS: Final = 65_000
_FIRST_YEAR: Final = 1901
"""Excel counts days from 1900, with one day too many in that year."""
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Cells:
    """Makes the cells of a sheet. `cut`: what says how many characters are cut off."""

    def __init__(self, sheet: WriteOnlyWorksheet, cut: str) -> None:
        self._sheet = sheet
        self._cut = cut
        self._links = 0

    def cell(self, value: Any, *, link: bool = False) -> Any:
        """Return what is appended for a value; `link`: an address of the web may be followed."""
        if value is None or value == "":
            return None
        if is_number(value):
            return value
        if isinstance(value, date) and value.year >= _FIRST_YEAR:
            made = WriteOnlyCell(self._sheet, value=value)
            made.number_format = "yyyy-mm-dd"
            return made
        return self._text(one_cell(value), link)

    def heading(self, text: str, style: str) -> Any:
        """Return a cell in a named style."""
        made = WriteOnlyCell(self._sheet, value=text)
        made.data_type = "s"
        made.style = style
        return made

    def _text(self, text: str, link: bool) -> Any:
        shown = shortened(_NO_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")), self._cut)
        follow = link and self._links < _MOST_LINKS and _is_address(text)
        risky = shown != safe_cell(shown)
        if not follow and not risky:
            return shown
        made = WriteOnlyCell(self._sheet, value=shown)
        made.data_type = "s"  # never a formula
        if risky:
            made.quotePrefix = True  # nor when somebody edits it
        if follow:
            self._links += 1
            made.hyperlink = text
            made.style = "Hyperlink"
        return made


def shortened(text: str, cut: str) -> str:
    """Return the text, cut to what a cell holds, with how much was cut; `cut` has a place for the number."""
    if 2 * len(text) <= _LONGEST or (units := _units(text)) <= _LONGEST:
        return text
    room = _LONGEST - _units(cut.format(units))
    kept = text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore")
    return kept + cut.format(len(text) - len(kept))


def _units(text: str) -> int:
    return len(text) + sum(ord(letter) > 0xFFFF for letter in text)


def _is_address(text: str) -> bool:
    return (
        text.startswith(("https://", "http://"))
        and len(text) <= _LONGEST_LINK
        and not set(text) & set(' \n\t<>"')
    )
