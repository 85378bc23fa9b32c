"""Does the text show what a sighting describes? Returns the places that show it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from cmcompliance.facts.fact import Evidence
from cmcompliance.facts.occurrence import Occurrence, Occurrences
from cmcompliance.parse.reading import Range
from cmcompliance.rulebook.book import Sighting

Match = tuple[Occurrence, ...]

_LONGEST_OCCURRENCE = 64


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
    company = _columns(sighting.without, occurrences) if sighting.without else {}
    matches = [match for match in _matches(sighting, occurrences) if _counts(match, sighting, company, fold)]
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
    columns = [_columns(operand, occurrences, sighting.fields) for operand in sighting.near]
    if all(columns):
        for column in columns[0].values():
            for anchor in column.occurrences:
                match = _complete(anchor, columns[1:], sighting)
                if match:
                    yield match


class _Column:
    """The occurrences of some labels in one field, in order."""

    def __init__(self, occurrences: Iterable[Occurrence]) -> None:
        self.occurrences = sorted(occurrences, key=lambda item: item.start)
        self._starts = [item.start for item in self.occurrences]

    def nearest(
        self, position: int, bounds: Range, accept: Callable[[Occurrence], bool]
    ) -> Occurrence | None:
        """Return the acceptable occurrence that starts nearest to a token, within the bounds."""
        right = bisect_left(self._starts, position)
        left = right - 1
        first, end = bounds
        while True:
            before = position - self._starts[left] if left >= 0 and self._starts[left] >= first else None
            at_right = right < len(self._starts) and self._starts[right] < end
            after = self._starts[right] - position if at_right else None
            if before is None and after is None:
                return None
            if after is None or (before is not None and before < after):
                candidate, left = self.occurrences[left], left - 1
            else:
                candidate, right = self.occurrences[right], right + 1
            if accept(candidate):
                return candidate

    def any_in(self, bounds: Range) -> bool:
        """Whether an occurrence starts within the bounds."""
        index = bisect_left(self._starts, bounds[0])
        return index < len(self._starts) and self._starts[index] < bounds[1]


def _columns(
    labels: Iterable[str], occurrences: Occurrences, fields: Sequence[str] | None = None
) -> dict[int, _Column]:
    """Return one column a field, by the identity of its view."""
    by_view: dict[int, list[Occurrence]] = {}
    for label in labels:
        for found in occurrences.get(label, ()):
            if fields is None or found.view.kind in fields:
                by_view.setdefault(id(found.view), []).append(found)
    return {view: _Column(found) for view, found in by_view.items()}


def _complete(
    anchor: Occurrence, columns: Sequence[Mapping[int, _Column]], sighting: Sighting
) -> Match | None:
    """Take from each column the occurrence nearest to the last one taken, none of them overlapping."""
    match = [anchor]
    bounds = _bounds(anchor, sighting.within)
    for by_view in columns:
        column = by_view.get(id(anchor.view))
        if column is None:
            return None
        last = match[-1]

        def fits(other: Occurrence, last: Occurrence = last) -> bool:
            return (
                _close(anchor, other, sighting.within)
                and not any(_overlap(other, taken) for taken in match)
                and (not sighting.ordered or other.start >= last.end)
            )

        nearest = column.nearest(last.start, bounds, fits)
        if nearest is None:
            return None
        match.append(nearest)
    return tuple(match)


def _counts(match: Match, sighting: Sighting, company: Mapping[int, _Column], fold: int | None) -> bool:
    return (
        all(_scope_fits(occurrence, sighting) for occurrence in match)
        and (not sighting.where or any(_is_at(match[0], place, fold) for place in sighting.where))
        and not (company and _has_company(match[0], company, sighting.within))
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
        return view.in_hashtag_block(occurrence.start) == (place == "hashtag_block")
    if place == "opening":
        return view.kind == "title" or view.line_number(occurrence.start) == 0
    return view.line_number(occurrence.start) == max(len(view.lines) - 1, 0)


def _has_company(anchor: Occurrence, company: Mapping[int, _Column], within: str | int) -> bool:
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
