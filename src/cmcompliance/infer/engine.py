"""Inference over the whole rule book: the goals asked for, and the derived facts that they rest on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache, partial
from threading import Lock
from typing import TYPE_CHECKING

from cmcompliance.infer.conclusion import NEVER
from cmcompliance.infer.deduction import Deduction
from cmcompliance.infer.outcome import Inference, Outcome
from cmcompliance.infer.outlook import Outlook
from cmcompliance.infer.plan import Plan, each_rank
from cmcompliance.infer.program import compile_program
from cmcompliance.rulebook.condition import Condition

if TYPE_CHECKING:
    from cmcompliance.facts.fact import Value

OUTCOMES_KEPT = 8192
_SELECTIONS_KEPT = 1024
_OUTLOOKS_KEPT = 256
_NONE: Mapping[str, Collection[str]] = {}


class Engine:
    """Concludes, from what is known of a draft, which derived facts and which goals hold.

    Conditions are read in Kleene's three-valued logic. Rulesets are built when first used, and asked once
    about a situation as long as it is remembered: an outcome hangs on nothing but the values that its
    conclusion tells apart. An engine may be shared by threads: a lock lets them in one by one, which costs
    nothing, as the C code holds the interpreter's lock anyway. It may be pickled, as the conditions it was
    made of.
    """

    def __init__(
        self,
        derived: Mapping[str, Condition],
        goals: Mapping[str, Condition],
        *,
        rare: Collection[str] = (),
        shown: Mapping[str, Collection[str]] = _NONE,
        graded: Mapping[str, Collection[str]] = _NONE,
        kept: int = OUTCOMES_KEPT,
    ) -> None:
        """Compile. Conditions name base facts and derived facts, not goals.

        `rare`: base facts that are false of most drafts; what hangs on one is looked at when it is not.
        `shown`: the derived facts that `infer_for` concludes with a goal that is not false. `graded`: the
        goals that it concludes with one that holds. `kept`: how many outcomes are remembered.
        Raises InferenceError when derived facts depend on themselves.
        """
        self._again = partial(
            Engine, dict(derived), dict(goals), rare=rare, shown=shown, graded=graded, kept=kept
        )
        self._program = compile_program(derived, goals)
        self._plan = Plan(self._program, rare)
        self._shown, self._graded = shown, graded
        self._underived = dict.fromkeys(derived, NEVER)
        self._outcome_of = lru_cache(maxsize=kept)(self._plan.outcome)
        self._ranks_of = lru_cache(maxsize=_SELECTIONS_KEPT)(self._plan.ranks_of)
        self._outlook = lru_cache(maxsize=_OUTLOOKS_KEPT)(partial(Outlook, self._plan))
        self._lock = Lock()

    def __reduce__(self) -> tuple[partial[Engine], tuple[()]]:
        return self._again, ()

    def infer(self, values: Mapping[str, Value], goals: Iterable[str]) -> Inference:
        """Return the outcomes of all derived facts, and of those of `goals` that are not false.

        `values` are the base facts: an absent name is False, None is unknown, and a value of a type that no
        test of the fact compares is none of the values compared. What they say of a derived fact is not used.
        Raises InferenceError when `goals` has an unknown name or when the engine underneath fails.
        """
        asked = frozenset(goals)
        ranks = self._ranks_of(asked)
        number, _ = self._plan.read(values)
        with self._lock:
            deduction = Deduction(self._plan, number, self._outcome_of)
            for rank in self._program.derived.values():
                deduction.conclude(rank)
            concluded = self._conclude(deduction, each_rank(ranks), asked)
        return Inference(self._derived(deduction), concluded)

    def infer_for(
        self,
        values: Mapping[str, Value],
        goals: frozenset[str],
        unseen: Iterable[str] = (),
        look: Callable[[str], Value] = bool,
    ) -> Inference:
        """Return what `infer` does of the goals that are not false and of what they rest on.

        `unseen`: rare facts, absent from `values`, that `look` finds the values of; only those that a goal
        hangs on are looked at, each once.
        That takes less time. Derived facts that stand behind no such goal, and are not shown with one, are
        reported false, whatever they are. Raises InferenceError as `infer` does.
        """
        asked = self._ranks_of(goals)
        number, set_off = self._plan.read(values)
        open_bits, may_set_off = self._plan.unseen(unseen)
        with self._lock:
            outlook = self._outlook(asked & self._plan.always_tried, self._plan.steady(number))
            deduction = Deduction(self._plan, number, self._outcome_of, open_bits, look)
            ranks = asked & (set_off | may_set_off) | outlook.goals(number | open_bits)
            concluded = self._conclude(deduction, each_rank(ranks), goals)
            concluded.update(self._conclude_with(deduction, concluded))
        return Inference(self._derived(deduction), concluded)

    def _conclude(
        self, deduction: Deduction, ranks: Iterable[int], asked: Collection[str]
    ) -> dict[str, Outcome]:
        """Return the outcomes of the goals asked for among `ranks`, but for the false ones."""
        concluded: dict[str, Outcome] = {}
        for rank in ranks:
            outcome = deduction.conclude(rank)
            if outcome.value is not False:
                concluded.update((goal, outcome) for goal in self._program.shared[rank] if goal in asked)
        return concluded

    def _conclude_with(self, deduction: Deduction, concluded: Mapping[str, Outcome]) -> dict[str, Outcome]:
        """Conclude what is shown with these goals, and return what grades those that hold."""
        derived, goals = self._program.derived, self._program.goals
        grades: dict[str, Outcome] = {}
        for goal, outcome in concluded.items():
            for fact in self._shown.get(goal, ()):
                if fact in derived:
                    deduction.conclude(derived[fact])
            if outcome.value is True:
                for grade in self._graded.get(goal, ()):
                    grades[grade] = deduction.conclude(goals[grade])
        return {goal: outcome for goal, outcome in grades.items() if outcome.value is not False}

    def _derived(self, deduction: Deduction) -> dict[str, Outcome]:
        """Return the outcomes of all derived facts, those that were not looked at being false."""
        derived = dict(self._underived)
        for rank, outcome in deduction.outcomes.items():
            if outcome.value is not False:
                name = self._program.conclusions[rank].name
                if name in derived:
                    derived[name] = outcome
        return derived
