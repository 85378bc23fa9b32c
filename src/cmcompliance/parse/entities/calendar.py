"""Days and times as people write them, in French and English, without their context."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

MONTHS: Final = {
    "janvier": 1, "janv": 1, "fevrier": 2, "fevr": 2, "fev": 2, "mars": 3, "avril": 4, "avr": 4, "mai": 5,
    "juin": 6,
    "juillet": 7, "juil": 7, "aout": 8, "septembre": 9, "sept": 9, "octobre": 10, "oct": 10,
    "novembre": 11, "nov": 11,
    "decembre": 12, "dec": 12, "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3,
    "april": 4, "apr": 4,
    "may": 5, "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sep": 9,
    "october": 10,
    "november": 11, "december": 12,
}  # fmt: skip
WEEKDAYS: Final = {
    "lundi": 0, "mardi": 1, "mercredi": 2, "jeudi": 3, "vendredi": 4, "samedi": 5, "dimanche": 6,
    "monday": 0, "tuesday": 1,
    "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
}  # fmt: skip
RELATIVE: Final = {
    "aujourd'hui": 0, "ce soir": 0, "ce midi": 0, "demain": 1, "apres-demain": 2, "hier": -1,
    "avant-hier": -2, "today": 0,
    "tonight": 0, "tomorrow": 1, "yesterday": -1, "demain soir": 1, "tomorrow night": 1, "tmrw": 1, "tmr": 1,
}  # fmt: skip
WORDS: Final = frozenset(
    {
        *MONTHS,
        *WEEKDAYS,
        "demain",
        "aujourd",
        "aujourd hui",
        "soir",
        "midi",
        "hier",
        "today",
        "tonight",
        "tomorrow",
        "yesterday",
    }
    | {
        "tmrw",
        "tmr",
        "weekend",
        "week",
        "end",
        "we",
        "fin",
        "minuit",
        "midnight",
        "noon",
        "janv",
        "mois",
        "month",
    }
)
_WEEK_END: Final = r"(?:ce|le|this|the) week[- ]?end(?: prochain)?"


def alternatives(words: dict[str, int]) -> str:
    """Return the words as a regular expression, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


