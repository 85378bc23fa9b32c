"""What a ledger says of one file, for people: each entry, what it does not cover and what it lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

from cmcompliance.cli.media.ledger.words import shortfall_of, use_of, words_of
from cmcompliance.ledger.state import state_of

if TYPE_CHECKING:
    from cmcompliance.draft.evidence import Agreement, Grant
    from cmcompliance.render import Language, Style

Missing = Literal["source", "licence", "uses", "consent", "guardians", "music"]
_BETWEEN: Mapping[Language, str] = {"fr": " ; ", "en": "; "}
_COLON: Mapping[Language, str] = {"fr": " : ", "en": ": "}


def grant_lines(
    shown: str, grants: Sequence[Grant], day: date, language: Language, style: Style
) -> Iterator[str]:
    """Yield the lines that tell of the entries about a file, by a day."""
    words = words_of(language)
    yield f"  {style.paint(words['title'].format(shown), 'bold')}"
    lines = [line for grant in grants for line in _of_grant(grant, day, language)] or [words["unlisted"]]
    for line in lines:
        yield from style.wrap(line, "    ", "      ")


def missing_in(grant: Grant) -> Iterator[tuple[Missing, str]]:
    """Yield what one would ask of whoever keeps the ledger, and of which person."""
    if grant.source is None:
        yield "source", ""
    if not (grant.licence or grant.licensor or grant.source in {"own", "ai_generated"}):
        yield "licence", ""
    if (grant.licence or grant.licensor) and grant.uses is None and grant.source != "own":
        yield "uses", ""
    for person in grant.people or ():
        if person.consent is None:
            yield "consent", person.name or "?"
        if person.minor and person.consent is not False and person.agreed is None:
            yield "guardians", person.name or "?"
    if grant.music is not None and grant.music.licence is None:
        yield "music", ""


def _of_grant(grant: Grant, day: date, language: Language) -> Iterator[str]:
    colon = _COLON[language]
    said = [f"{name}{colon}{value}" for name, value in _said(grant, language)]
    yield f"{grant.place} — {_BETWEEN[language].join(said)}" if said else grant.place
    yield from (shortfall_of(one, language) for one in state_of(grant, day))
    words = words_of(language)
    if lacks := [words[f"miss_{what}"].format(who) for what, who in missing_in(grant)]:
        yield words["missing"].format(", ".join(lacks))


def _said(grant: Grant, language: Language) -> Iterator[tuple[str, str]]:
    words = words_of(language)
    for field in ("source", "licence", "licensor", "credit"):
        value = getattr(grant, field)
        if value:
            yield words[field], value
    if grant.territories:
        yield words["territories"], ", ".join(grant.territories)
    if grant.uses:
        yield words["uses"], ", ".join(use_of(use, language) for use in grant.uses)
    for field in ("starts", "until"):
        value = getattr(grant, field)
        if value:
            yield words[field], value.isoformat()
    for person in grant.people or ():
        yield words["person"], _person(person, language)
    if grant.music is not None:
        yield (
            words["music"],
            ", ".join(filter(None, (grant.music.title, grant.music.artist, grant.music.licence))),
        )
    if grant.ai_generated is not None:
        yield words["ai_generated"], words["yes" if grant.ai_generated else "no"]


def _person(person: Agreement, language: Language) -> str:
    words = words_of(language)
    consent = {True: "consents", False: "refuses", None: "consent_unknown"}[person.consent]
    parts = [person.name or "?", words["minor"] if person.minor else "", words[consent]]
    if person.guardians is not None or person.agreed is not None:
        counts = ("?" if count is None else count for count in (person.agreed, person.guardians))
        parts.append(words["guardians"].format(*counts))
    if person.until is not None:
        parts.append(f"{words['until']} {person.until.isoformat()}")
    return ", ".join(filter(None, parts))
