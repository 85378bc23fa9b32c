"""What a file says of itself, as the draft keeps it."""

from __future__ import annotations

from collections.abc import Iterator

from cmcompliance.draft.evidence import FileEvidence, Provenance, ReadState, Saying
from cmcompliance.media.evidence import UNREAD, Evidence, Said

_MOST_SAYINGS = 200
_KEPT = frozenset(
    {
        "title",
        "creator",
        "credit",
        "source",
        "copyright",
        "usage_terms",
        "rights_marked",
        "rights_url",
        "licence_url",
        "licence_from",
        "licence_until",
        "constraint",
        "licensor",
        "supplier",
        "owner",
        "instructions",
        "person",
        "model_release",
        "model_age",
        "minor_disclosure",
        "property_release",
        "artwork_title",
        "artwork_creator",
        "artwork_copyright",
        "place",
        "digital_source_type",
        "ai_system",
        "ai_prompt",
        "artist",
        "album",
        "label",
        "isrc",
        "barcode",
    }
)
"""What a rule may ask for, or its reader want to see. The rest of what a file says stays in the file."""
_LONGEST = 500


def file_evidence(evidence: Evidence) -> FileEvidence:
    """Return the evidence of a file as plain data of a draft; a position is kept to a tenth of a degree."""
    kind = None if evidence.kind == "unknown" else evidence.kind
    return FileEvidence(
        sha256=evidence.sha256,
        kind=kind,
        format=evidence.format,
        read=_read(evidence),
        problems=list(dict.fromkeys(problem.code for problem in evidence.problems)),
        says=list(dict.fromkeys(_sayings(evidence)))[:_MOST_SAYINGS],
        provenance=_provenance(evidence),
    )


def _read(evidence: Evidence) -> ReadState:
    if any(problem.code in UNREAD for problem in evidence.problems) or evidence.sha256 is None:
        return "not"
    return "fully" if evidence.fully_read else "partly"


def _sayings(evidence: Evidence) -> Iterator[Saying]:
    yield from (_saying(said) for said in evidence.said if said.what in _KEPT)
    provenance = evidence.provenance
    if provenance is None:
        return
    for action in provenance.actions:
        if action.digital_source_type:
            yield Saying(
                what="digital_source_type", value=action.digital_source_type, where=f"C2PA {action.name}"
            )
    for ingredient in provenance.ingredients:
        for said in ingredient.said:
            if said.what in _KEPT:
                where = f"C2PA {ingredient.title or ingredient.relationship or ''}, {said.where}"
                yield Saying(what=f"ingredient_{said.what}", value=said.value[:_LONGEST], where=where)


def _saying(said: Said) -> Saying:
    value = _blurred(said.value) if said.what == "place" else said.value[:_LONGEST]
    return Saying(what=said.what, value=value, where=said.where)


def _blurred(place: str) -> str:
    """Return a position to some ten kilometres: that it is there matters, where it is nobody has to keep."""
    try:
        return ",".join(f"{float(part):.1f}" for part in place.split(",")[:2])
    except ValueError:
        return "?"


def _provenance(evidence: Evidence) -> Provenance | None:
    found = evidence.provenance
    if found is None:
        return None
    return Provenance(
        state=found.state,
        signer=found.signer,
        issuer=found.issuer,
        signed_at=found.signed_at,
        failures=list(found.failures[:10]),
    )
