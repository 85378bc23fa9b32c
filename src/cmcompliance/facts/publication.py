"""A draft on the day when it is published, where its law is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from cmcompliance.draft import Draft


@dataclass(frozen=True, slots=True)
class Publication:
    """`ancestry`: a territory and all that it lies in, nearest first, as `RuleBook.ancestry` gives it."""

    draft: Draft
    day: date
    ancestry: Callable[[str], Sequence[str]]
