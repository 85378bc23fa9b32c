"""Read the free text of a medium's licence into the few states that rules ask about."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date

from cmcompliance.rulebook.vocabulary import LicenceState

_GRANT = r"(?:licences?|cessions?|autorisations?|accords?|droits?)"
_NONE = re.compile(
    r"^\W*(?:no|non|sans|aucune?|n/?a)\W*$|^\W*(?:none|nil|unlicen[cs]ed|inconnue?|unknown)\b"
    rf"|\b(?:aucune? {_GRANT}|(?:pas|sans) (?:d[e'] ?|la )?{_GRANT})"
    r"|\b(?:non|pas|jamais) (?:acquis|cede|obtenu|paye|libere)\w*"
    r"|\bno (?:licen[cs]e|permission|rights?|agreement)\b"
    r"|\b(?:not|never) (?:licen[cs]ed|cleared|paid|granted)\b"
    r"|\b(?:refus\w*|en attente|demande en cours|awaiting|pending|without (?:licen[cs]e|permission))\b"
    r"|\b(?:trouvee?s? sur|found on)\b"
)
_FIRST_STATEMENT = re.compile(r"[;.\n]")
_ONLINE = re.compile(
    r"reseaux|social|\bweb\b|\bsite\b|internet|en ligne|\bonline\b|tous (?:supports|usages)|all media"
)
_PRINT = re.compile(
    r"\bprint\b|imprime|offline|hors ligne|\bpapier\b|\bplv\b|affichage|presse ecrite|press kit"
)
_NON_COMMERCIAL = re.compile(
    r"\bby-nc|\bnon[- ]?commercial\b|\bnot for commercial|\b(?:usage|utilisation) (?:prive|personnel)"
    r"|\b(?:personal|private) use"
    r"|\beditoriale? (?:use )?(?:only|uniquement|exclusi\w*|seulement)"
)
_ONLY = re.compile(r"\b(?:only|uniquement|seulement|exclusivement|solely|reservee?s? a|limitee?s? a)\b")
_ONE_PRODUCT = re.compile(
    r"\b(?:lines?|ranges?|products?|packaging|gammes?|produits?|emballages?|etiquettes?"
    r"|campaigns?|campagnes?|lancement)\b"
)
_END_CUE = re.compile(
    r"(?:terme|fin|echue?s?|echeance|jusqu\W?(?:au|a|en)|expir\w*|until|till|through|ends?|au|to|[-–—])"
    r"\W*(?:le |the |du )?$"
)
_LENGTH = re.compile(
    r"\b(\d{1,2}|un|une|deux|trois|cinq|one|two|three|five) (ans?|annees?|mois|years?|months?)\b"
)
_COUNTED = {"un": 1, "une": 1, "one": 1, "deux": 2, "two": 2, "trois": 3, "three": 3, "cinq": 5, "five": 5}
_MONTHS = (
    ("janvier", "january"), ("fevrier", "february"), ("mars", "march"), ("avril", "april"), ("mai", "may"),
    ("juin", "june"), ("juillet", "july"), ("aout", "august"), ("septembre", "september"),
    ("octobre", "october"), ("novembre", "november"), ("decembre", "december"),
)  # fmt: skip
_MONTH_NUMBER = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_DATE = re.compile(
    r"(?<!\d)(?:(?P<day>\d{1,2})[/. ](?P<month>\d{1,2})[/. ](?P<year>\d{4})"
    r"|(?P<iyear>\d{4})-(?P<imonth>\d{2})-(?P<iday>\d{2})"
    rf"|(?:(?P<nday>\d{{1,2}})(?:er|st|nd|rd|th)? )?(?P<name>{'|'.join(_MONTH_NUMBER)}) (?P<nyear>\d{{4}})"
    r"|(?P<only>(?:19|20)\d{2}))(?!\d)"
)


def read_licence(text: str, day: date) -> LicenceState:
    """Return what a licence text says on `day`.

    "none": it says that there is none; "expired": its last end date lies before `day`; "print_only": it names
    print or offline uses and no online one; "non_commercial": it excludes business use; "one_product": it
    holds for one product or campaign only; else "granted".
    """
    folded = _fold(text)
    # What follows the first statement only qualifies it: "written assignment; no permission for the place".
    if not folded.strip() or _NONE.search(_FIRST_STATEMENT.split(folded, maxsplit=1)[0]):
        return "none"
    end = _end_of(folded)
    if end and end < day:
        return "expired"
    if _PRINT.search(folded) and not _ONLINE.search(folded):
        return "print_only"
    if _NON_COMMERCIAL.search(folded):
        return "non_commercial"
    return "one_product" if _ONLY.search(folded) and _ONE_PRODUCT.search(folded) else "granted"


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).replace("’", "'")


def _end_of(folded: str) -> date | None:
    """Return the last end date; failing that, the only date plus the length that is given."""
    dates = list(_DATE.finditer(folded))
    ends = [end for match in dates if _END_CUE.search(folded[: match.start()]) and (end := _last_day(match))]
    if ends:
        return max(ends)
    length = _LENGTH.search(folded)
    starts = [start for match in dates if (start := _last_day(match))]
    return _after(starts[0], length) if length and len(starts) == 1 else None


def _last_day(match: re.Match[str]) -> date | None:
    """Return the day that a date names, the last one of a month or a year; None for no real date."""
    try:
        if match["only"]:
            return date(int(match["only"]), 12, 31)
        if match["name"]:
            year, month = int(match["nyear"]), _MONTH_NUMBER[match["name"]]
            return date(year, month, int(match["nday"] or calendar.monthrange(year, month)[1]))
        if match["iyear"]:
            return date(int(match["iyear"]), int(match["imonth"]), int(match["iday"]))
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _after(start: date, length: re.Match[str]) -> date | None:
    count = _COUNTED.get(length[1]) or int(length[1])
    months = count if length[2].startswith(("mois", "month")) else 12 * count
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > date.max.year:
        return None
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
