"""What an editor says of the language to speak, and of how long to wait while one types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from cmcompliance.render import Language

_PAUSE = 0.3
_LONGEST_PAUSE = 10.0


@dataclass(frozen=True, slots=True)
class Options:
    """`language`: the one set in the editor's configuration; `locale`: that of its menus."""

    language: Language | None = None
    locale: Language | None = None
    pause: float = _PAUSE

    def speaks(self, of_settings: Language | None) -> Language | None:
        """Return the language to speak, None for that of each draft."""
        return self.language or of_settings or self.locale


def options_of(given: Any, locale: str | None) -> tuple[Options, list[str]]:
    """Return the options in an editor's configuration, ours alone or under `cmcompliance`, and what is wrong.

    Known are `language` (fr, en) and `delay`, in milliseconds.
    """
    table = given.get("cmcompliance", given) if isinstance(given, Mapping) else {}
    table = table if isinstance(table, Mapping) else {}
    wrong: list[str] = []
    language, delay = table.get("language"), table.get("delay")
    if language is not None and language not in get_args(Language):
        wrong.append(f"`language`: {language!r} is neither fr nor en")
        language = None
    pause = _PAUSE
    if isinstance(delay, int | float) and not isinstance(delay, bool) and 0 <= delay <= 1000 * _LONGEST_PAUSE:
        pause = delay / 1000
    elif delay is not None:
        wrong.append(f"`delay`: {delay!r} is no number of milliseconds from 0 to {1000 * _LONGEST_PAUSE:.0f}")
    return Options(language, _language_in(locale), pause), wrong


def _language_in(locale: str | None) -> Language | None:
    begin = (locale or "").replace("_", "-").split("-")[0].lower()
    return "fr" if begin == "fr" else "en" if begin == "en" else None
