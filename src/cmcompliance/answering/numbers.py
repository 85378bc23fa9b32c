"""Numbers and amounts as people type them: `1 500 €`, `1,500`, `48k`, `18 ans`."""

from __future__ import annotations

import re

from cmcompliance.answering.folding import folded

CURRENCIES = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP", "livres": "GBP",
    "$": "USD", "usd": "USD", "dollars": "USD", "us$": "USD", "chf": "CHF", "fr.": "CHF",
    "cad": "CAD", "c$": "CAD", "$ca": "CAD", "ca$": "CAD",
}  # fmt: skip
_CURRENCY = "|".join(sorted(map(re.escape, CURRENCIES), key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?:(?:environ|a peu pres|about|around|~) ?)?(?P<before>{_CURRENCY})? ?"
    r"(?P<digits>\d[\d.,' ]*) ?(?P<scale>k|m|mille|millions?|thousand)?\+? ?"
    rf"(?P<after>(?:d'|de )?(?:{_CURRENCY}|ans?|years?(?: old)?|abonnes|followers))?\.?"
)
_SCALES = {"k": 1_000, "mille": 1_000, "thousand": 1_000, "m": 1_000_000}
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")


def read_amount(text: str) -> tuple[float, str | None] | None:
    """Return a number and the currency that it is in; None for what is no number."""
    match = _AMOUNT.fullmatch(folded(text))
    if match is None:
        return None
    value = _value(match["digits"], match["scale"])
    if value is None:
        return None
    unit = (match["before"] or match["after"] or "").removeprefix("d'").removeprefix("de ")
    return value, CURRENCIES.get(unit)


def plain_number(value: float) -> int | float:
    """Return a whole number as an int."""
    return int(value) if value == int(value) else value


def _value(digits: str, scale: str | None) -> float | None:
    number = digits.replace(" ", "").replace("'", "").rstrip(".,")
    marks = {mark for mark in number if mark in ".,"}
    if len(marks) == 2:
        decimal = max(marks, key=number.rindex)
        number = number.replace((marks - {decimal}).pop(), "").replace(decimal, ".")
    elif _GROUPED.fullmatch(number) and not scale:
        number = re.sub(r"[.,]", "", number)
    else:
        number = number.replace(",", ".")
    try:
        return float(number) * _SCALES.get((scale or "").rstrip("s").replace("million", "m"), 1)
    except ValueError:
        return None
