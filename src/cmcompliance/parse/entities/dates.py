"""Days, periods and hours in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple

from cmcompliance.parse.entities.calendar import (
    BARE_DAY,
    DATE,
    MONTHS,
    SHORT,
    TIME,
    WORDS,
    Day,
    as_text,
    read_day,
    read_time,
)
from cmcompliance.parse.entities.found import Found
from cmcompliance.parse.ranges import Taken

_EDGE: Final = r"(?<![\w.,/€$-])"
_END: Final = r"(?![^\W_])"
_ANY: Final = rf"(?:{DATE}|{SHORT}(?:,? {TIME})?|{BARE_DAY}(?:,? {TIME})?)"
_PREPOSITION = re.compile(r"(?:a|at|@|avant|by)\s?(?=\d|m|n)")
_LASTING = re.compile(
    r"(?:^|[^a-z])(?:en|sous|dans|pendant|as|avez|les|chaque|in|for|within|plus de|ai|dure|environ)\s$"
)
_OPENING: Final = ("a partir", "des", "depuis", "from", "start", "since")
_BEFORE: Final = 48
_AFTER: Final = 64
_BEFORE_DAY: Final = frozenset(
    {"au", "le", "du", "the", "on", "des", "jusqu", "a", "at", "until", "till", "by", "avant", "before"}
)
_AFTER_DAY: Final = frozenset({*MONTHS, "h", "heures", "heure", "am", "pm", "a", "p", "of"})


class _Grammar(NamedTuple):
    period: re.Pattern[str]
    bound: re.Pattern[str]
    day: re.Pattern[str]
    hour: re.Pattern[str]


@lru_cache(maxsize=1)
def _grammar() -> _Grammar:
    """Compile the expressions when the first date is in sight: that takes longer than to read it."""
    period = re.compile(
        rf"{_EDGE}(?P<open>(?:du|de|from|entre(?: le)?|between"
        rf"|depuis(?: le)?)\s(?:the )?(?:le )?)?(?P<first>{_ANY}){_END}"
        rf"(?P<join>\s?-\s?|\s(?:jusqu')?au(?: plus tard le)?\s|\s(?:a|et(?: le)?|to|until|till"
        rf"|through|and)\s(?:the )?(?:le )?)(?P<last>{_ANY}){_END}"
    )
    bound = re.compile(
        rf"{_EDGE}(?P<word>jusqu'(?:au|a|en)|jusque|avant(?: le)?|d'ici(?: le| au)?"
        rf"|au plus tard(?: le)?|until|till|before|by|ends?(?: on)?|closes?(?: on)?"
        r"|closing|cloture(?: le)?|fin(?: du (?:jeu|concours))?(?: le| :)|a partir du?"
        r"|des(?: le)?|depuis(?: le)?|from|starting(?: on)?|since)"
        rf"\s(?:the )?(?:le )?(?:au )?(?P<day>{DATE}|{SHORT}(?:,? {TIME})?|{BARE_DAY}(?:,? {TIME})?){_END}"
    )
    day = re.compile(
        rf"{_EDGE}(?P<day>{DATE}){_END}|{_EDGE}(?:le|du|au|the|on|:)\s(?P<short>{SHORT}(?:,? {TIME})?){_END}"
    )
    hour = re.compile(rf"(?<![\w.,/:])(?P<time>{TIME}){_END}")
    return _Grammar(period, bound, day, hour)


def date_windows(plain: str, starts: Sequence[int], folded: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of `plain` worth searching for dates: around numbers and names that may be part
    of one.

    `starts` and `folded`: where each token begins, and its folded words.
    """
    first = last = -1
    for i in _hints(folded):
        at = starts[i]
        if at > last:
            if last >= 0:
                yield first, last
            start = max(0, at - _BEFORE)
            first = max(start, plain.rfind("\n", start, at))
        end = min(at + _AFTER, len(plain))
        line_end = plain.find("\n", at, end)
        last = end if line_end < 0 else line_end
    if last >= 0:
        yield first, last


def _hints(folded: Sequence[str]) -> Iterator[int]:
    before = ""
    for i, word in enumerate(folded):
        if word in WORDS:
            yield i
        elif word and word[0] in "0123456789":
            following = next((one for one in folded[i + 1 : i + 3] if one), "")
            if not word.isdigit() or before in _BEFORE_DAY or following in _AFTER_DAY:
                yield i
        if word:
            before = word


