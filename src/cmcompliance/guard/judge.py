"""From a draft to its report, as the one who set up a guard wants it."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cmcompliance.checking import Checker, Policy
from cmcompliance.draft import Draft, DraftError, parse_draft
from cmcompliance.render.words import Language
from cmcompliance.report import Report
from cmcompliance.rulebook.book import Place
from cmcompliance.settings import Preparation
from cmcompliance.settings.defaults import with_defaults
from cmcompliance.settings.settings import Given

_TABLES = ("author", "relationship", "audience")
_OF_ONE_DRAFT = ("id", "text", "title", "media", "links", "labels", "waivers")
_PLACE = Place("Guard(defaults=…)", 1)


class Judge:
    """Judges drafts with a checker or under a settings file; threads may share it.

    What a draft does not say is taken from `defaults`, then from the settings. The rules are loaded at the
    first draft unless a checker is given.
    """

    def __init__(
        self,
        checker: Checker | None,
        defaults: Mapping[str, Any],
        settings: Path | None,
        policy: Policy,
        lang: Language | None,
    ) -> None:
        """Raises DraftError for defaults and SettingsError for settings that cannot be used."""
        self._checker = checker
        self._defaults = _given(defaults)
        self._policy = policy
        self._lang = lang
        self._lock = threading.Lock()
        self._preparation = Preparation(settings) if settings is not None else None
        if self._preparation is not None:
            self._preparation.settings_for(None)

    def report(self, draft: Draft) -> Report:
        """Return the report on a draft with the defaults."""
        full, _ = with_defaults(draft, self._defaults)
        if self._preparation is not None:
            with self._lock:
                prepared = self._preparation.prepare(full)
            return prepared.check(lang=self._lang)
        with self._lock:
            checker = self._checker = self._checker or Checker()
        return checker.check(full, lang=self._lang, policy=self._policy)


def _given(defaults: Mapping[str, Any]) -> dict[str, Given[Any]]:
    wrong = [field for field in _OF_ONE_DRAFT if field in defaults]
    if wrong:
        raise DraftError(
            [f"`{field}` belongs to one draft and cannot be a default of a guard" for field in wrong],
            [(field,) for field in wrong],
        )
    return {name: Given(value, _PLACE) for name, value in _values(parse_draft({"text": "", **defaults}))}


def _values(draft: Draft) -> Iterator[tuple[str, Any]]:
    for field in draft.model_fields_set - {"text"}:
        value = getattr(draft, field)
        if field in _TABLES:
            yield from ((f"{field}.{part}", getattr(value, part)) for part in value.model_fields_set)
        else:
            yield field, value
