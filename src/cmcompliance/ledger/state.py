"""What of an entry does not hold on a day: its term, or somebody's consent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cmcompliance.draft.evidence import Agreement, Grant

ShortfallCode = Literal[
    "expired",
    "not_begun",
    "consent_refused",
    "consent_expired",
    "guardian_missing",
]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One thing of an entry that does not hold; `detail`: the person; `day`: since when, or from when on."""

    code: ShortfallCode
    detail: str = ""
    day: date | None = None


def state_of(grant: Grant, day: date) -> tuple[Shortfall, ...]:
    """Return all of an entry that does not hold on a day, nothing where it all does."""
    return (*_of_days(grant, day), *_of_people(grant.people or (), day))


def _of_days(grant: Grant, day: date) -> Iterator[Shortfall]:
    if grant.until is not None and grant.until < day:
        yield Shortfall("expired", day=grant.until)
    if grant.starts is not None and grant.starts > day:
        yield Shortfall("not_begun", day=grant.starts)


def _of_people(people: Iterable[Agreement], day: date) -> Iterator[Shortfall]:
    for person in people:
        name = person.name or "?"
        if person.consent is False:
            yield Shortfall("consent_refused", name)
        elif person.until is not None and person.until < day:
            yield Shortfall("consent_expired", name, person.until)
        if person.guardians is not None and person.agreed is not None and person.agreed < person.guardians:
            yield Shortfall("guardian_missing", f"{name}, {person.agreed}/{person.guardians}")