def find_dates(plain: str, start: int, end: int, reference: date | None) -> Iterator[Found]:
    """Yield, of plain[start:end], days {"date", "time"?}, periods {"from"?, "to"?} and hours {"time":
    "23:59"}.

    Days are "2026-12-09", or "--12-09" when neither the text nor `reference` gives the year.
    Offsets are those of `plain`.
    """
    taken = Taken(end)
    grammar = _grammar()
    for match in grammar.period.finditer(plain, start, end):
        found = _period(match, reference)
        if found:
            taken.take(*match.span())
            yield from found
    for match in grammar.bound.finditer(plain, start, end):
        if taken.is_free(*match.span()):
            bounded = _bounded(match, reference)
            if bounded:
                taken.take(*match.span())
                yield from bounded
    for match in grammar.day.finditer(plain, start, end):
        if taken.is_free(*match.span()):
            group = "day" if match["day"] else "short"
            value = _day_value(read_day(match[group]), reference)
            if value:
                taken.take(*match.span())
                yield Found(*match.span(group), "date", value)
    for match in grammar.hour.finditer(plain, start, end):
        time = read_time(match["time"])
        if time and taken.is_free(*match.span()) and _is_hour(plain, match):
            word = _PREPOSITION.match(match["time"])
            yield Found(match.start() + (word.end() if word else 0), match.end(), "time", {"time": time})


def _period(match: re.Match[str], reference: date | None) -> list[Found]:
    first, last = read_day(match["first"]), read_day(match["last"])
    if last.month is None and first.month is not None and last.day is not None:
        last = replace(last, month=first.month, year=first.year)
    if first.month is None and first.day is not None and last.month is not None:
        first = replace(first, month=last.month, year=last.year)
    if first.year is None and last.year is not None and first.month is not None:
        first = replace(first, year=last.year - (first.month > (last.month or 12)))
    named = last.month is not None or last.weekday is not None or last.offset is not None
    weekdays_only = first.day is None and first.month is None and last.day is None and last.month is None
    if (
        not named
        or (weekdays_only and not match["open"])
        or (match["join"].strip() in {"et", "and", "a"} and not match["open"])
    ):
        return []
    start, end = as_text(first, reference), as_text(last, reference, latest=True)
    if start is None and end is None and not weekdays_only:
        return []
    value: dict[str, Any] = {key: text for key, text in (("from", start), ("to", end)) if text}
    value |= {key: day.time for key, day in (("from_time", first), ("to_time", last)) if day.time}
    found = [Found(match.start(), match.end(), "period", value)]
    for day, group in ((first, "first"), (last, "last")):
        inner = _day_value(day, reference)
        if inner:
            found.append(Found(*match.span(group), "date", inner))
    return found


def _bounded(match: re.Match[str], reference: date | None) -> list[Found]:
    day = read_day(match["day"])
    if day.month is None and day.weekday is None and day.offset is None and not _says_day(match):
        return []
    opening = match["word"].startswith(_OPENING)
    text = as_text(day, reference, latest=not opening)
    value: dict[str, Any] = {"from" if opening else "to": text} if text else {}
    if day.time:
        value["from_time" if opening else "to_time"] = day.time
    found = [Found(match.start(), match.end(), "period", value)]
    inner = _day_value(day, reference)
    if inner:
        found.append(Found(*match.span("day"), "date", inner))
    return found


def _says_day(match: re.Match[str]) -> bool:
    # "jusqu'au 15" is a day, "jusqu'à 15" and "before 15" are not.
    return match["word"] in {
        "jusqu'au",
        "avant le",
        "d'ici le",
        "d'ici au",
        "au plus tard le",
        "a partir du",
        "des le",
    }


def _day_value(day: Day, reference: date | None) -> dict[str, Any]:
    text = as_text(day, reference)
    value: dict[str, Any] = {"date": text} if text else {}
    if day.weekday is not None and not text:
        value["weekday"] = day.weekday
    if day.offset is not None and not text:
        value["offset"] = day.offset
    if day.day is not None and not text:
        value["day"] = day.day
    if day.time:
        value["time"] = day.time
    return value


def _is_hour(plain: str, match: re.Match[str]) -> bool:
    # "en 24 h" lasts a day, "00:14:59" is a countdown.
    if match["time"][0] == "-" or re.match(r":\d", plain[match.end() : match.end() + 2]):
        return False
    return _LASTING.search(plain, max(0, match.start() - 14), match.start()) is None
