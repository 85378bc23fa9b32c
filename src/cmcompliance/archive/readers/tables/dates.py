"""Dates in a column: whether the day or the month comes first is judged by all of them, and never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Final, Literal

from cmcompliance.archive.readers.tables.knowledge import Order, plain
from cmcompliance.read.moments import moment_of

Verdict = Order | Literal["either", "both", "none"]
"""`none`: no date leaves it open; `either`: all fit both; `both`: some fit only the one, some the other."""
_NUMBERS: Final = re.compile(
    r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?:[,T\s]\s*(?:(?:à|at)\s)?(\S.*))?", re.IGNORECASE
)
_CLOCK: Final = re.compile(
    r"(\d{1,2})[:hH](\d{2})?(?::(\d{2})(?:\.\d+)?)?\s*([ap]\.?\s?m\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_WORDS: Final = re.compile(
    r"(?:\w+\.?,?\s+)??(?:(\d{1,2})(?:er|st|nd|rd|th)?\s+([^\W\d]+)\.?|([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?),?\s+(\d{4})"
    r"(?:[,\s]\s*(?:(?:à|at)\s)?(\S.*))?",
    re.IGNORECASE,
)
_SECONDS: Final = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_MONTHS: Final = {
    name[: max(3, length)]: number
    for number, names in enumerate(
        (
            ("janvier", "january"),
            ("fevrier", "february"),
            ("mars", "march"),
            ("avril", "april"),
            ("mai", "may"),
            ("juin", "june"),
            ("juillet", "july"),
            ("aout", "august"),
            ("septembre", "september"),
            ("octobre", "october"),
            ("novembre", "november"),
            ("decembre", "december"),
        ),
        1,
    )
    for name in names
    for length in range(3, len(name) + 1)
    if name[:length] != "jui"
}


def verdict(values: Iterable[Any]) -> Verdict:
    """Return what the dates of a column say of their order."""
    day = month = either = False
    for value in values:
        match = _NUMBERS.fullmatch(value.strip()) if isinstance(value, str) else None
        if match is None or match[2] == ".":
            continue
        first, second = int(match[1]), int(match[3])
        day |= first > 12 >= second
        month |= second > 12 >= first
        either |= first <= 12 and second <= 12 and first != second
    if day or month:
        return "both" if day and month else "day-first" if day else "month-first"
    return "either" if either else "none"


def moment(value: Any, order: Order | None) -> date | datetime | None:
    """Return a cell's moment, None where it is none, or could be two."""
    if isinstance(value, datetime | date):
        return value
    try:
        if isinstance(value, float | int) and not isinstance(value, bool):
            return _since_1970(str(int(value)))
        if not isinstance(value, str):
            return None
        text = " ".join(value[:200].split())
        return _by_numbers(text, order) or _in_words(text) or moment_of(text) or _since_1970(text)
    except (ValueError, OverflowError):
        return None


def at_clock(day: date | datetime | None, clock: str) -> date | datetime | None:
    """Return a day at a time of day; what has a time already, or gets none that is one, stays as it is."""
    if day is None or isinstance(day, datetime):
        return day
    try:
        return _with_clock(day, clock.strip()) or day
    except ValueError:
        return day


def _by_numbers(text: str, order: Order | None) -> date | datetime | None:
    match = _NUMBERS.fullmatch(text)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] == "." or first == second:
        order = "day-first"  # with dots no country writes the month first
    if order is None:
        return None
    day, month = (first, second) if order == "day-first" else (second, first)
    return _with_clock(date(year if year > 99 else 2000 + year, month, day), match[5] or "")


def _in_words(text: str) -> date | datetime | None:
    match = _WORDS.fullmatch(text)
    if match is None:
        return None
    month = _MONTHS.get(plain(match[2] or match[3]))
    if month is None:
        return None
    return _with_clock(date(int(match[5]), month, int(match[1] or match[4])), match[6] or "")


def _with_clock(day: date, clock: str) -> date | datetime | None:
    if not clock:
        return day
    match = _CLOCK.fullmatch(clock)
    if match is None:
        return None
    hour, half = int(match[1]), (match[4] or "")[:1].lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return datetime(
        day.year, day.month, day.day, hour, int(match[2] or 0), int(match[3] or 0), tzinfo=_zone(match[5])
    )


def _zone(zone: str | None) -> timezone | None:
    if zone is None:
        return None
    if zone[0] not in "+-":
        return UTC
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return timezone(timedelta(minutes=-minutes if zone[0] == "-" else minutes))


def _since_1970(text: str) -> datetime | None:
    if not _SECONDS.fullmatch(text):
        return None
    whole = text.partition(".")[0]
    return datetime.fromtimestamp(int(whole[:10]), UTC)
