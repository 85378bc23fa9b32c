"""Does the text show what a sighting describes? Returns the places that show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cmcompliance.facts.fact import Evidence
from cmcompliance.facts.occurrence import FieldView, Occurrence, Occurrences, Range, covers
from cmcompliance.rulebook.book import Sighting

Match = tuple[Occurrence, ...]


def trigger_labels(sighting: Sighting) -> tuple[str, ...]:
    """Return the labels without one of which the sighting cannot be seen."""
    if sighting.concepts:
        return sighting.concepts
    if sighting.entities:
        return tuple(f"<{kind}>" for kind in sighting.entities)
    return sighting.near[0]


def see(sighting: Sighting, occurrences: Occurrences, fold: int | None) -> tuple[Evidence, ...]:
    """Return the places that show the sighting, empty when it is not seen.

    `fold`: characters of the caption that the platform shows before "more", None if it shows all.
    """
    matches = [
        match for match in _matches(sighting, occurrences) if _counts(match, sighting, occurrences, fold)
    ]
    if len(matches) < sighting.at_least:
        return ()
    unique = dict.fromkeys(occurrence.evidence() for match in matches for occurrence in match)
    return tuple(unique)


def _matches(sighting: Sighting, occurrences: Occurrences) -> Iterator[Match]:
    if not sighting.near:
        for label in trigger_labels(sighting):
            for occurrence in occurrences.get(label, ()):
                if occurrence.view.kind in sighting.fields:
                    yield (occurrence,)
        return
    columns = [_of_labels(operand, occurrences, sighting.fields) for operand in sighting.near]
    if all(columns):
        for anchor in columns[0]:
            match = _complete(anchor, columns[1:], sighting)
            if match:
                yield match


def _of_labels(labels: Iterable[str], occurrences: Occurrences, fields: Sequence[str]) -> list[Occurrence]:
    return [found for label in labels for found in occurrences.get(label, ()) if found.view.kind in fields]


def _complete(anchor: Occurrence, columns: Sequence[list[Occurrence]], sighting: Sighting) -> Match | None:
    """Take from each column the occurrence nearest to the last one taken, none of them overlapping."""
    match = [anchor]
    for column in columns:
        near = [
            other
            for other in column
            if other.view is anchor.view
            and _close(anchor, other, sighting.within)
            and not any(_overlap(other, taken) for taken in match)
            and (not sighting.ordered or other.start >= match[-1].end)
        ]
        if not near:
            return None
        match.append(min(near, key=lambda other: abs(other.start - match[-1].start)))
    return tuple(match)


def _counts(match: Match, sighting: Sighting, occurrences: Occurrences, fold: int | None) -> bool:
    return (
        all(_scope_fits(occurrence, sighting) for occurrence in match)
        and (not sighting.where or any(_is_at(match[0], place, fold) for place in sighting.where))
        and not (sighting.without and _has_company(match[0], sighting, occurrences))
    )


def _scope_fits(occurrence: Occurrence, sighting: Sighting) -> bool:
    return all(occurrence.in_scope(scope) for scope in sighting.only) and not any(
        occurrence.in_scope(scope) for scope in sighting.but_not
    )


def _is_at(occurrence: Occurrence, place: str, fold: int | None) -> bool:
    view = occurrence.view
    if place in {"before_fold", "after_fold"}:
        visible = view.kind != "text" or fold is None or occurrence.char_start < fold
        return visible == (place == "before_fold")
    if place in {"hashtag_block", "prose"}:
        return covers(view.hashtag_blocks, occurrence.start) == (place == "hashtag_block")
    if place == "opening":
        return view.kind == "title" or _line_number(view, occurrence) == 0
    return _line_number(view, occurrence) == max(len(view.lines) - 1, 0)


def _line_number(view: FieldView, occurrence: Occurrence) -> int:
    return max(sum(1 for start, _ in view.lines if start <= occurrence.start) - 1, 0)


def _has_company(anchor: Occurrence, sighting: Sighting, occurrences: Occurrences) -> bool:
    return any(
        other.view is anchor.view and _close(anchor, other, sighting.within)
        for label in sighting.without
        for other in occurrences.get(label, ())
    )


def _close(anchor: Occurrence, other: Occurrence, within: str | int) -> bool:
    if within == "field":
        return True
    if isinstance(within, int):
        return max(anchor.start, other.start) - min(anchor.end, other.end) <= within
    start, end = _stretch(anchor.view, within, anchor)
    return start <= other.start < end


def _stretch(view: FieldView, within: str, occurrence: Occurrence) -> Range:
    return view.stretch_at(within, occurrence.start)


def _overlap(one: Occurrence, other: Occurrence) -> bool:
    return one.start < other.end and other.start < one.end
