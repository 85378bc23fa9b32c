"""Dates as generators of sites write them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

_DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
_MOMENT = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?"
    r" *(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_IN_WORDS = re.compile(
    rf"(?:[a-z]{{3,9}},? +)?"
    rf"(?:{_MONTH} +(\d{{1,2}})(?:st|nd|rd|th)?,?|(\d{{1,2}})(?:st|nd|rd|th)? +{_MONTH},?)"
    r" +(\d{4})(?:[ ,]+\d{1,2}:\d{2}.*)?",
    re.IGNORECASE,
)


def moment_of(value: Any) -> date | datetime | None:
    """Return the moment that a generator's field gives, None for one that gives none.

    Numbers alone in the order of one country (11/12/2026) are not guessed at.
    """
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    text = value.strip()
    try:
        return _moment(text) or _day(text) or _day_in_words(text)
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    match = _MOMENT.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    iso = f"{year}-{int(month):02}-{int(day):02}T{int(hour):02}:{minute}:{second or '00'}"
    return datetime.fromisoformat(iso + _zone(zone))


def _zone(zone: str | None) -> str:
    if zone is None:
        return ""
    return zone if zone[0] in "+-" else "+00:00"


def _day(text: str) -> date | None:
    match = _DAY.fullmatch(text)
    return date(*map(int, match.groups())) if match else None


def _day_in_words(text: str) -> date | None:
    match = _IN_WORDS.fullmatch(text)
    if match is None:
        return None
    before, day_after, day_before, after, year = match.groups()
    month = _MONTHS.index((before or after)[:3].lower()) + 1
    return date(int(year), month, int(day_after or day_before))
