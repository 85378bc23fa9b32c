"""Where the time of a check goes: each stage's functions are timed in place, less the stages inside them.

A stage that moves is one line of STAGES; a stage none of whose functions are there is reported as missing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Any, Final

from bench.measures.samples import drafts, warm
from cmcompliance import Checker

REST: Final = "report"
"""What the check does besides: the context, the findings with their places and edits, the questions."""
STAGES: Final = {
    "tokens": ("cmcompliance.parse.text_parser:tokenise", "cmcompliance.parse.text_parser:readable"),
    "segments": ("cmcompliance.parse.text_parser:segment", "cmcompliance.parse.text_parser:languages_of"),
    "entities": ("cmcompliance.parse.text_parser:find_entities",),
    "concepts": ("cmcompliance.parse.concepts:ConceptSearch.find", "cmcompliance.parse.reading:Concepts.of"),
    "scope": ("cmcompliance.parse.text_parser:scopes_of",),
    "facts": ("cmcompliance.facts:FactFinder.find", "cmcompliance.facts:DraftFacts.get"),
    "inference": ("cmcompliance.infer:Engine.infer_for",),
    REST: ("cmcompliance:Checker.check",),
}


class Stopwatch:
    """Adds up CPU time by stage; time inside an inner stage is the inner one's."""

    def __init__(self, clock: Callable[[], int] = time.thread_time_ns) -> None:
        self._clock = clock
        self.nanoseconds: dict[str, int] = {}
        self._running: list[str] = []
        self._since = 0

    def wrap(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function, timed."""

        @wraps(function)
        def timed(*args: Any, **named: Any) -> Any:
            self._turn()
            self._running.append(stage)
            try:
                return function(*args, **named)
            finally:
                self._turn()
                self._running.pop()

        return timed

    def _turn(self) -> None:
        now = self._clock()
        if self._running:
            stage = self._running[-1]
            self.nanoseconds[stage] = self.nanoseconds.get(stage, 0) + now - self._since
        self._since = now


def measure(posts: int) -> dict[str, Any]:
    """Return, by set, microseconds a post in each stage; and the stages that are no longer there."""
    checker = warm(Checker())
    watch = Stopwatch()
    placed = {stage: sum(_put_in_place(watch, stage, name) for name in STAGES[stage]) for stage in STAGES}
    missing = [stage for stage, functions in placed.items() if not functions]
    found: dict[str, Any] = {"missing": missing}
    for name in ("mixed", "busy"):
        watch.nanoseconds.clear()
        for draft in drafts(name, posts):
            checker.check(draft)
        found[name] = {stage: watch.nanoseconds.get(stage, 0) / 1e3 / posts for stage in STAGES}
    return found


def function_of(name: str) -> tuple[Any, str]:
    """Return the module or class that holds a function of STAGES, and its name there. Raises
    ImportError or AttributeError.
    """
    module, _, path = name.partition(":")
    *owners, last = path.split(".")
    owner: Any = import_module(module)
    for one in owners:
        owner = getattr(owner, one)
    getattr(owner, last)
    return owner, last


def _put_in_place(watch: Stopwatch, stage: str, name: str) -> bool:
    try:
        owner, last = function_of(name)
        setattr(owner, last, watch.wrap(stage, getattr(owner, last)))
    except (ImportError, AttributeError):
        return False
    return True