# Only a shortened month is written with a full stop.
_MONTH: Final = rf"(?:{alternatives(MONTHS)})(?:(?<=[^a-z][a-z]{{3}})\.|(?<=janv|fevr|juil|sept)\.)?"
_WEEKDAY: Final = rf"(?:{alternatives(WEEKDAYS)})"
TIME: Final = (
    r"(?:(?:a |at |@ ?|avant )?(?:minuit|midnight|midi|noon)|(?:a |at |@ ?|- ?|avant |by )?"
    r"(?:[01]?\d|2[0-4]) ?(?:h(?:eures?)?(?: ?[0-5]\d)?(?![^\W_])"
    r"|:[0-5]\d(?: ?[ap]\.?m\b\.?)?|[ap]\.?m\b\.?))"
    r"(?: (?:gmt|bst|cet|edt|pst|utc)\b)?"
)
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])(?:er|st|nd|rd|th)?"
_YEAR: Final = r"(?:20\d\d|19\d\d)"
DAY_WORDS: Final = (
    rf"(?:{_WEEKDAY},? (?:the )?(?:le )?)?{_DAY} ?(?:of )?{_MONTH}(?![^\W_])(?:,? ?{_YEAR}(?!\d))?"
    rf"|(?:{_WEEKDAY},? )?{_MONTH} {_DAY}(?![\w%€]|[.,]\d| ?[€%h])(?:,? {_YEAR}(?!\d))?"
    rf"|{_WEEKDAY} {_DAY}(?![\w%€/.:]|,\d| ?[€%h]| {_MONTH})"
    rf"|{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)"
    rf"|(?:{_WEEKDAY},? )?(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:{_YEAR}|\d\d)(?![\d/])"
    rf"|(?:{_WEEKDAY},? )?(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/(?:{_YEAR}|\d\d)(?![\d/])"
    rf"|(?:0[1-9]|[12]\d|3[01])/(?:0[1-9]|1[0-2])(?![\d/])"
    rf"|{_WEEKDAY},? (?:0?[1-9]|[12]\d|3[01])[/.](?:0?[1-9]|1[0-2])(?![\d/])"
)
VAGUE: Final = (
    rf"(?:fin|mi|debut|the end of|end of|mid|early"
    rf"|late)[ -](?:de )?(?:{_MONTH}(?! ?\d{{1,2}}(?!\d))|{_WEEKDAY}(?! \d))(?: {_YEAR})?"
    rf"|fin (?:du|de) mois|end of (?:the )?month|{_WEEK_END}"
    rf"|(?:{alternatives(RELATIVE)})"
    rf"|(?:(?:ce|this|next|on|le) )?{_WEEKDAY}(?!,? (?:the |le )?\d)(?: prochain| soir| matin"
    rf"| midi| apres-midi| night| morning)?"
    rf"|{_MONTH} {_YEAR}(?!\d)|(?:en|in|au mois de?|courant) ?'?{_MONTH}(?! {_DAY})"
)
SHORT: Final = r"(?:0?[1-9]|[12]\d|3[01])[/.](?:0?[1-9]|1[0-2])(?![\d/]|[.]\d)"
BARE_DAY: Final = rf"{_DAY}(?![\w%€:/]|[.,]\d| ?[€%h])"
DATE: Final = rf"(?:{DAY_WORDS}|{VAGUE})(?:,? {TIME})?"
_READ: Final = re.compile(
    rf"(?P<iso>{_YEAR}-\d\d-\d\d)|(?P<a>\d{{1,2}})[/.-](?P<b>\d{{1,2}})(?:[/.-](?P<c>\d{{2,4}}))?(?!\d)"
    rf"|(?P<d1>\d{{1,2}})(?:er|st|nd|rd|th)? ?(?:of )?(?P<m1>{_MONTH})(?![^\W_])(?:,? ?(?P<y1>{_YEAR}))?"
    rf"|(?P<m2>{_MONTH})(?![^\W_])(?: (?P<d2>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?)?(?:,? (?P<y2>{_YEAR}))?"
)
_READ_WEEKDAY: Final = re.compile(
    rf"(?<![^\W_])({_WEEKDAY})(?![^\W_])(?:,? (?:the |le )?(\d{{1,2}})(?!\d|[/.]\d))?"
)
_READ_RELATIVE: Final = re.compile(rf"(?<![^\W_])(?:{alternatives(RELATIVE)})(?![^\W_])")
_READ_TIME: Final = re.compile(
    r"(?P<word>minuit|midnight|midi|noon)"
    r"|(?<![\d/.])(?P<hour>\d{1,2}) ?(?:h(?:eures?)? ?(?P<m1>[0-5]\d)?"
    r"|:(?P<m2>[0-5]\d))? ?(?P<half>[ap]\.?m)?"
)


