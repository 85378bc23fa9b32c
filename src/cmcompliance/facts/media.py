"""Facts about the media that go out with a draft: does one of them have all the wanted attributes?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from cmcompliance.draft import Draft, Medium, Music, Person
from cmcompliance.facts.fact import Fact
from cmcompliance.facts.licence import read_licence
from cmcompliance.rulebook.book import MediaFact

Truth = bool | None


def media_facts(draft: Draft, definitions: Iterable[MediaFact], as_of: date) -> dict[str, Fact]:
    """Return one fact a definition: true if a medium surely has it all, unknown if one might, else false.

    None at all for a draft without media, of which all are false.
    """
    if not draft.media:
        return {}
    return {definition.name: _fact(draft, definition, as_of) for definition in definitions}


def media_kept_open(
    draft: Draft, definitions: Iterable[MediaFact], field: str, as_of: date
) -> tuple[int, ...]:
    """Return the numbers of the media of which some fact hangs on `field`, `media.licence` or another."""
    wanted = [definition.wanted for definition in definitions]
    return tuple(
        number
        for number, medium in enumerate(draft.media)
        if any(field in _open_attributes([medium], each, as_of) for each in wanted)
    )


def _fact(draft: Draft, definition: MediaFact, as_of: date) -> Fact:
    wanted = definition.wanted
    value = _any(_medium_has(medium, wanted, as_of) for medium in draft.media)
    asks = _open_attributes(draft.media, wanted, as_of) if value is None else ()
    return Fact(definition.name, value, "metadata", asks=asks)


def _medium_has(medium: Medium, wanted: Mapping[str, Any], as_of: date) -> Truth:
    return _all(_attribute_is(medium, name, values, as_of) for name, values in wanted.items())


def _open_attributes(media: Sequence[Medium], wanted: Mapping[str, Any], as_of: date) -> tuple[str, ...]:
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


def _attribute_is(medium: Medium, name: str, wanted: Any, as_of: date) -> Truth:
    if name == "people":
        return None if medium.people is None else _any(_person_is(person, wanted) for person in medium.people)
    if name == "music":
        return False if medium.music is None else _music_is(medium.music, wanted)
    if name == "licence":
        state = None if medium.licence is None else read_licence(medium.licence, as_of)
        return _among(state, wanted)
    if name in {"credit", "path", "alt"}:
        return _text_is(getattr(medium, name), wanted)
    return _among(getattr(medium, name), wanted)


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
