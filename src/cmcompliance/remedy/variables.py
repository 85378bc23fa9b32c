"""Fill the variables of an edit's text from the draft, or leave a placeholder that the author sees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from cmcompliance.draft import Draft
from cmcompliance.draft.model import Prize
from cmcompliance.rulebook.book import RuleBook

_VARIABLE = re.compile(r"\{([a-z_]+)\}")
_ORGANISERS = {"brand", "media"}
_MONTHS = {
    "fr": "janvier,février,mars,avril,mai,juin,juillet,août,septembre,octobre,novembre,décembre",
    "en": "January,February,March,April,May,June,July,August,September,October,November,December",
}


def fill(
    template: str,
    draft: Draft,
    book: RuleBook,
    language: str,
) -> tuple[str, list[str]]:
    """Return the text with its variables filled, and the names of those that became placeholders."""
    known = _known(draft, book, language)
    missing: list[str] = []

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if known.get(name):
            return known[name]
        missing.append(name)
        words = book.placeholders.get(name, {})
        return words.get(language) or words.get("en") or f"[{name}]"

    return _VARIABLE.sub(value, template), missing


def _known(draft: Draft, book: RuleBook, language: str) -> dict[str, str]:
    contest = draft.contest
    platform = book.platforms.get(draft.platform or "")
    # An agency speaks for others, and who pays a paper is not the paper: neither is the brand.
    role, name = draft.author.role, draft.author.name
    found = {
        "brand": draft.relationship.brand or (name if role == "brand" else None),
        "organiser": (contest.organiser if contest else None) or (name if role in _ORGANISERS else None),
        "opens_at": _day(contest.opens_at if contest else None, language),
        "closes_at": _day(contest.closes_at if contest else None, language),
        "rules_url": contest.rules_url if contest else None,
        "platform": platform.name if platform else None,
        "company": platform.company if platform else None,
        "prizes": _prizes(contest.prizes if contest else None),
        "territory": _territory(draft, book, language),
    }
    return {name: value for name, value in found.items() if value}


def _prizes(prizes: Sequence[Prize] | None) -> str | None:
    """Return the prizes in words, None when one of them has no description."""
    if not prizes or not all(prize.description for prize in prizes):
        return None
    return ", ".join(_prize(prize) for prize in prizes)


def _prize(prize: Prize) -> str:
    number = f"{prize.quantity:g} × " if prize.quantity else ""
    worth = f" ({prize.value:g} {prize.currency})" if prize.value is not None and prize.currency else ""
    return f"{number}{prize.description}{worth}"


def _territory(draft: Draft, book: RuleBook, language: str) -> str | None:
    codes = (draft.contest.territories if draft.contest else None) or draft.jurisdictions or ()
    names = [book.territories[code].name.get(language) for code in codes if code in book.territories]
    return ", ".join(name for name in names if name) or None


def _day(moment: datetime | date | None, language: str) -> str | None:
    if moment is None:
        return None
    month = _MONTHS[language].split(",")[moment.month - 1]
    first = "1er" if language == "fr" and moment.day == 1 else str(moment.day)
    return f"{first} {month} {moment.year}"
