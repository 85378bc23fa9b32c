"""What shows a fact about a medium: the sayings of its file, the entries of a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cmcompliance.draft import Medium
from cmcompliance.draft.evidence import Agreement, Evidence, Grant, Saying
from cmcompliance.draft.sayings import ai_sayings
from cmcompliance.facts.fact import Shown

_SAYINGS_BEHIND: Mapping[str, frozenset[str]] = {
    "licence": frozenset({"usage_terms", "licence_url", "rights_url", "rights_marked", "copyright"}),
    "people": frozenset({"person", "model_release", "minor_disclosure"}),
    "music": frozenset({"title", "artist", "isrc", "album", "label", "usage_terms", "licence_url"}),
}


def said(saying: Saying, place: str) -> Shown:
    """Return what a file says as what shows a fact about the medium at `place`."""
    return Shown(place, "file", saying.where, saying.value)


def granted(grant: Grant, place: str) -> Shown:
    """Return an entry of a ledger as what shows a fact."""
    return Shown(place, "ledger", grant.place, _summary(grant))


def agreed(grant: Grant, person: Agreement, place: str) -> Shown:
    """Return what a ledger says of somebody's consent as what shows a fact."""
    said = [f"name = {person.name}"] if person.name else []
    said += [
        f"{field} = {str(value).lower()}"
        for field in ("minor", "consent", "guardians", "agreed", "until")
        if (value := getattr(person, field)) is not None
    ]
    return Shown(place, "ledger", grant.place, ", ".join(said))


def grounds_of(field: str, medium: Medium, place: str) -> Iterable[Shown]:
    """Yield what shows a field of a medium that the draft did not give."""
    evidence = medium.evidence or Evidence()
    finder = next((who for name, who in evidence.completed.items() if name == field), None)
    if finder == "ledger" and field == "people":
        yield from (
            agreed(grant, person, place) for grant in evidence.grants or () for person in grant.people or ()
        )
    elif finder == "ledger":
        yield from (granted(grant, place) for grant in evidence.grants or () if _speaks_of(grant, field))
    elif finder == "file" and evidence.file is not None:
        sayings = (
            ai_sayings(evidence.file)
            if field in {"source", "ai_generated"}
            else [one for one in evidence.file.says if one.what in _SAYINGS_BEHIND.get(field, ())]
        )
        yield from (said(saying, place) for saying in sayings)


def _speaks_of(grant: Grant, field: str) -> bool:
    if field == "licence":
        return any((grant.licence, grant.licensor, grant.uses, grant.territories, grant.starts, grant.until))
    return getattr(grant, field, None) is not None


def _summary(grant: Grant) -> str:
    # What limits the rights comes first: a report may cut the end.
    term = grant.starts is not None or grant.until is not None
    parts = [f"{grant.starts or ''}…{grant.until or ''}"] if term else []
    parts += [" ".join(limits) for limits in (grant.uses, grant.territories) if limits is not None]
    parts += [grant.music.licence] if grant.music is not None and grant.music.licence else []
    parts += [part for part in (grant.licence, grant.licensor) if part]
    return ", ".join(parts)
