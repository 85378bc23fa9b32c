"""Drafts to measure with."""

from __future__ import annotations

from collections.abc import Sequence

from bench.measures.timing import cpu_seconds
from bench.posts import SetName, invented_posts
from cmcompliance import Checker
from cmcompliance.draft import Draft, parse_draft

_WARM_UP = 200


def drafts(name: SetName, count: int, seed: int = 11) -> list[Draft]:
    """Return invented drafts."""
    return [parse_draft(post.fields) for post in invented_posts(name, count, seed)]


def check_ms(checker: Checker, sample: Sequence[Draft]) -> float:
    """Return the CPU milliseconds of a check, one draft with another."""
    return 1e3 * cpu_seconds(lambda: list(checker.check_many(sample))) / len(sample)


def warm(checker: Checker) -> Checker:
    """Return the checker after some checks of both sets."""
    for name in ("mixed", "busy"):
        for draft in drafts(name, _WARM_UP, seed=0):
            checker.check(draft)
    return checker
