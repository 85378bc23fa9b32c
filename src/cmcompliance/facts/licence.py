"""Read the free text of a medium's licence into the few states that rules ask about."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Literal

LicenceState = Literal["none", "expired", "print_only", "granted"]

_GRANT = r"(?:licences?|cessions?|autorisations?|accords?|droits?)"
_NONE = re.compile(
    r"^\W*(?:none|no|non|n/?a|aucune?|nil|without|sans|unlicen[cs]ed|inconnue?|unknown)\b"
    rf"|\b(?:aucune? {_GRANT}|(?:pas|sans) (?:d[e'] ?|la )?{_GRANT}|non (?:acquis|cede|obtenu)\w*)"
    r"|\b(?:no (?:licen[cs]e|permission|rights?|agreement)|not (?:licen[cs]ed|cleared))\b"
)
_FIRST_STATEMENT = re.compile(r"[;.\n]")
_ONLINE = re.compile(
    r"reseaux|social|\bweb\b|\bsite\b|internet|en ligne|\bonline\b|tous (?:supports|usages)|all media"
)
_PRINT = re.compile(
    r"\bprint\b|imprime|offline|hors ligne|\bpapier\b|\bplv\b|affichage|presse ecrite|press kit"
)
_END_CUE = r"(?:terme|fin|echeance|jusqu\W?(?:au|a)|expir\w*|until|till|through|ends?|au|to|[-–—])"
_END_DATE = re.compile(
    _END_CUE
    + r"[^\d]{0,12}(?:(?P<day>\d{1,2})[/. ](?P<month>\d{1,2})[/. ](?P<year>\d{4})"
    + r"|(?P<iyear>\d{4})-(?P<imonth>\d{2})-(?P<iday>\d{2})|(?P<only>(?:19|20)\d{2}))(?!\d)"
)


def read_licence(text: str, day: date) -> LicenceState:
    """Return what a licence text says on `day`.

    "none": it says that there is none; "expired": its last end date lies before `day`;
    "print_only": it names print or offline uses and no online one; else "granted".
    """
    folded = _fold(text)
    # What follows the first statement only qualifies it: "written assignment; no permission for the place".
    if not folded.strip() or _NONE.search(_FIRST_STATEMENT.split(folded, maxsplit=1)[0]):
        return "none"
    end = _end_date(folded)
    if end and end < day:
        return "expired"
    if _PRINT.search(folded) and not _ONLINE.search(folded):
        return "print_only"
    return "granted"


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).replace("’", "'")


def _end_date(folded: str) -> date | None:
    ends = [end for match in _END_DATE.finditer(folded) if (end := _date_of(match))]
    return max(ends, default=None)


def _date_of(match: re.Match[str]) -> date | None:
    try:
        if match["only"]:
            return date(int(match["only"]), 12, 31)
        if match["iyear"]:
            return date(int(match["iyear"]), int(match["imonth"]), int(match["iday"]))
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
