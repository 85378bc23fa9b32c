"""Money, percentages, ages and quantities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from cmcompliance.parse.entities.found import Found, holds
from cmcompliance.parse.ranges import Taken

NUMBER_WORDS: Final = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
    "neuf": 9, "dix": 10,
    "onze": 11, "douze": 12, "quinze": 15, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50,
    "cent": 100,
    "mille": 1000, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50, "hundred": 100,
    "thousand": 1000,
}  # fmt: skip
_NUMBER: Final = r"(?:\d{1,3}(?:[ .',]\d{3}){1,4}(?:[.,]\d{1,2})?|\d{1,15}(?:[.,]\d{1,2})?)(?!\d)"
_SCALES: Final = {
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "bn": 1e9,
    "md": 1e9,
    "mrd": 1e9,
    "mio": 1e6,
    "million": 1e6,
    "milliard": 1e9,
    "billion": 1e9,
    "mille": 1e3,
    "thousand": 1e3,
}
_SCALE: Final = r"(?P<scale>k|mn|m|bn|mrds?|mds?|mio|millions?|milliards?|billions?|mille|thousand)"
_CURRENCIES: Final = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "£": "GBP", "gbp": "GBP", "pound": "GBP", "quid": "GBP",
    "$": "USD", "usd": "USD",
    "us$": "USD", "dollar": "USD", "chf": "CHF", "franc": "CHF", "frs": "CHF", "cad": "CAD", "c$": "CAD",
    "ca$": "CAD",
}  # fmt: skip
_MONEY_SIGNS: Final = ("€", "$", "£", "eur", "chf", "fr", "dollar", "pound", "usd", "gbp", "cad", "quid")
_AFTER = re.compile(
    rf"(?<![\w.,])(?P<amount>{_NUMBER}|(?P<word>{'|'.join(NUMBER_WORDS)}))\s?(?:{_SCALE}(?:\s?d[e'])?)?\s?"
    r"(?P<currency>€|\$(?:us|ca)?|£|(?:euros?|eur|gbp|pounds?|quid|usd|dollars?|chf|francs?|frs|cad)(?![^\W_]))"
    r"(?P<cents>\d{2}(?!\d))?"
)
_BEFORE = re.compile(
    rf"(?<![\w])(?P<currency>€|us\$|ca\$|c\$|\$|£|(?:eur|usd|gbp|chf|cad)(?=[ \d]))\s?(?P<amount>{_NUMBER})"
    rf"(?:\s?{_SCALE}(?![^\W_]))?(?!\s?[€£])"
)
_PERCENT_SIGNS: Final = ("%", "cent")
_PERCENT = re.compile(rf"(?<![\w.,])(?P<amount>{_NUMBER})\s?(?:%|pour ?cents?\b|per ?cent\b)")
_AGE_SIGNS: Final = ("ans", "year", "yr", "yo", "+", "-", "under", "over", "aged", "older", "above", "up")
_AGE = re.compile(
    r"(?<![\w.,])(?P<before>(?:plus de|moins de|(?:\+|-) ?de|over|under|above|below|at least"
    r"|au moins|age[es]* (?:de )?|aged?|des)\s)?"
    r"(?P<age>\d{1,3})\s?(?:ans|years? old|years of age|year[- ]olds?|yrs?(?: old)?|yo)(?![^\W_])"
    r"(?P<after> (?:et plus|revolus|ou plus|minimum|and (?:over|older|up|above)|or (?:over|older|above)))?"
)
_AGE_SIGN = re.compile(
    r"(?<![\w+])(?:(?P<least>(?:\+ ?(?:16|18|21)(?!\d)|(?:16|18|21) ?\+(?![\w+])))"
    r"|(?P<most>- ?(?:16|18)(?= ans|\b)(?! ?[%€\d.,/])))"
)
_AGE_WORDS = re.compile(
    r"(?<![\w.,])(?:(?P<most>under) (?P<u>\d\d)s?|(?:over|aged) (?P<o>1[68]|21)s?"
    r"|(?P<p>1[3-9]|21) (?:and|or) (?:over|older|above|up))"
    r"(?![^\W_]| ?[%€])"
)
_NO_AGE_BEFORE = re.compile(
    r"(?:depuis|pendant|durant|il y a|dans|en|pour|nos|ses|vos|les|voila|ca fait|d'ici|after"
    r"|for|in)\s(?:plus de\s)?$"
)
_NO_AGE_AFTER = re.compile(r"\s(?:d'|de |apres|plus tard|d experience|later|ago|of (?!age))")
_UNITS: Final = (
    "kg|mg|g|grammes?|ml|cl|dl|l|litres?|liters?|km|cm|mm|m2|m²|m|oz|lbs?"
    "|go|gb|mb|tb|kwh|mah|pouces|inch(?:es)?"
)
_QUANTITY = re.compile(
    rf"(?<![\w.,])(?:(?P<amount>{_NUMBER})\s?(?P<unit>{_UNITS})(?![^\W_'])"
    rf"|x ?(?P<times>\d{{1,4}})(?![\w])|(?P<fold>\d{{1,4}}) ?x(?![\w']))"
)


def find_money(plain: str) -> Iterator[Found]:
    """Yield sums: {"amount": float, "currency": ISO 4217}."""
    if not holds(plain, _MONEY_SIGNS):
        return
    taken = Taken(len(plain))
    for pattern in (_AFTER, _BEFORE):
        for match in pattern.finditer(plain):
            if taken.take(*match.span()):
                yield Found(match.start(), match.end(), "money", _money(match))


def find_percent(plain: str) -> Iterator[Found]:
    """Yield percentages: {"percent": float}."""
    for match in _PERCENT.finditer(plain) if holds(plain, _PERCENT_SIGNS) else ():
        yield Found(match.start(), match.end(), "percent", {"percent": read_number(match["amount"])})


def find_ages(plain: str) -> Iterator[Found]:
    """Yield ages of people: {"age": years} and, where it is said, {"bound": "min" or "max"}."""
    if not holds(plain, _AGE_SIGNS):
        return
    for match in _AGE.finditer(plain):
        age = int(match["age"])
        if not 1 <= age <= 120 or not _is_age(plain, match):
            continue
        yield Found(
            match.start(), match.end(), "age", _age(age, _bound(match["before"] or "", match["after"] or ""))
        )
    for match in _AGE_SIGN.finditer(plain):
        age = int(re.sub(r"\D", "", match[0]))
        yield Found(match.start(), match.end(), "age", _age(age, "min" if match["least"] else "max"))
    for match in _AGE_WORDS.finditer(plain):
        age = int(match["u"] or match["o"] or match["p"])
        yield Found(match.start(), match.end(), "age", _age(age, "max" if match["most"] else "min"))


def find_quantities(plain: str) -> Iterator[Found]:
    """Yield measures: {"amount": float, "unit": str}; `x3` has the unit "x"."""
    for match in _QUANTITY.finditer(plain):
        number = match["amount"] or match["times"] or match["fold"]
        yield Found(
            match.start(),
            match.end(),
            "quantity",
            {"amount": read_number(number), "unit": match["unit"] or "x"},
        )


def read_number(text: str) -> float:
    """Read "1 500", "1.500", "1,500", "12,50" or "1 234,5"; three digits after a sign are thousands."""
    text = text.replace(" ", "").replace("'", "")
    parts = re.split(r"[.,]", text)
    if len(parts) == 1:
        return float(text)
    if len(parts[-1]) == 3 and 1 <= len(parts[0]) <= 3 and parts[0] != "0":
        return float("".join(parts))
    return float("".join(parts[:-1]) + "." + parts[-1])


def _money(match: re.Match[str]) -> dict[str, object]:
    groups = match.groupdict()
    amount = float(NUMBER_WORDS[groups["word"]]) if groups.get("word") else read_number(match["amount"])
    if match["scale"]:
        amount *= _SCALES[match["scale"].removesuffix("s")]
    if groups.get("cents"):
        amount += int(groups["cents"]) / 100
    currency = match["currency"]
    code = (
        _CURRENCIES.get(currency) or _CURRENCIES.get(currency.removesuffix("s")) or _CURRENCIES[currency[:1]]
    )
    return {"amount": round(amount, 2), "currency": "CAD" if currency == "$ca" else code}


def _is_age(plain: str, match: re.Match[str]) -> bool:
    if match["after"]:
        return True
    if _NO_AGE_AFTER.match(plain, match.end()):
        return False
    return (
        match["before"] is not None
        or _NO_AGE_BEFORE.search(plain, max(0, match.start() - 20), match.start()) is None
    )


def _bound(before: str, after: str) -> str | None:
    if after or re.match(r"plus|\+|over|above|at least|au moins|des", before):
        return "min"
    return "max" if re.match(r"moins|-|under|below", before) else None


def _age(age: int, bound: str | None) -> dict[str, object]:
    return {"age": age} | ({"bound": bound} if bound else {})
