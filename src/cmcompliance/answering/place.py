"""Where a draft lacks what a question asks for: a field of its own, or one of each medium and person."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from cmcompliance.draft import Draft
from cmcompliance.draft.errors import FieldPath

Place = FieldPath
"""Such as ("media", 1, "people", 0, "consent")."""

_MEDIA = "media"
_PEOPLE = "people"
_STEP = re.compile(r"([a-z_]+)|\[(\d+)\]")
_KINDS = {
    "fr": {"image": "image {}", "video": "vidéo {}", "audio": "son {}", None: "média {}"},
    "en": {"image": "image {}", "video": "video {}", "audio": "sound {}", None: "medium {}"},
}
_PERSON = {"fr": "personne {} sur {}", "en": "person {} in {}"}
_NAMED = {"fr": "{} sur {}", "en": "{} in {}"}


def places_of(draft: Draft, field: str, media: Collection[int] | None = None) -> tuple[Place, ...]:
    """Return the places that an answer to the question about `field` fills in.

    `field` is named as questions name it: `media.licence` is every medium without a licence, and
    `media.people.consent` everyone in one who has neither agreed nor refused; where nobody says who is in it,
    that is a first person without a name. `media`: the numbers of those to look at, all when absent.
    """
    first, *rest = field.split(".")
    if first != _MEDIA or not rest:
        return (tuple(field.split(".")),)
    looked_at = [(number, medium) for number, medium in enumerate(draft.media)]
    if media is not None:
        looked_at = [(number, medium) for number, medium in looked_at if number in media]
    return tuple(
        (_MEDIA, number, *place) for number, medium in looked_at for place in _open_in(medium, tuple(rest))
    )


def without_people(draft: Draft, places: Iterable[Place]) -> tuple[Place, ...]:
    """Return the places of people in media of which nobody says who is in them."""
    return tuple(
        place
        for place in places
        if place[0] == _MEDIA and isinstance(place[1], int) and draft.media[place[1]].people is None
    )


def path_of(text: str) -> Place:
    """Return the path that is written `media[1].licence`."""
    return tuple(int(number) if number else name for name, number in _STEP.findall(text))


def label_of(draft: Draft, place: Place, language: str) -> str:
    """Return what a person calls the medium or person of a place; empty for a field of the draft itself."""
    match place:
        case ("media", int() as number, "people", int() as person, *_):
            return _person(draft, number, person, language)
        case ("media", int() as number, *_):
            return _medium(draft, number, language)
    return ""


def _open_in(medium: Any, steps: tuple[str, ...]) -> Iterator[Place]:
    first, *rest = steps
    value = getattr(medium, first, None)
    if first == _PEOPLE and rest:
        people = [None] if value is None else value
        for number, person in enumerate(people):
            if person is None or getattr(person, rest[0], None) is None:
                yield (first, number, *rest)
    elif rest:
        yield from ((first, *place) for place in _open_in(value, tuple(rest)) if value is not None)
    elif value is None:
        yield (first,)


def _medium(draft: Draft, number: int, language: str) -> str:
    medium = draft.media[number]
    kinds: Mapping[str | None, str] = _KINDS[language]
    name = kinds[medium.kind].format(number + 1)
    return f"{name} ({medium.path})" if medium.path else name


def _person(draft: Draft, number: int, person: int, language: str) -> str:
    medium, people = _medium(draft, number, language), draft.media[number].people
    if people is None:
        return medium
    name = people[person].name
    return _NAMED[language].format(name, medium) if name else _PERSON[language].format(person + 1, medium)
