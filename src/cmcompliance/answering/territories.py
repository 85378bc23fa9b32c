"""Countries as people name them: by name in either language, or by code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

from cmcompliance.answering.choices import parts_of
from cmcompliance.answering.folding import bare
from cmcompliance.answering.misread import MisreadError
from cmcompliance.answering.words import words_of
from cmcompliance.rulebook.book import Territory

_CODE = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")
_USUAL = {
    "uk": "GB", "usa": "US", "ue": "EU", "etats unis": "US", "angleterre": "GB-ENG", "royaume uni": "GB",
}  # fmt: skip


def read_territories(text: str, territories: Mapping[str, Territory], language: str) -> list[str]:
    """Return the codes of the countries that a reply names, each once. Raises MisreadError."""
    codes = {code: territory for code, territory in territories.items() if _CODE.fullmatch(code)}
    named = _USUAL | {
        bare(name): code for code, territory in codes.items() for name in territory.name.values()
    }
    return list(dict.fromkeys(_code(part, named, codes, language) for part in parts_of(text)))


def _code(part: str, named: Mapping[str, str], territories: Mapping[str, Territory], language: str) -> str:
    wanted, upper = bare(part), part.strip().upper()
    if wanted in named:
        return named[wanted]
    if upper in territories:
        return upper
    words = words_of(language)
    near = get_close_matches(wanted, named, n=1, cutoff=0.7)
    hint = words["nearest"].format(_name(named[near[0]], territories, language)) if near else ""
    raise MisreadError(words["not_territory"].format(part) + hint)


def _name(code: str, territories: Mapping[str, Territory], language: str) -> str:
    known = territories.get(code)
    return known.name.get(language, code) if known else code
