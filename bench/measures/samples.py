"""Drafts to measure with."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from bench.measures.timing import cpu_seconds
from bench.posts import SetName, invented_posts
from cmcompliance import Checker
from cmcompliance.draft import Draft, parse_draft

_WARM_UP = 100
_PARTS = 3


def drafts(name: SetName, count: int, seed: int = 11) -> list[Draft]:
    """Return invented drafts."""
    return [parse_draft(post.fields) for post in invented_posts(name, count, seed)]


def check_ms(checkers: Sequence[Checker], sample: Sequence[Draft]) -> list[float]:
    """Return the CPU milliseconds of a check with each checker: the median of three parts of the sample.

    They take turns, so that a machine that slows down slows them all.
    """
    parts = [sample[number::_PARTS] for number in range(_PARTS)]
    taken = [[_mean_ms(checker, part) for checker in checkers] for part in parts]
    return [statistics.median(column) for column in zip(*taken, strict=True)]


def _mean_ms(checker: Checker, sample: Sequence[Draft]) -> float:
    return 1e3 * cpu_seconds(lambda: list(checker.check_many(sample))) / len(sample)


def warm(checker: Checker) -> Checker:
    """Return the checker after some checks of both sets, and of a text that loads the guess of languages."""
    checker.check("Heute kochen wir gemeinsam, morgen wandern wir mit den Hunden durchs Gebirge.")
    for name in ("mixed", "busy"):
        for draft in drafts(name, _WARM_UP, seed=0):
            checker.check(draft)
    return checker
