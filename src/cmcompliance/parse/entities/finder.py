"""The entities of a post."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from cmcompliance.parse.entities.affiliate import is_affiliate
from cmcompliance.parse.entities.amounts import (
    NUMBER_WORDS,
    find_ages,
    find_money,
    find_percent,
    find_quantities,
    read_number,
)
from cmcompliance.parse.entities.codes import find_ibans, find_phones, find_promo_codes
from cmcompliance.parse.entities.dates import date_windows, find_dates
from cmcompliance.parse.entities.found import Found, plain_characters
from cmcompliance.parse.entities.handles import names_a_drink
from cmcompliance.parse.entities.names import find_plates, proper_names
from cmcompliance.parse.ranges import Taken
from cmcompliance.parse.reading import Entity, Tokens

_DIGIT = re.compile(r"\d")
_LONG_NUMBER = re.compile(r"(?:\d[ ./()\-]{0,3}){8}|\b3[0-9]\d\d\b|\b10\d\d\b")
_PRIORITY: Final = (
    "iban",
    "phone",
    "period",
    "date",
    "money",
    "percent",
    "time",
    "age",
    "quantity",
    "promo_code",
    "plate",
)
_MAY_HOLD: Final = {("period", "date"), ("period", "time"), ("date", "time")}
_TOKEN_KINDS: Final = frozenset({"url", "mention", "hashtag", "email", "emoji"})
_NUMBER_HOLDERS: Final = frozenset(
    {"money", "percent", "date", "period", "time", "age", "phone", "iban", "plate"}
)


def find_entities(tokens: Tokens, reference: date | None = None) -> list[Entity]:
    """Return the entities in reading order, the longer first. `reference`: the day before "tomorrow"."""
    text, starts, words, kinds, folded, _ = tokens
    found: list[Entity] = []
    for one in _best(_grammars(text, starts, folded, reference), kinds, starts, len(text)):
        first = bisect_right(starts, one.start) - 1
        last = bisect_right(starts, one.end - 1) - 1
        found.append(Entity(first, last + 1, one.kind, one.value))
    found += _token_entities(tokens, found)
    found += [Entity(i, i + 1, "proper", {"proper": words[i]}) for i in proper_names(words, kinds, folded)]
    return sorted(found, key=lambda one: (one[0], -one[1], one[2]))


def _grammars(
    text: str, starts: Sequence[int], folded: Sequence[str], reference: date | None
) -> Iterator[Found]:
    plain = plain_characters(text)
    if len(plain) != len(text):
        return
    digits = _DIGIT.search(plain) is not None
    yield from find_money(plain)
    for start, end in date_windows(plain, starts, folded):
        yield from find_dates(plain, start, end, reference)
    if digits:
        yield from find_percent(plain)
        yield from find_ages(plain)
        yield from find_quantities(plain)
        if _LONG_NUMBER.search(plain):
            yield from find_phones(plain)
            yield from find_ibans(plain)
        yield from find_plates(plain, text)
    yield from find_promo_codes(plain, text)


def _best(found: Iterator[Found], kinds: Sequence[str], starts: Sequence[int], length: int) -> list[Found]:
    kept: list[Found] = []
    taken: dict[str, Taken] = {}
    for one in sorted(found, key=lambda one: (_PRIORITY.index(one.kind), one.start - one.end)):
        first = kinds[bisect_right(starts, one.start) - 1]
        if first in {"url", "email"} or (first in {"hashtag", "mention"} and one.kind != "promo_code"):
            continue
        others = (places for kind, places in taken.items() if (kind, one.kind) not in _MAY_HOLD)
        if all(places.is_free(one.start, one.end) for places in others):
            taken.setdefault(one.kind, Taken(length)).take(one.start, one.end)
            kept.append(one)
    return kept


def _token_entities(tokens: Tokens, others: list[Entity]) -> list[Entity]:
    covered = {i for one in others if one.kind in _NUMBER_HOLDERS for i in range(one.start, one.end)}
    folded = tokens.folded
    found: list[Entity] = []
    for i, kind in enumerate(tokens.kinds):
        if kind in _TOKEN_KINDS:
            token = tokens.texts[i]
            found.append(Entity(i, i + 1, kind, {kind: token}))
            if kind == "url" and is_affiliate(token):
                found.append(Entity(i, i + 1, "affiliate_url", {"url": token}))
            elif kind == "mention" and names_a_drink(token):
                found.append(Entity(i, i + 1, "drinks_account", {"mention": token}))
        elif kind == "number" and i not in covered:
            value = _number(folded[i])
            if value is not None:
                found.append(Entity(i, i + 1, "number", {"number": value}))
        elif folded[i] in NUMBER_WORDS and i not in covered:
            found.append(Entity(i, i + 1, "number", {"number": NUMBER_WORDS[folded[i]]}))
    return found


_LONGEST_NUMBER: Final = 18
_PLAIN_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def _number(text: str) -> float | int | None:
    if len(text) > _LONGEST_NUMBER:
        return None
    if text.isdigit() and text.isascii():
        return int(text)
    return (
        read_number(text)
        if _PLAIN_NUMBER.fullmatch(text) and text.count(".") + text.count(",") == 1
        else None
    )
