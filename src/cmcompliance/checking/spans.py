"""On which days candidates apply, as numbers: to name the rules of a day without making its applications."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from cmcompliance.checking.goals import Candidate, Period

_FIRST: Final = date.min.toordinal()
_LAST: Final = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Span:
    """A rule and its days, both ends included; `sources`: the days of each, one of which must hold."""

    rule: str
    start: int
    end: int
    sources: tuple[tuple[int, int], ...]


def spans_of(candidates: Iterable[Candidate]) -> tuple[Span, ...]:
    """Return the spans of candidates, in their order."""
    return tuple(_span_of(candidate) for candidate in candidates)


def rules_on(spans: Iterable[Span], day: date) -> Iterator[str]:
    """Yield the rules that apply on a day; one that applies in several jurisdictions as often."""
    number = day.toordinal()
    for span in spans:
        if span.start <= number <= span.end:
            for start, end in span.sources:
                if start <= number <= end:
                    yield span.rule
                    break


def _span_of(candidate: Candidate) -> Span:
    bounds = [_bounds(period) for period in candidate.periods]
    start = max((start for start, _ in bounds), default=_FIRST)
    end = min((end for _, end in bounds), default=_LAST)
    sources = tuple(_bounds((source.start, source.end)) for source in candidate.sources)
    return Span(candidate.goal.rule.name, start, end, sources)


def _bounds(period: Period) -> tuple[int, int]:
    start, end = period
    return start.toordinal() if start else _FIRST, end.toordinal() if end else _LAST