@dataclass(frozen=True, slots=True)
class Day:
    """What a mention of a day says; None for what it does not say. `span` days long from there (a
    week-end, a month).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    offset: int | None = None
    time: str | None = None
    month_end: bool = False


def read_day(text: str) -> Day:
    """Read a mention matched by `DATE`, `SHORT` or `BARE_DAY`."""
    time, at = _time_in(text)
    body = text[:at]
    weekday = _READ_WEEKDAY.search(body)
    relative = _READ_RELATIVE.search(body)
    if relative and not weekday:
        return Day(offset=RELATIVE[relative[0]], time=time)
    named = WEEKDAYS[weekday[1]] if weekday else None
    match = _READ.search(body)
    if match is None:
        if "week" in body:
            return Day(weekday=5, time=time)
        if named is None and (bare := re.search(r"\d{1,2}", body)):
            return Day(day=int(bare[0]), time=time)
        return Day(weekday=named, day=int(weekday[2]) if weekday and weekday[2] else None, time=time)
    year, month, day = _numbers(match)
    if day is None and re.match(r"fin|the end|end|late", body):
        return Day(year, month, None, named, None, time, month_end=True)
    return Day(year, month, day, named, None, time)


def as_text(day: Day, reference: date | None, *, latest: bool = False) -> str | None:
    """Return "2026-12-09", or "--12-09" when the year is not known, or None; a month alone is "2026-12"."""
    found = _resolve(day, reference, latest=latest)
    if found is not None:
        return found.isoformat()
    if day.month is None:
        return None
    if day.day is None:
        return f"{day.year}-{day.month:02}" if day.year else f"--{day.month:02}"
    return f"--{day.month:02}-{day.day:02}"


def _resolve(day: Day, reference: date | None, *, latest: bool) -> date | None:
    whole = day.month is not None and (day.day is not None or day.month_end or latest)
    found: date | None = None
    if whole and day.year:
        found = _date(day.year, day.month or 1, day.day or _last_day(day.year, day.month or 1))
    elif reference is None:
        pass
    elif day.offset is not None:
        found = reference + timedelta(days=day.offset)
    elif whole:
        found = _nearest(day, reference)
    elif day.month is None and day.day is not None:
        found = _next_day(day, reference)
    elif day.month is None and day.weekday is not None:
        found = reference + timedelta(days=(day.weekday - reference.weekday()) % 7)
    return found


def _nearest(day: Day, reference: date) -> date | None:
    month = day.month or 1
    options = [
        found
        for year in (reference.year - 1, reference.year, reference.year + 1)
        if (found := _date(year, month, day.day or _last_day(year, month)))
    ]
    if day.weekday is not None:
        options = [found for found in options if found.weekday() == day.weekday] or options
    # Posts announce what comes: a day up to two months ago is this year's, an older one is next year's.
    return min(options, key=lambda found: abs((found - reference).days - 120), default=None)


def _next_day(day: Day, reference: date) -> date | None:
    for months in range(3):
        month = (reference.month - 1 + months) % 12 + 1
        found = _date(reference.year + (reference.month - 1 + months) // 12, month, day.day or 1)
        if found and found >= reference - timedelta(days=7) and day.weekday in {None, found.weekday()}:
            return found
    return None


def _numbers(match: re.Match[str]) -> tuple[int | None, int | None, int | None]:
    if match["iso"]:
        iso = date.fromisoformat(match["iso"]) if _is_day(match["iso"]) else None
        return (iso.year, iso.month, iso.day) if iso else (None, None, None)
    if match["a"]:
        first, second = int(match["a"]), int(match["b"])
        year = int(match["c"]) if match["c"] else None
        if year is not None and year < 100:
            year += 2000
        return (year, first, second) if second > 12 else (year, second, first)
    name, day_text, year_text = (
        match["m1"] or match["m2"],
        match["d1"] or match["d2"],
        match["y1"] or match["y2"],
    )
    return (
        int(year_text) if year_text else None,
        MONTHS[name.rstrip(".")],
        int(day_text) if day_text else None,
    )


def _time_in(text: str) -> tuple[str | None, int]:
    tail = _TAIL.search(text)
    if tail is None:
        return None, len(text)
    return read_time(tail["time"]), tail.start()


_TAIL: Final = re.compile(rf"(?:^|,? )(?P<time>{TIME})$")


def read_time(text: str) -> str | None:
    """Return "23:59" of "23 h 59", "11:59 pm", "minuit"; None if there is no such hour."""
    match = _READ_TIME.search(text)
    if match is None:
        return None
    if match["word"]:
        return "12:00" if match["word"] in {"midi", "noon"} else "24:00"
    hour, minute = int(match["hour"]), int(match["m1"] or match["m2"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].startswith("p") else 0)
    return f"{hour:02}:{minute:02}" if hour <= 24 else None


def _is_day(iso: str) -> bool:
    return _date(*map(int, iso.split("-"))) is not None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last_day(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day
