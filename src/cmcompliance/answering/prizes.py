"""Prizes as people list them: `2 places de concert (80 €) ; un sac à 45,50 €`."""

from __future__ import annotations

import re
from typing import Any

from cmcompliance.answering.numbers import CURRENCIES, plain_number, read_amount

_BETWEEN = re.compile(r"[;\n]|,\s+|\s\+\s")
_QUANTITY = re.compile(r"(?P<count>\d+)\s*(?:[x×]\s*|fois\s+|\s)(?=\S*[^\W\d])", re.IGNORECASE)
_CURRENCY = "|".join(sorted(map(re.escape, CURRENCIES), key=len, reverse=True))
_WORTH = re.compile(
    r"[\s,(:–-]*(?:(?:d['’]une valeur de|valeur(?: de)?|valant|worth|at|à|of|de)\s+)?"
    rf"(?P<amount>(?:{_CURRENCY})\s?\d[\d.,\s]*|\d[\d.,\s]*(?:{_CURRENCY}))\s*\)?\s*$",
    re.IGNORECASE,
)


def read_prizes(text: str) -> list[dict[str, Any]]:
    """Return the prizes as a draft has them; a currency that is not said is not there either."""
    return [_prize(part.strip()) for part in _BETWEEN.split(text) if part.strip()]


def _prize(text: str) -> dict[str, Any]:
    prize: dict[str, Any] = {}
    worth = _WORTH.search(text)
    amount = read_amount(worth["amount"]) if worth else None
    if worth and amount:
        text = text[: worth.start()]
    count = _QUANTITY.match(text)
    if count:
        text = text[count.end() :]
    if text.strip():
        prize["description"] = text.strip()
    if amount:
        prize["value"] = plain_number(amount[0])
        if amount[1]:
            prize["currency"] = amount[1]
    if count:
        prize["quantity"] = int(count["count"])
    return prize
