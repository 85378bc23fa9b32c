"""The rules that apply in one setting, ready to be asked about: made once for all its drafts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cmcompliance.checking.goals import Application


@dataclass(frozen=True, slots=True)
class Docket:
    """`goals` are the keys of the goals that apply, `uncovered` the jurisdictions without rules."""

    applications: tuple[Application, ...]
    goals: frozenset[str]
    uncovered: tuple[str, ...]
    _places: Mapping[str, tuple[int, ...]]

    def of(self, goals: Iterable[str]) -> list[Application]:
        """Return the applications of some goals, in the order of all."""
        places = self._places
        return [
            self.applications[place] for place in sorted(p for goal in goals for p in places.get(goal, ()))
        ]


def docket(applications: Sequence[Application], uncovered: Sequence[str]) -> Docket:
    """Put the applications of a setting in order."""
    places: dict[str, tuple[int, ...]] = {}
    for place, application in enumerate(applications):
        key = application.goal.key
        places[key] = (*places.get(key, ()), place)
    return Docket(tuple(applications), frozenset(places), tuple(uncovered), places)
