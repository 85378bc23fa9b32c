"""A command line that is answered for someone else: what is ready for it, and what it makes known."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cmcompliance.checking import Checker

Checkers = Callable[[tuple[Path, ...]], "Checker"]
"""Gives the checker with these packs over the shipped rules."""


class Serving:
    """The context's object in such a run; `checked`: whether a draft could be judged or blamed."""

    def __init__(self, checkers: Checkers | None = None) -> None:
        self.checkers = checkers
        self.checked = True


def checkers_of(obj: Any) -> Checkers | None:
    """Return the checkers that are ready, None if new ones are to be made."""
    return obj.checkers if isinstance(obj, Serving) else None
