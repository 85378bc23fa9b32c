"""What files and ledgers tell of one medium, as the words that rules ask for, each with who says so."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from cmcompliance.draft import Medium, Person
from cmcompliance.draft.evidence import Agreement, Evidence, FileEvidence, Grant
from cmcompliance.draft.sayings import MINOR_AGES, ai_sayings, minor_sayings
from cmcompliance.facts.fact import Shown
from cmcompliance.facts.grants import state_of_grant, state_of_grants, withdrawn
from cmcompliance.facts.licence import read_licence
from cmcompliance.facts.media_grounds import agreed, granted, said
from cmcompliance.facts.ownership import named_owners
from cmcompliance.facts.publication import Publication
from cmcompliance.rulebook.vocabulary import RELEASES, Disagreement, LicenceState

_NO_LICENCE = frozenset({"none", "expired", "not_begun", "other_territory", "print_only"})
_TRACK = frozenset({"isrc", "label", "barcode"})


@dataclass(frozen=True, slots=True)
class MediumEvidence:
    """`words`: by attribute, each word with what shows it; `licence`, `people`: by a ledger, on the day; None
    where it does not speak of them.
    """

    words: Mapping[str, Mapping[str, tuple[Shown, ...]]] = field(default_factory=dict)
    licence: LicenceState | None = None
    people: tuple[Person, ...] | None = None


NOTHING = MediumEvidence()


def evidence_about(publication: Publication, number: int) -> MediumEvidence:
    """Return what was found about a medium of a draft elsewhere than in the draft."""
    medium = publication.draft.media[number]
    evidence = medium.evidence
    if evidence is None:
        return NOTHING
    words: dict[str, dict[str, tuple[Shown, ...]]] = {}
    for attribute, word, shown in _tell(publication, medium, evidence, f"media[{number}]"):
        before = words.setdefault(attribute, {}).get(word, ())
        words[attribute][word] = (*before, *shown)
    grants = evidence.grants or ()
    return MediumEvidence(words, state_of_grants(grants, publication), _people(grants, publication.day))


def _people(grants: Sequence[Grant], day: date) -> tuple[Person, ...] | None:
    if all(grant.people is None for grant in grants):
        return None
    return tuple(
        Person(name=one.name, consent=False if withdrawn(one, day) else one.consent, minor=one.minor)
        for grant in grants
        for one in grant.people or ()
    )


_Told = Iterator[tuple[str, str, tuple[Shown, ...]]]


def _tell(publication: Publication, medium: Medium, evidence: Evidence, place: str) -> _Told:
    if evidence.file is not None:
        yield from _of_file(evidence.file, place)
        for saying, another in named_owners(publication.draft, medium):
            yield "owner", "another" if another else "own", (said(saying, place),)
    if evidence.grants is not None:
        yield from _of_grants(evidence.grants, publication, place)
    for what, shown in _disagreements(publication, medium, evidence, place):
        yield "disagrees", what, shown


def _of_file(file: FileEvidence, place: str) -> _Told:
    yield "read", file.read, ()
    if file.provenance is not None:
        state, failures = file.provenance.state, ", ".join(file.provenance.failures)
        yield "provenance", state, (Shown(place, "file", "C2PA", failures or state),)
    for saying in file.says:
        shown = (said(saying, place),)
        if saying.what == "model_release" and saying.value in RELEASES:
            yield "release", saying.value, shown
        elif saying.what == "minor_disclosure":
            yield "youngest", _age(saying.value), shown
        elif saying.what == "place":
            yield "place", "given", shown
        elif saying.what in _TRACK:
            yield "track", "given", shown


def _age(value: str) -> str:
    if value == "unknown":
        return value
    return "minor" if value in MINOR_AGES else "adult"


def _of_grants(grants: Sequence[Grant], publication: Publication, place: str) -> _Told:
    if not grants:
        yield "ledger", "unlisted", ()
    for grant in grants:
        state = state_of_grant(grant, publication)
        if state is not None:
            yield "ledger", state, (granted(grant, place),)


def _disagreements(
    publication: Publication, medium: Medium, evidence: Evidence, place: str
) -> Iterator[tuple[Disagreement, tuple[Shown, ...]]]:
    """Yield each field that the draft itself gives and that a file or a ledger contradicts."""
    file, grants, declared = evidence.file, evidence.grants or [], _Declared(medium, evidence)
    if file is not None:
        if declared.has("source") and medium.source == "own":
            owners = named_owners(publication.draft, medium)
            others = tuple(said(saying, place) for saying, another in owners if another)
            if others:
                yield "source", others
        if declared.has("ai_generated") and medium.ai_generated is False:
            made = tuple(said(saying, place) for saying in ai_sayings(file))
            if made:
                yield "ai_generated", made
        if declared.has("people"):
            minors = tuple(said(saying, place) for saying in minor_sayings(file))
            people = medium.people or []
            if minors and people and all(person.minor is False for person in people):
                yield "people", minors
    yield from _licence_against(grants, publication, declared, place)
    for grant in grants:
        yield from _against(grant, publication, declared, place)


def _licence_against(
    grants: Sequence[Grant], publication: Publication, declared: _Declared, place: str
) -> Iterator[tuple[Disagreement, tuple[Shown, ...]]]:
    """Yield a licence that the draft gives and that no entry grants for it: of several, one is enough."""
    licence = declared.medium.licence
    if licence is None or not declared.has("licence"):
        return
    held = state_of_grants(grants, publication)
    if held in _NO_LICENCE and read_licence(licence, publication.day) not in _NO_LICENCE:
        best = [grant for grant in grants if state_of_grant(grant, publication) == held]
        yield "licence", tuple(granted(grant, place) for grant in best)


def _against(
    grant: Grant, publication: Publication, declared: _Declared, place: str
) -> Iterator[tuple[Disagreement, tuple[Shown, ...]]]:
    medium = declared.medium
    entry = (granted(grant, place),)
    if declared.has("ai_generated") and medium.ai_generated is False and grant.ai_generated:
        yield "ai_generated", entry
    if declared.has("source") and grant.source is not None and medium.source != grant.source:
        yield "source", entry
    if declared.has("people"):
        for person in grant.people or ():
            if withdrawn(person, publication.day) and _said_to_agree(medium, person):
                yield "people", (agreed(grant, person, place),)
    if declared.has("music") and _other_licence(medium, grant):
        yield "music", (granted(grant, place),)


def _other_licence(medium: Medium, grant: Grant) -> bool:
    said = medium.music.licence if medium.music is not None else None
    held = grant.music.licence if grant.music is not None else None
    return said is not None and held is not None and said != held


@dataclass(frozen=True, slots=True)
class _Declared:
    medium: Medium
    evidence: Evidence

    def has(self, name: str) -> bool:
        """Tell whether the draft itself gave a field."""
        return getattr(self.medium, name) is not None and name not in self.evidence.completed


def _said_to_agree(medium: Medium, person: Agreement) -> bool:
    return any(
        one.consent is True and (person.name is None or one.name is None or _same(one.name, person.name))
        for one in medium.people or ()
    )


def _same(one: str, other: str) -> bool:
    return _folded(one) == _folded(other)


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(char for char in decomposed if not unicodedata.combining(char)).split())
