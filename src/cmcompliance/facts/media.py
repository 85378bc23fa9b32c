"""Facts about the media that go out with a draft: does one of them have all the wanted attributes?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cmcompliance.draft import Medium, Music, Person
from cmcompliance.facts.fact import Fact, Shown
from cmcompliance.facts.licence import read_licence
from cmcompliance.facts.media_evidence import MediumEvidence, evidence_about
from cmcompliance.facts.media_grounds import grounds_of
from cmcompliance.facts.publication import Publication
from cmcompliance.rulebook.book import MediaFact
from cmcompliance.rulebook.vocabulary import EVIDENCE_ATTRIBUTES, LicenceState

Truth = bool | None


@dataclass(frozen=True, slots=True)
class _Looked:
    """A medium, and what was found about it elsewhere than in the draft."""

    medium: Medium
    place: str
    found: MediumEvidence


def media_facts(publication: Publication, definitions: Iterable[MediaFact]) -> dict[str, Fact]:
    """Return one fact a definition: true if a medium surely has it all, unknown if one might, else false.

    None at all for a draft without media, of which all are false.
    """
    if not publication.draft.media:
        return {}
    media = _looked_at(publication)
    return {definition.name: _fact(media, definition, publication.day) for definition in definitions}


def media_kept_open(
    publication: Publication, definitions: Iterable[MediaFact], field: str
) -> tuple[int, ...]:
    """Return the numbers of the media of which some fact hangs on `field`, `media.licence` or another."""
    wanted = [definition.wanted for definition in definitions]
    return tuple(
        number
        for number, medium in enumerate(_looked_at(publication))
        if any(field in _open_attributes([medium], each, publication.day) for each in wanted)
    )


def _looked_at(publication: Publication) -> list[_Looked]:
    return [
        _Looked(medium, f"media[{number}]", evidence_about(publication, number))
        for number, medium in enumerate(publication.draft.media)
    ]


def _fact(media: Sequence[_Looked], definition: MediaFact, as_of: date) -> Fact:
    wanted = definition.wanted
    value: Truth = False
    for medium in media:
        has = _medium_has(medium, wanted, as_of)
        if has is True:
            shown = _shown(medium, wanted)
            return Fact(definition.name, True, shown[0].origin if shown else "metadata", shown=shown)
        if has is None:
            value = None
    asks = _open_attributes(media, wanted, as_of) if value is None else ()
    return Fact(definition.name, value, "metadata", asks=asks)


def _medium_has(looked: _Looked, wanted: Mapping[str, Any], as_of: date) -> Truth:
    return _all(_attribute_is(looked, name, values, as_of) for name, values in wanted.items())


def _shown(looked: _Looked, wanted: Mapping[str, Any]) -> tuple[Shown, ...]:
    """Return what shows the attributes that the draft itself did not give."""
    evidence = looked.medium.evidence
    if evidence is None:
        return ()
    shown: dict[Shown, None] = {}
    for name, values in wanted.items():
        if name in EVIDENCE_ATTRIBUTES:
            told = looked.found.words.get(name, {})
            shown.update(dict.fromkeys(one for value in values for one in told.get(str(value), ())))
        elif name in evidence.completed:
            shown.update(dict.fromkeys(grounds_of(name, looked.medium, looked.place)))
    return tuple(shown)


def _open_attributes(media: Sequence[_Looked], wanted: Mapping[str, Any], as_of: date) -> tuple[str, ...]:
    """Return the fields (`media.licence`, …) that keep the media open that may still match."""
    fields: dict[str, None] = {}
    for medium in media:
        if _medium_has(medium, wanted, as_of) is not None:
            continue
        for name, values in wanted.items():
            if _attribute_is(medium, name, values, as_of) is None:
                parts = values if isinstance(values, Mapping) else ()
                fields.update(dict.fromkeys([f"media.{name}.{part}" for part in parts] or [f"media.{name}"]))
    return tuple(fields)


def _attribute_is(looked: _Looked, name: str, wanted: Any, as_of: date) -> Truth:
    medium = looked.medium
    if name in EVIDENCE_ATTRIBUTES:
        words = looked.found.words.get(name)
        return "absent" in wanted if not words else not words.keys().isdisjoint(wanted)
    if name == "people":
        people = _people(looked)
        return None if people is None else _any(_person_is(person, wanted) for person in people)
    if name == "music":
        return False if medium.music is None else _music_is(medium.music, wanted)
    if name == "licence":
        return _among(_licence_state(looked, as_of), wanted)
    if name in {"credit", "path", "alt"}:
        return _text_is(getattr(medium, name), wanted)
    return _among(getattr(medium, name), wanted)


def _people(looked: _Looked) -> Sequence[Person] | None:
    """Return the people that the draft gives; those that only a ledger knows, as they stand on the day."""
    evidence = looked.medium.evidence
    if evidence is not None and evidence.completed.get("people") == "ledger":
        return looked.found.people
    return looked.medium.people


def _licence_state(looked: _Looked, as_of: date) -> LicenceState | None:
    """Return what the licence that the draft gives says; where it gives none, what a ledger grants."""
    medium, evidence = looked.medium, looked.medium.evidence
    completed = evidence is not None and evidence.completed.get("licence") == "ledger"
    if medium.licence is not None and not completed:
        return read_licence(medium.licence, as_of)
    return looked.found.licence


def _person_is(person: Person, wanted: Mapping[str, Sequence[Any]]) -> Truth:
    return _all(
        _text_is(person.name, values) if name == "name" else _among(getattr(person, name), values)
        for name, values in wanted.items()
    )


def _music_is(music: Music, wanted: Mapping[str, Sequence[Any]]) -> Truth:
    return _all(
        _among(music.licence, values) if name == "licence" else _text_is(getattr(music, name), values)
        for name, values in wanted.items()
    )


def _text_is(text: str | None, wanted: Sequence[Any]) -> bool:
    return ("given" if text and text.strip() else "absent") in wanted


def _among(value: Any, wanted: Sequence[Any]) -> Truth:
    if value is None:
        return True if "absent" in wanted else None
    return value in wanted


def _all(truths: Iterable[Truth]) -> Truth:
    outcome: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            outcome = None
    return outcome


def _any(truths: Iterable[Truth]) -> Truth:
    outcome: Truth = False
    for truth in truths:
        if truth is True:
            return True
        if truth is None:
            outcome = None
    return outcome
