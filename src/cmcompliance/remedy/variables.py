"""Fill the variables of an edit's text from the draft, or leave a placeholder that the author sees."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from cmcompliance.draft import Draft
from cmcompliance.rulebook.book import PlatformInfo, Words

_VARIABLE = re.compile(r"\{([a-z_]+)\}")
_MONTHS = {
    "fr": "janvier,février,mars,avril,mai,juin,juillet,août,septembre,octobre,novembre,décembre",
    "en": "January,February,March,April,May,June,July,August,September,October,November,December",
}


def fill(
    template: str,
    draft: Draft,
    platform: PlatformInfo | None,
    placeholders: Mapping[str, Words],
    language: str,
) -> tuple[str, list[str]]:
    """Return the text with its variables filled, and the names of those that became placeholders."""
    known = _known(draft, platform, language)
    missing: list[str] = []

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if known.get(name):
            return known[name]
        missing.append(name)
        words = placeholders.get(name, {})
        return words.get(language) or words.get("en") or f"[{name}]"

    return _VARIABLE.sub(value, template), missing


def _known(draft: Draft, platform: PlatformInfo | None, language: str) -> dict[str, str]:
    contest = draft.contest
    own_name = draft.author.name if draft.author.role in {"brand", "agency", "media"} else None
    found = {
        "brand": draft.relationship.brand or own_name,
        "organiser": (contest.organiser if contest else None) or own_name,
        "opens_at": _day(contest.opens_at if contest else None, language),
        "closes_at": _day(contest.closes_at if contest else None, language),
        "rules_url": contest.rules_url if contest else None,
        "platform": platform.name if platform else None,
        "company": platform.company if platform else None,
    }
    return {name: value for name, value in found.items() if value}


def _day(moment: datetime | date | None, language: str) -> str | None:
    if moment is None:
        return None
    month = _MONTHS[language].split(",")[moment.month - 1]
    first = "1er" if language == "fr" and moment.day == 1 else str(moment.day)
    return f"{first} {month} {moment.year}"
