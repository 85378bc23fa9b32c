"""Patterns followed by arithmetic on places: a set of places in a view is a number, whose bit k is place k.

Place k is before slot k. No step of a pattern takes longer than the view is long, whatever stands in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cmcompliance.parse.lexicon import BREAK, GAP, GROUP
from cmcompliance.parse.view import View

Found = tuple[int, int, Mapping[int, Sequence[int]]]
"""Where one of a group occurs, as bits: taking one slot, taking more; of the latter, the ends by start."""
Step = tuple[int, int, tuple[int, ...], "tuple[tuple[Step, ...], ...]"]
"""What it is (GROUP, GAP, BREAK or CHOICE); its group, or the least words of a gap; the words that a gap may
have beside, as strides; its options.
"""
Steps = tuple[Step, ...]


def strides(more: int) -> tuple[int, ...]:
    """Return strides which, each taken or not, reach every number from 0 to `more`."""
    found: list[int] = []
    reach = 0
    while reach < more:
        found.append(min(reach + 1, more - reach))
        reach += found[-1]
    return tuple(found)


def backwards(steps: Steps) -> Steps:
    """Return steps from the last to the first."""
    return tuple(
        (kind, number, more, tuple(map(backwards, options)))
        for kind, number, more, options in reversed(steps)
    )


class Places:
    """The places of a view of words and stops."""

    def __init__(self, view: View, groups: Mapping[int, Found]) -> None:
        """`groups`: where each group occurs, by its number."""
        self._groups = groups
        self._all = (1 << len(view.words)) - 1
        self._stops = _bits(view.stops)
        # A gap is words that a plain space follows.
        self._words = self._all & ~(self._stops | _bits(view.soft))
        self._runs = [self._all, self._words]

    def find(self, steps: Steps, backward: Steps) -> Iterator[tuple[int, int]]:
        """Yield the places (start, end) of the leftmost occurrences that do not overlap, each the longest.

        `backward`: the same steps from the last to the first.
        """
        opening = self._opening(steps)
        if len(steps) == 1 and steps[0][0] == GROUP:
            yield from _apart(self._groups[steps[0][1]], opening)
            return
        ends = self._after(steps, opening)
        if not ends:
            return
        if opening & (opening - 1) == 0:
            yield opening.bit_length() - 1, ends.bit_length() - 1
            return
        starts = self._before(backward, self._all << 1 | 1)
        while starts:
            start = starts & -starts
            end = self._after(steps, start).bit_length() - 1
            yield start.bit_length() - 1, end
            starts = starts >> end << end

    def _opening(self, steps: Steps) -> int:
        """Return the places at which an occurrence may begin."""
        kind, number, _, _ = steps[0]
        if kind != GROUP:
            return self._all
        ones, starts, _ = self._groups[number]
        return ones | starts

    def _before(self, steps: Steps, places: int) -> int:
        for kind, number, more, options in steps:
            if kind == GROUP:
                ones, starts, ends = self._groups[number]
                before = places >> 1 & ones
                if starts:
                    for start, some in ends.items():
                        if any(places >> end & 1 for end in some):
                            before |= 1 << start
                places = before
            elif kind == GAP:
                places = self._before_gap(places, number, more)
            elif kind == BREAK:
                places |= places >> 1 & self._stops
            else:
                before = 0
                for option in options:
                    before |= self._before(option, places)
                places = before
            if not places:
                break
        return places

    def _after(self, steps: Steps, places: int) -> int:
        for kind, number, more, options in steps:
            if kind == GROUP:
                ones, starts, ends = self._groups[number]
                after = (places & ones) << 1
                if starts:
                    for start in slots_of(places & starts):
                        for end in ends[start]:
                            after |= 1 << end
                places = after
            elif kind == GAP:
                places = self._after_gap(places, number, more)
            elif kind == BREAK:
                places |= (places & self._stops) << 1
            else:
                after = 0
                for option in options:
                    after |= self._after(option, places)
                places = after
            if not places:
                break
        return places

    def _before_gap(self, places: int, least: int, more: Iterable[int]) -> int:
        if least:
            places = places >> least & self._run(least)
        for stride in more:
            places |= places >> stride & self._run(stride)
        return places

    def _after_gap(self, places: int, least: int, more: Iterable[int]) -> int:
        if least:
            places = (places & self._run(least)) << least
        for stride in more:
            places |= (places & self._run(stride)) << stride
        return places

    def _run(self, length: int) -> int:
        """Return the places that so many words of a gap follow."""
        runs = self._runs
        while len(runs) <= length:
            runs.append(runs[-1] >> 1 & self._words)
        return runs[length]


class PlacesWithEmoji(Places):
    """The places of a view in which emoji may stand between any two words."""

    def __init__(self, view: View, groups: Mapping[int, Found]) -> None:
        super().__init__(view, groups)
        self._emoji = _bits(view.emoji)
        self._words &= ~self._emoji
        self._passed = self._emoji & ~_bits(view.soft)

    def _before(self, steps: Steps, places: int) -> int:
        for step in steps:
            if step[0] == GROUP:
                places = _spread_down(places, self._emoji)
            places = super()._before((step,), places)
            if not places:
                break
        return places

    def _after(self, steps: Steps, places: int) -> int:
        for step in steps:
            places = super()._after((step,), places)
            if step[0] == GROUP:
                places = _spread_up(places, self._emoji)
            if not places:
                break
        return places

    def _before_gap(self, places: int, least: int, more: Iterable[int]) -> int:
        places = _spread_down(places, self._passed)
        found = 0 if least else places
        for count in range(1, least + sum(more) + 1):
            places = _spread_down(places >> 1 & self._words, self._passed)
            if count >= least:
                found |= places
        return found

    def _after_gap(self, places: int, least: int, more: Iterable[int]) -> int:
        places = _spread_up(places, self._passed)
        found = 0 if least else places
        for count in range(1, least + sum(more) + 1):
            places = _spread_up((places & self._words) << 1, self._passed)
            if count >= least:
                found |= places
        return found


def _apart(found: Found, opening: int) -> Iterator[tuple[int, int]]:
    """Yield the longest occurrences of a group from each place on that the one before does not cover."""
    _, starts, ends = found
    reached = 0
    for start in slots_of(opening):
        if start >= reached:
            reached = max(ends[start]) if starts >> start & 1 else start + 1
            yield start, reached


def slots_of(bits: int) -> Iterator[int]:
    """Yield the places in a set."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _bits(slots: Iterable[int]) -> int:
    bits = 0
    for slot in slots:
        bits |= 1 << slot
    return bits


def _spread_up(places: int, over: int) -> int:
    """Return the places and those behind them with nothing but slots of `over` between."""
    return places | ((over + (places & over)) ^ over)


def _spread_down(places: int, over: int) -> int:
    """Return the places and those before them with nothing but slots of `over` between."""
    length = 1
    while over:
        places |= places >> length & over
        over &= over >> length
        length *= 2
    return places
