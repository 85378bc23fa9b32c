"""Which rules apply in a setting, day by day: an archive has few settings, each with the law of years."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from functools import cached_property

from cmcompliance.checking.goals import Application, Candidate
from cmcompliance.checking.spans import Span, rules_on, spans_of


class Timetable:
    """The candidates of a setting. On all days of an era the same applications hold."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._candidates = tuple(candidates)
        self._changes = sorted({day for candidate in self._candidates for day in candidate.changes()})

    def era_of(self, day: date) -> date:
        """Return the first day of the era that a day lies in."""
        era = bisect_right(self._changes, day)
        return self._changes[era - 1] if era else date.min

    def rules(self, day: date) -> list[str]:
        """Return the names of the rules that apply on a day, in their order, each once."""
        return list(dict.fromkeys(rules_on(self._spans, day)))

    @cached_property
    def _spans(self) -> tuple[Span, ...]:
        return spans_of(self._candidates)

    def applications(self, day: date) -> list[Application]:
        """Return what applies on a day, in the order of the rules."""
        return [found for candidate in self._candidates if (found := candidate.on(day)) is not None]
