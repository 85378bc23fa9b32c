"""What an entry of a ledger of rights allows on a day: the state of its licence for one draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cmcompliance.draft import Draft
from cmcompliance.draft.evidence import Agreement, Grant, Use
from cmcompliance.facts.licence import read_licence
from cmcompliance.facts.publication import Publication
from cmcompliance.rulebook.vocabulary import LicenceState

_WEB = {"blog", "website"}
_WORST_LAST: tuple[LicenceState, ...] = (
    "granted",
    "one_product",
    "non_commercial",
    "print_only",
    "other_territory",
    "not_begun",
    "expired",
    "none",
)


def state_of_grants(grants: Sequence[Grant], publication: Publication) -> LicenceState | None:
    """Return what the best of several entries allows, None where no entry speaks of a licence."""
    states = [state for grant in grants if (state := state_of_grant(grant, publication)) is not None]
    return min(states, key=_WORST_LAST.index, default=None)


def state_of_grant(grant: Grant, publication: Publication) -> LicenceState | None:
    """Return what an entry allows for a draft on a day; None where it says nothing of a licence."""
    said = read_licence(grant.licence, publication.day) if grant.licence else None
    limited = any((grant.uses, grant.territories, grant.starts, grant.until, grant.licensor))
    if said in {"none", "expired"} or not limited:
        return said
    # What the entry limits in fields of its own is surer than what its sentence seems to.
    outside = _state_of_limits(grant, publication)
    if outside is not None:
        return outside
    return "granted" if said is None or (said == "print_only" and grant.uses) else said


def _state_of_limits(grant: Grant, publication: Publication) -> LicenceState | None:
    if grant.until is not None and grant.until < publication.day:
        return "expired"
    if grant.starts is not None and grant.starts > publication.day:
        return "not_begun"
    if grant.territories is not None and not _covers(grant.territories, publication):
        return "other_territory"
    return None if grant.uses is None else _state_of_uses(grant.uses, publication.draft)


def _state_of_uses(uses: Sequence[Use], draft: Draft) -> LicenceState | None:
    """Return `print_only` where the uses granted are not those of a draft: they are for other places."""
    needed = {use_of(draft)}
    if draft.kind == "ad":
        needed.add("ads")
    return None if needed <= set(uses) else "print_only"


def use_of(draft: Draft) -> Use:
    """Return the use that publishing a draft makes of a work."""
    if draft.kind == "email" or draft.platform == "newsletter":
        return "email"
    return "web" if draft.platform in _WEB else "social"


def withdrawn(person: Agreement, day: date) -> bool:
    """Return whether the consent of somebody is refused, not everybody's who must agree, or has run out."""
    return (
        person.consent is False or not all_agreed(person) or (person.until is not None and person.until < day)
    )


def all_agreed(person: Agreement) -> bool:
    """Return whether as many guardians agreed as must; where a number is not given, nobody is missing."""
    return person.guardians is None or person.agreed is None or person.agreed >= person.guardians


def _covers(granted: Sequence[str], publication: Publication) -> bool:
    """Return whether every territory is inside a granted one; where none is known, nothing is outside."""
    wanted = publication.draft.jurisdictions or ()
    return all(not set(publication.ancestry(code)).isdisjoint(granted) for code in wanted)
