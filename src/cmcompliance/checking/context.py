"""What a draft is judged under: the day, the jurisdictions and the language, given or assumed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cmcompliance.draft import Draft
from cmcompliance.parse import ParsedField

READ_LANGUAGES = ("fr", "en")
_LAW_OF_LANGUAGE = {"fr": ("FR",), "en": ("GB", "US")}


@dataclass(frozen=True, slots=True)
class Context:
    """What was applied to a draft; `assumed` names what the draft did not give."""

    as_of: date
    jurisdictions: tuple[str, ...]
    language: str
    languages: tuple[str, ...]
    assumed: tuple[str, ...]

    @property
    def edit_language(self) -> str:
        """The language in which the draft can be mended."""
        return self.language if self.language in READ_LANGUAGES else "en"


def day_of(draft: Draft, as_of: date | None, today: date) -> date:
    """Return the day whose law applies: `as_of`, else the day of publication, else today."""
    published = draft.published_at
    if as_of is not None:
        return as_of
    if published is None:
        return today
    return published.date() if isinstance(published, datetime) else published


def context_of(
    draft: Draft,
    parsed: Sequence[ParsedField],
    day: date,
    day_given: bool,
    default_jurisdictions: Sequence[str],
) -> Context:
    """Return what applies to the draft.

    Jurisdictions: the draft's, else the configured ones, else those that its language suggests.
    """
    assumed: list[str] = []
    read = dict.fromkeys(code for field in parsed for code in field.reading.languages)
    given = (draft.language or "").split("-")[0].lower()
    languages = tuple(dict.fromkeys([given, *read] if given else read))
    language = languages[0] if languages else "fr"
    if not given:
        assumed.append("language")
    jurisdictions = tuple(draft.jurisdictions or ())
    if not jurisdictions:
        assumed.append("jurisdictions")
        jurisdictions = tuple(default_jurisdictions) or _LAW_OF_LANGUAGE.get(language, ("FR",))
    if not day_given:
        assumed.append("as_of")
    return Context(day, jurisdictions, language, languages, tuple(assumed))
