"""Does the text show what a sighting describes? Returns the places that show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cmcompliance.facts.fact import Evidence
from cmcompliance.facts.occurrence import Columns, Occurrence, Occurrences, scope_bits
from cmcompliance.parse.reading import Range
from cmcompliance.rulebook.book import Sighting

Match = tuple[Occurrence, ...]

_LONGEST_OCCURRENCE = 64


@dataclass(frozen=True, slots=True)
class Look:
    """A sighting made ready to be looked for.

    `triggers`: labels without one of which it cannot be seen. `plain`: neither company nor place matters.
    """

    triggers: tuple[str, ...]
    near: tuple[tuple[str, ...], ...]
    within: str | int
    ordered: bool
    without: tuple[str, ...]
    but_not: int
    only: int
    where: tuple[str, ...]
    fields: frozenset[str]
    at_least: int
    not_spelled: frozenset[str]
    plain: bool


def look_for(sighting: Sighting) -> Look:
    """Make a sighting ready."""
    return Look(
        trigger_labels(sighting),
        tuple(tuple(operand) for operand in sighting.near),
        sighting.within,
        sighting.ordered,
        sighting.without,
        scope_bits(sighting.but_not),
        scope_bits(sighting.only),
        sighting.where,
        frozenset(sighting.fields),
        sighting.at_least,
        frozenset(sighting.not_spelled),
        not (sighting.near or sighting.without or sighting.where),
    )


def trigger_labels(sighting: Sighting) -> tuple[str, ...]:
    """Return the labels without one of which the sighting cannot be seen."""
    if sighting.concepts:
        return sighting.concepts
    if sighting.entities:
        return tuple(f"<{kind}>" for kind in sighting.entities)
    return sighting.near[0]


def see(look: Look, occurrences: Occurrences, fold: int | None) -> Sequence[Evidence]:
    """Return the places that show the sighting (one may be named twice), empty when it is not seen.

    `fold`: characters of the caption that the platform shows before "more", None if it shows all.
    """
    if look.plain:
        return _see_plain(look, occurrences)
    found: dict[Evidence, None] = {}
    count = 0
    for match in _matches(look, occurrences):
        if _counts(match, look, occurrences, fold):
            count += 1
            for occurrence in match:
                found[occurrence.evidence()] = None
    return tuple(found) if count >= look.at_least else ()


def _see_plain(look: Look, occurrences: Occurrences) -> Sequence[Evidence]:
    """See what only asks for one occurrence, wherever it stands."""
    but_not, only, fields, spelled = look.but_not, look.only, look.fields, look.not_spelled
    found = []
    for label in look.triggers:
        for occurrence in occurrences.of(label):
            scopes = occurrence.scopes
            if scopes & but_not or scopes & only != only or occurrence.view.kind not in fields:
                continue
            if not (spelled and _is_spelled(occurrence, spelled)):
                found.append(occurrence.evidence())
    return found if len(found) >= look.at_least else ()


def _matches(look: Look, occurrences: Occurrences) -> Iterator[Match]:
    fields = look.fields
    if not look.near:
        for label in look.triggers:
            for occurrence in occurrences.of(label):
                if occurrence.view.kind in fields:
                    yield (occurrence,)
        return
    columns = []
    for operand in look.near:
        column = occurrences.columns(operand, fields)
        if not column:
            return
        columns.append(column)
    for column_of_field in columns[0].values():
        for anchor in column_of_field.occurrences:
            match = _complete(anchor, columns[1:], look)
            if match:
                yield match


def _complete(anchor: Occurrence, columns: Sequence[Columns], look: Look) -> Match | None:
    """Take from each column the occurrence nearest to the last one taken, none of them overlapping."""
    match = [anchor]
    bounds = _bounds(anchor, look.within)
    for by_view in columns:
        column = by_view.get(id(anchor.view))
        if column is None:
            return None
        last = match[-1]

        def fits(other: Occurrence, last: Occurrence = last) -> bool:
            return (
                _close(anchor, other, look.within)
                and not any(_overlap(other, taken) for taken in match)
                and (not look.ordered or other.start >= last.end)
            )

        nearest = column.nearest(last.start, bounds, fits)
        if nearest is None:
            return None
        match.append(nearest)
    return tuple(match)


def _counts(match: Match, look: Look, occurrences: Occurrences, fold: int | None) -> bool:
    but_not, only = look.but_not, look.only
    for occurrence in match:
        scopes = occurrence.scopes
        if scopes & but_not or scopes & only != only:
            return False
        if look.not_spelled and _is_spelled(occurrence, look.not_spelled):
            return False
    if look.where and not any(_is_at(match[0], place, fold) for place in look.where):
        return False
    return not (look.without and _has_company(match[0], occurrences.columns(look.without, None), look.within))


def _is_spelled(occurrence: Occurrence, spellings: frozenset[str]) -> bool:
    """Whether the author writes it exactly in one of these ways; an English genitive is no part of it."""
    text = occurrence.evidence().text
    return text in spellings or (text.endswith(("'s", "’s")) and text[:-2] in spellings)


def _is_at(occurrence: Occurrence, place: str, fold: int | None) -> bool:
    view = occurrence.view
    if place in {"before_fold", "after_fold"}:
        visible = view.kind != "text" or fold is None or occurrence.char_start < fold
        return visible == (place == "before_fold")
    if place in {"hashtag_block", "prose"}:
        return view.in_hashtag_block(occurrence.start) == (place == "hashtag_block")
    if place == "opening":
        return view.kind == "title" or view.line_number(occurrence.start) == 0
    return view.line_number(occurrence.start) == view.last_line()


def _has_company(anchor: Occurrence, company: Columns, within: str | int) -> bool:
    column = company.get(id(anchor.view))
    if column is None:
        return False
    if isinstance(within, int):
        near = column.nearest(
            anchor.start, _bounds(anchor, within), lambda other: _close(anchor, other, within)
        )
        return near is not None
    return column.any_in(_bounds(anchor, within))


def _bounds(anchor: Occurrence, within: str | int) -> Range:
    """Return the tokens in which another occurrence may start to be close to the anchor."""
    if within == "field":
        return (0, anchor.view.length)
    if isinstance(within, int):
        return (anchor.start - within - _LONGEST_OCCURRENCE, anchor.end + within + 1)
    return anchor.view.stretch_at(within, anchor.start)


def _close(anchor: Occurrence, other: Occurrence, within: str | int) -> bool:
    """Whether so few tokens lie between the two; stretches are settled by the bounds."""
    if isinstance(within, int):
        return max(anchor.start, other.start) - min(anchor.end, other.end) <= within
    return True


def _overlap(one: Occurrence, other: Occurrence) -> bool:
    return one.start < other.end and other.start < one.end
