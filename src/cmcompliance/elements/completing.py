"""What a draft leaves open about a medium, answered by what was found: never what the draft itself says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cmcompliance.draft import Medium, Music, Person
from cmcompliance.draft.evidence import Completed, Evidence, FileEvidence, Finder, Grant
from cmcompliance.draft.sayings import ai_sayings, minor_sayings

_WHOLLY_AI = "trainedAlgorithmicMedia"
_TERMS = ("usage_terms", "licence_url", "rights_url", "copyright")
_FREE_OF_CHARGE = re.compile(r"royalty[- ]free|libres? de (?:droits?|redevances?)", re.IGNORECASE)
_FOR_EVERYBODY = re.compile(
    r"creativecommons\.org|creative commons|\bcc[ -](?:by|0)|\bcc0\b|public domain|domaine public"
    r"|\b(?:unsplash|pexels|pixabay|mit) licen[cs]e|licence ouverte|open licen[cs]e|royalty[- ]free"
    r"|libres? de (?:droits?|redevances?)",
    re.IGNORECASE,
)
_COMMERCIAL_TRACK = frozenset({"isrc", "label", "barcode"})


def completed(medium: Medium, evidence: Evidence) -> Medium:
    """Return a medium with its evidence, and with what that tells of fields that the draft does not give.

    The ledger answers before the file: it is kept by whoever publishes.
    """
    values: dict[str, Any] = {}
    finders: dict[Completed, Finder] = dict(evidence.completed)
    for field, value, finder in _answers(evidence):
        if _is_open(medium, field, finder) and field not in values:
            values[field] = value
            finders[field] = finder
    found = evidence.model_copy(update={"completed": finders})
    return medium.model_copy(update={**values, "evidence": found})


def _is_open(medium: Medium, field: Completed, finder: Finder) -> bool:
    # A file that says "AI" of what is declared free of AI is contradicted, not believed.
    denied = field == "source" and finder == "file" and medium.ai_generated is False
    return getattr(medium, field) is None and not denied


def _answers(evidence: Evidence) -> Iterator[tuple[Completed, Any, Finder]]:
    grants = evidence.grants or ()
    for grant in grants:
        for field, value in _of_grant(grant):
            yield field, value, "ledger"
    if any(grant.people is not None for grant in grants):
        # Whether a consent still holds is a matter of the day, and left to the facts.
        people = (one for grant in grants for one in grant.people or ())
        yield (
            "people",
            [Person(name=one.name, consent=one.consent, minor=one.minor) for one in people],
            "ledger",
        )
    if evidence.file is not None:
        for field, value in _of_file(evidence.file):
            yield field, value, "file"


def _of_grant(grant: Grant) -> Iterator[tuple[Completed, Any]]:
    if grant.source is not None:
        yield "source", grant.source
    if grant.licence is not None or grant.licensor is not None:
        yield "licence", grant.licence or grant.licensor
    if grant.ai_generated is not None:
        yield "ai_generated", grant.ai_generated
    if grant.music is not None:
        yield "music", Music(**grant.music.model_dump())


def _of_file(file: FileEvidence) -> Iterator[tuple[Completed, Any]]:
    made = ai_sayings(file)
    if made:
        yield "ai_generated", True
        if any(saying.value == _WHOLLY_AI for saying in made):
            yield "source", "ai_generated"
    licence = _licence(file)
    if licence is not None:
        yield "licence", licence
    people = _people(file)
    if people:
        yield "people", people
    music = _music(file)
    if music is not None:
        yield "music", music


def _licence(file: FileEvidence) -> str | None:
    """Return the words of a licence that everybody may use; "all rights reserved" grants nobody anything."""
    for what in _TERMS:
        for value in _values(file, what):
            if _FOR_EVERYBODY.search(value):
                return value
    return "domaine public, public domain" if "false" in _values(file, "rights_marked") else None


def _people(file: FileEvidence) -> list[Person]:
    """Return who is said to be on it; a release for all uses is their consent, none is known without."""
    released = "unlimited" in _values(file, "model_release")
    minor = bool(minor_sayings(file))
    names = list(dict.fromkeys(_values(file, "person")))
    if not names:
        return [Person(consent=True if released else None, minor=True)] if minor else []
    # Which of several is the child is not said.
    alone = minor if len(names) == 1 else None
    return [Person(name=name, consent=True if released else None, minor=alone or None) for name in names]


def _music(file: FileEvidence) -> Music | None:
    """Return the recording that the tags of a sound or a video name, where they are those of a release."""
    whats = {saying.what for saying in file.says}
    if file.kind not in {"audio", "video"} or not (whats & _COMMERCIAL_TRACK and whats & {"title", "isrc"}):
        return None
    free = any(_FREE_OF_CHARGE.search(value) for what in _TERMS for value in _values(file, what))
    title, artist = _values(file, "title"), _values(file, "artist")
    return Music(
        title=title[0] if title else _values(file, "isrc")[0],
        artist=artist[0] if artist else None,
        licence="royalty_free" if free else None,
    )


def _values(file: FileEvidence, what: str) -> list[str]:
    return [saying.value for saying in file.says if saying.what == what]
