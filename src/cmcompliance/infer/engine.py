"""Inference over the whole rule book: derived facts first, in their order, then the goals."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping
from threading import Lock
from typing import TYPE_CHECKING

from cmcompliance.infer.conclusion import NEVER
from cmcompliance.infer.outcome import Inference, InferenceError, Outcome
from cmcompliance.infer.program import compile_program
from cmcompliance.rulebook.condition import Condition

if TYPE_CHECKING:
    from cmcompliance.facts.fact import Value


class Engine:
    """Concludes, from what is known of a draft, which derived facts and which goals hold.

    Conditions are read in Kleene's three-valued logic. Rulesets are built when first used. An engine may be
    shared by threads: a lock lets them in one by one, which costs nothing, as the C code holds the
    interpreter's lock anyway. It may be pickled, as the conditions it was made of.
    """

    def __init__(self, derived: Mapping[str, Condition], goals: Mapping[str, Condition]) -> None:
        """Compile. Conditions name base facts and derived facts, not goals.

        Raises InferenceError when derived facts depend on themselves.
        """
        self._source = (dict(derived), dict(goals))
        self._program = compile_program(*self._source)
        self._concluded = frozenset(conclusion.name for conclusion in self._program.conclusions)
        self._underived = dict.fromkeys(derived, NEVER)
        serves = self._program.serves
        self._deriving = frozenset(rank for rank, served in enumerate(serves) if served is None)
        self._ranks = {conclusion.name: rank for rank, conclusion in enumerate(self._program.conclusions)}
        self._lock = Lock()

    def __reduce__(self) -> tuple[type[Engine], tuple[Mapping[str, Condition], Mapping[str, Condition]]]:
        return Engine, self._source

    def infer(
        self,
        values: Mapping[str, Value],
        goals: Collection[str],
        settled: Inference | None = None,
        wanted_with: Mapping[str, Collection[str]] | None = None,
    ) -> Inference:
        """Return the outcomes of all derived facts, and of those of `goals` that are not false.

        `values` are the base facts: an absent name is False, None is unknown, and a value of a type that no
        test of the fact compares is none of the values compared. What they say of a derived fact is not used.
        `settled`: what was inferred before from the same values; its derived facts are taken as they are.
        `wanted_with`: when given, facts are derived only for the goals that may hold, which takes less time:
        those that such a goal follows from, and those that stand here under its name. All others are reported
        false, whatever they are.
        Raises InferenceError when `goals` has an unknown name or when the engine underneath fails.
        """
        asked, ranks = frozenset(goals), self._program.goals
        if not asked <= ranks.keys():
            raise InferenceError(f"no such goal: {', '.join(sorted(asked - ranks.keys()))}")
        with self._lock:
            outcomes = self._run(values, {ranks[goal] for goal in asked}, settled, wanted_with)
        derived = {name: outcome for name, outcome in outcomes.items() if name in self._underived}
        concluded = {
            goal: outcome
            for name, outcome in outcomes.items()
            for goal in self._program.shared.get(name, ())
            if goal in asked
        }
        return Inference(settled.derived if settled else {**self._underived, **derived}, concluded)

    def _run(
        self,
        values: Mapping[str, Value],
        wanted: Collection[int],
        settled: Inference | None,
        wanted_with: Mapping[str, Collection[str]] | None,
    ) -> dict[str, Outcome]:
        """Return what is not false, by name of conclusion and by rank.

        Only what is set off by a fact that is not false is looked at.
        """
        program = self._program
        given = ((name, value) for name, value in values.items() if name not in self._concluded)
        known: dict[str, object] = {name: value for name, value in given if value is not False}
        outcomes: dict[str, Outcome] = {}
        if wanted_with is not None and settled is None:
            for rank in sorted(self._needed(known, wanted, wanted_with)):
                conclusion = program.conclusions[rank]
                outcome = self._whole(conclusion.infer(known), outcomes)
                if outcome.value is not False:
                    outcomes[conclusion.name] = outcome
                    known[conclusion.name] = outcome.value
            return outcomes
        agenda: list[int] = []
        met: set[int] = set()
        if settled is not None:
            known.update((name, one.value) for name, one in settled.derived.items() if one.value is not False)
            met.update(self._deriving)

        def set_off(ranks: Collection[int]) -> None:
            for rank in ranks:
                serves = program.serves[rank]
                if rank not in met and (serves is None or serves in wanted):
                    met.add(rank)
                    heapq.heappush(agenda, rank)

        set_off(program.unconditional)
        for fact in known:
            set_off(program.waiting.get(fact, ()))
        while agenda:
            conclusion = program.conclusions[heapq.heappop(agenda)]
            outcome = self._whole(conclusion.infer(known), outcomes)
            if outcome.value is not False:
                outcomes[conclusion.name] = outcome
                known[conclusion.name] = outcome.value
                set_off(program.waiting.get(conclusion.name, ()))
        return outcomes

    def _needed(
        self,
        known: Mapping[str, object],
        wanted: Collection[int],
        wanted_with: Mapping[str, Collection[str]],
    ) -> set[int]:
        """Return the ranks of the goals that may hold, and of all that they rest on that may."""
        program = self._program
        possible: set[str] = set()
        hopeful: set[int] = set()
        agenda = [*program.unconditional]
        for fact in known:
            agenda += program.waiting.get(fact, ())
        heapq.heapify(agenda)
        met: set[int] = set()
        while agenda:
            rank = heapq.heappop(agenda)
            serves = program.serves[rank]
            if rank in met or not (serves is None or serves in wanted):
                continue
            met.add(rank)
            conclusion = program.conclusions[rank]
            if conclusion.may_hold(known, possible):
                hopeful.add(rank)
                possible.add(conclusion.name)
                for other in program.waiting.get(conclusion.name, ()):
                    heapq.heappush(agenda, other)
        stack = [rank for rank in hopeful if rank in wanted]
        for rank in tuple(stack):
            for goal in program.shared.get(program.conclusions[rank].name, ()):
                stack += (self._ranks[fact] for fact in wanted_with.get(goal, ()) if fact in self._ranks)
        needed: set[int] = set()
        while stack:
            rank = stack.pop()
            if rank in hopeful and rank not in needed:
                needed.add(rank)
                stack += program.rests_on[rank]
        return needed

    def _whole(self, outcome: Outcome, outcomes: Mapping[str, Outcome]) -> Outcome:
        """Replace the parts of a large condition by what they rest on themselves."""
        parts = outcome.support & self._program.parts
        if not parts:
            return outcome
        support = (outcome.support - parts).union(*(outcomes[part].support for part in parts))
        open_parts = outcome.unknown & parts
        unknown = (outcome.unknown - parts).union(*(outcomes[part].unknown for part in open_parts))
        return Outcome(outcome.value, support, unknown)
