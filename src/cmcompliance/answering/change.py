"""What an answer changes in a draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from cmcompliance.answering.place import Place, path_of, places_of, without_people
from cmcompliance.draft import Draft, DraftError, parse_draft
from cmcompliance.draft.validation import path_text


class Money(NamedTuple):
    """An amount with the currency that it is in."""

    value: float
    currency: str


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a draft, and the value that it gets: plain data, as a draft is written."""

    path: Place
    value: Any


def answer(draft: Draft, field: str, value: Any) -> Draft:
    """Return the draft with an answer in it.

    `field`: as a question names it (`media.licence`: all media that lack one), or one place of them,
    `media[1].licence`.
    `value`: plain data or `Money`; an empty list for a field of people says that nobody can be recognised in
    the media that name nobody.
    Raises DraftError for a field or value that a draft cannot have.
    """
    places = [path_of(field)] if "[" in field else places_of(draft, field)
    if value == [] and ".people" in field:
        places = without_people(draft, places)
    if not places:
        raise DraftError([f"`{field}`: no medium of the draft lacks it"], [tuple(field.split("."))])
    return changed(draft, changes_for(places, value))


def changes_for(places: Sequence[Place], value: Any) -> tuple[Change, ...]:
    """Return what an answer changes at each of some places."""
    by_path = {change.path: change for place in places for change in _changes_at(place, value)}
    return tuple(by_path.values())


def changed(draft: Draft, changes: Iterable[Change]) -> Draft:
    """Return the draft with the changes made. Raises DraftError for one that makes no draft."""
    data = draft.model_dump(exclude_none=True)
    for change in changes:
        _put(data, change)
        _take_as_declared(data, change.path)
    return parse_draft(data)


def _take_as_declared(data: dict[str, Any], path: Place) -> None:
    """What a person answers about a medium is the draft's own word, whoever knew of the field before."""
    match path:
        case ("media", int() as number, str() as field, *_):
            data["media"][number].get("evidence", {}).get("completed", {}).pop(field, None)


def _changes_at(place: Place, value: Any) -> Iterable[Change]:
    if isinstance(value, Money):
        yield Change(place, value.value)
        yield Change((*place[:-1], "currency"), value.currency)
    elif "people" in place and value == []:
        yield Change(place[: place.index("people") + 1], [])
    else:
        yield Change(place, value)


def _put(data: dict[str, Any], change: Change) -> None:
    *parents, last = change.path
    holder: Any = data
    for step, following in zip(parents, change.path[1:], strict=True):
        empty: Any = [] if isinstance(following, int) else {}
        holder = _within(holder, step, empty, change)
    if isinstance(last, int) and last == len(holder):
        holder.append(change.value)
    else:
        holder[last] = change.value


def _within(holder: Any, step: str | int, empty: Any, change: Change) -> Any:
    if isinstance(step, str):
        return holder.setdefault(step, empty)
    if step == len(holder):
        holder.append(empty)
    if step >= len(holder):
        raise DraftError(
            [f"`{path_text(change.path)}`: there is no medium or person of that number"], [change.path]
        )
    return holder[step]
