"""What inference concludes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


class InferenceError(RuntimeError):
    """The engine could not conclude; nothing may be read from its silence."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The truth of one conclusion: True, False, or None when it hangs on something unknown.

    `support` names the facts of the clauses that made it true or that keep it open, and `unknown` those of
    them that keep it open; derived facts are named themselves, not what they follow from.
    """

    value: bool | None
    support: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Inference:
    """All derived facts, and those of the goals asked for that are not false."""

    derived: Mapping[str, Outcome]
    goals: Mapping[str, Outcome]
