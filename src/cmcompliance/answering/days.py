"""Days and hours as people type them: `12/03/2027`, `12 mars`, `tomorrow`, `2027-03-12 18:30`."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from cmcompliance.answering.folding import folded
from cmcompliance.answering.misread import MisreadError
from cmcompliance.answering.words import words_of
from cmcompliance.parse.entities.calendar import DATE, SHORT, TIME, as_text, read_day

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]+(?:a |at )?(\d{1,2})[:h](\d{2})?)?")
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d\d)\b")
_MENTION = re.compile(rf"(?:(?:le|the|on|au|jusqu'au|until) )?(?P<day>{DATE}|{SHORT}(?:,? {TIME})?)")
_DAY_END = "24:00"


def read_moment(text: str, language: str, today: date) -> date | datetime:
    """Return the day, or the day and the hour. Without a year it is the next such day, or one just past.

    Raises MisreadError for what names no day, and in English for 12/03/2027, which may be either.
    """
    plain, words = folded(text), words_of(language)
    iso = _ISO.fullmatch(plain)
    if iso:
        found = _moment(iso)
    else:
        if language == "en":
            _refuse_two_days(text, plain)
        mention = _MENTION.fullmatch(plain)
        found = _mentioned(mention["day"], today) if mention else None
    if found is None:
        raise MisreadError(words["not_date"].format(text.strip()))
    return found


def _moment(iso: re.Match[str]) -> date | datetime | None:
    year, month, day = (int(iso[number]) for number in (1, 2, 3))
    try:
        found = date(year, month, day)
        return datetime.combine(found, time(int(iso[4]), int(iso[5] or 0))) if iso[4] else found
    except ValueError:
        return None


def _mentioned(mention: str, today: date) -> date | datetime | None:
    day = read_day(mention)
    written = as_text(day, today)
    try:
        found = date.fromisoformat(written or "")
    except ValueError:
        return None
    if day.time is None:
        return found
    return datetime.combine(found, time(23, 59) if day.time == _DAY_END else time.fromisoformat(day.time))


def _refuse_two_days(text: str, plain: str) -> None:
    match = _NUMBERS.search(plain)
    if match is None:
        return
    first, second = int(match[1]), int(match[2])
    if first == second or max(first, second) > 12 or not first or not second:
        return
    year = match[0][-4:] if match[0][-4:].isdigit() else f"20{match[0][-2:]}"
    either, other = (f"{year}-{month:02}-{day:02}" for day, month in ((first, second), (second, first)))
    raise MisreadError(words_of("en")["ambiguous_date"].format(text.strip(), either, other))
