"""Patterns followed by arithmetic on places: a set of places in a view is a number, whose bit k is place k.

Place k is before slot k. No step of a pattern takes longer than the view is long, whatever stands in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from cmcompliance.parse.lexicon import BREAK, GAP, GROUP
from cmcompliance.parse.view import View


class Found(NamedTuple):
    """Where one of a group occurs: `ones` one slot long, as bits, `pairs` from one place to another."""

    ones: int
    pairs: Sequence[tuple[int, int]]


Step = tuple[int, int, int, "tuple[tuple[Step, ...], ...]"]
"""What it is (GROUP, GAP, BREAK or CHOICE), its group or least and most, its options."""


class Places:
    """The places of a view of at most some hundred slots."""

    def __init__(self, view: View, groups: Callable[[int], Found]) -> None:
        """`groups`: gives where a group occurs, by its number."""
        self._groups = groups
        self._all = (1 << len(view.words)) - 1
        self._stops = _bits(view.stops)
        self._emoji = _bits(view.emoji)
        loose = _bits(view.soft)
        # A gap is words that a plain space follows.
        self._words = self._all & ~(self._stops | self._emoji | loose)
        self._passed = self._emoji & ~loose
        self._runs = [self._all, self._words]

    def starts(self, steps: Sequence[Step]) -> int:
        """Return the places from which the steps lead somewhere."""
        return self._before(steps, self._all << 1 | 1)

    def furthest(self, steps: Sequence[Step], start: int) -> int:
        """Return the last place to which the steps lead from `start`."""
        return self._after(steps, 1 << start).bit_length() - 1

    def _before(self, steps: Sequence[Step], places: int) -> int:
        for kind, number, most, options in reversed(steps):
            if not places:
                break
            if kind == GROUP:
                ones, pairs = self._groups(number)
                if self._emoji:
                    places = _spread_down(places, self._emoji)
                before = (places >> 1) & ones
                for start, end in pairs:
                    if places >> end & 1:
                        before |= 1 << start
                places = before
            elif kind == GAP:
                places = self._before_gap(places, number, most)
            elif kind == BREAK:
                places |= (places >> 1) & self._stops
            else:
                before = 0
                for option in options:
                    before |= self._before(option, places)
                places = before
        return places

    def _after(self, steps: Sequence[Step], places: int) -> int:
        for kind, number, most, options in steps:
            if not places:
                break
            if kind == GROUP:
                ones, pairs = self._groups(number)
                after = (places & ones) << 1
                for start, end in pairs:
                    if places >> start & 1:
                        after |= 1 << end
                places = _spread_up(after, self._emoji) if self._emoji else after
            elif kind == GAP:
                places = self._after_gap(places, number, most)
            elif kind == BREAK:
                places |= (places & self._stops) << 1
            else:
                after = 0
                for option in options:
                    after |= self._after(option, places)
                places = after
        return places

    def _before_gap(self, places: int, least: int, most: int) -> int:
        if self._emoji:
            return self._before_gap_slowly(places, least, most)
        if least:
            places = (places >> least) & self._run(least)
        reach, most = 0, most - least
        while reach < most and places:
            more = min(reach + 1, most - reach)
            places |= (places >> more) & self._run(more)
            reach += more
        return places

    def _after_gap(self, places: int, least: int, most: int) -> int:
        if self._emoji:
            return self._after_gap_slowly(places, least, most)
        if least:
            places = (places & self._run(least)) << least
        reach, most = 0, most - least
        while reach < most and places:
            more = min(reach + 1, most - reach)
            places |= (places & self._run(more)) << more
            reach += more
        return places

    def _before_gap_slowly(self, places: int, least: int, most: int) -> int:
        places = _spread_down(places, self._passed)
        found = 0 if least else places
        for count in range(1, most + 1):
            places = _spread_down((places >> 1) & self._words, self._passed)
            if not places:
                break
            if count >= least:
                found |= places
        return found

    def _after_gap_slowly(self, places: int, least: int, most: int) -> int:
        places = _spread_up(places, self._passed)
        found = 0 if least else places
        for count in range(1, most + 1):
            places = _spread_up((places & self._words) << 1, self._passed)
            if not places:
                break
            if count >= least:
                found |= places
        return found

    def _run(self, length: int) -> int:
        """Return the places that so many words of a gap follow."""
        runs = self._runs
        while len(runs) <= length:
            runs.append(self._words & (runs[-1] >> 1))
        return runs[length]


def _bits(slots: Sequence[int]) -> int:
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
        places |= (places >> length) & over
        over &= over >> length
        length *= 2
    return places
