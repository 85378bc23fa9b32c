"""What an entry does not cover: a day, a place or a use; or somebody's consent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cmcompliance.draft.evidence import Agreement, Grant, Use
from cmcompliance.draft.model import Platform

ShortfallCode = Literal[
    "expired",
    "not_begun",
    "territory",
    "use",
    "advertising",
    "consent_refused",
    "consent_expired",
    "guardian_missing",
]
EUROPEAN_UNION = frozenset(
    ("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT")
) | frozenset(("LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"))
_USES: dict[Platform, Use] = {"blog": "web", "website": "web", "newsletter": "email"}


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One thing that an entry does not cover; `detail`: the place, the use, the person; `day`: since when."""

    code: ShortfallCode
    detail: str = ""
    day: date | None = None


def state_of(
    grant: Grant,
    day: date,
    platform: Platform | None = None,
    territories: Sequence[str] = (),
    advertising: bool = False,
) -> tuple[Shortfall, ...]:
    """Return all that an entry does not cover, nothing where it covers it all.

    What is not known (no platform, no territory) is not outside of anything.
    """
    return (
        *_of_days(grant, day),
        *(Shortfall("territory", code) for code in territories if not _covers(grant.territories, code)),
        *_of_uses(grant, platform, advertising),
        *_of_people(grant.people or (), day),
    )


def _of_days(grant: Grant, day: date) -> Iterator[Shortfall]:
    if grant.until is not None and grant.until < day:
        yield Shortfall("expired", day=grant.until)
    if grant.starts is not None and grant.starts > day:
        yield Shortfall("not_begun", day=grant.starts)


def _covers(granted: Iterable[str] | None, code: str) -> bool:
    """Tell whether a place is in one that is granted: US-NY in US, FR in EU."""
    if granted is None:
        return True
    country = code.partition("-")[0]
    around = {code, country, *(("EU",) if country in EUROPEAN_UNION else ())}
    return not around.isdisjoint(granted)


def _of_uses(grant: Grant, platform: Platform | None, advertising: bool) -> Iterator[Shortfall]:
    if grant.uses is None:
        return
    use = None if platform is None else _USES.get(platform, "social")
    if use is not None and use not in grant.uses:
        yield Shortfall("use", use)
    if advertising and "ads" not in grant.uses:
        yield Shortfall("advertising", "ads")


def _of_people(people: Iterable[Agreement], day: date) -> Iterator[Shortfall]:
    for person in people:
        name = person.name or "?"
        if person.consent is False:
            yield Shortfall("consent_refused", name)
        elif person.until is not None and person.until < day:
            yield Shortfall("consent_expired", name, person.until)
        if person.guardians is not None and person.agreed is not None and person.agreed < person.guardians:
            yield Shortfall("guardian_missing", f"{name}, {person.agreed}/{person.guardians}")
