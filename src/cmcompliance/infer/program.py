"""The rule book's conditions compiled: every conclusion after those it rests on, and what sets it off."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from cmcompliance.infer.clauses import TRUTH, Clause, Normaliser, by_fact
from cmcompliance.infer.conclusion import Conclusion
from cmcompliance.infer.domain import Domain
from cmcompliance.infer.network import MAX_CLAUSES, MAX_MEMBERS
from cmcompliance.infer.outcome import InferenceError
from cmcompliance.rulebook.condition import Condition, Test, facts_of


@dataclass(frozen=True, slots=True)
class Program:
    """Conclusions by rank, each after those it rests on.

    `domains` are those of all facts, conclusions included. `derived` and `goals` give the rank of each;
    goals with the same condition share one, and `shared` gives them by rank. `parts` are the conclusions that
    stand for a piece of a large condition, by name.
    """

    conclusions: tuple[Conclusion, ...]
    domains: Mapping[str, Domain]
    derived: Mapping[str, int]
    goals: Mapping[str, int]
    shared: Mapping[int, tuple[str, ...]]
    parts: Mapping[str, int]


def compile_program(derived: Mapping[str, Condition], goals: Mapping[str, Condition]) -> Program:
    """Compile derived facts and goals. Raises InferenceError when derived facts depend on themselves."""
    _refuse_spaces(derived, goals)
    compiler = _Compiler(_domains([*derived.values(), *goals.values()]))
    derived_ranks = {name: compiler.add(name, derived[name]) for name in _in_order(derived)}
    ranks: dict[str, int] = {}
    by_meaning: dict[object, int] = {}
    shared: dict[int, tuple[str, ...]] = {}
    for goal, condition in goals.items():
        meaning = _meaning(condition)
        if meaning not in by_meaning:
            by_meaning[meaning] = compiler.add(f"goal {goal}", condition)
        rank = ranks[goal] = by_meaning[meaning]
        shared[rank] = (*shared.get(rank, ()), goal)
    conclusions = tuple(compiler.conclusions)
    return Program(conclusions, compiler.domains, derived_ranks, ranks, shared, compiler.parts)


class _Compiler:
    def __init__(self, domains: dict[str, Domain]) -> None:
        self.conclusions: list[Conclusion] = []
        self.domains = domains
        self.parts: dict[str, int] = {}
        self._normaliser = Normaliser(domains, self._part, clauses=MAX_CLAUSES, members=MAX_MEMBERS)

    def add(self, name: str, condition: Condition) -> int:
        """Append a conclusion, after the parts it is made of, and return its rank."""
        return self._append(name, self._normaliser.normalise(condition))

    def _part(self, clauses: list[Clause]) -> str:
        title = f"part {len(self.conclusions)}"
        self.domains[title] = TRUTH
        self.parts[title] = self._append(title, clauses)
        return title

    def _append(self, name: str, clauses: list[Clause]) -> int:
        self.conclusions.append(Conclusion(name, clauses, self.domains))
        return len(self.conclusions) - 1


def what_sets_off(conclusions: Sequence[Conclusion], rare: Collection[str]) -> list[frozenset[str] | None]:
    """Return, by rank, the rare facts of which one is not false whenever the conclusion is not.

    None for a conclusion that can hold without any. Each clause hangs on what it demands and is said least.
    """
    of_conclusion: dict[str, frozenset[str] | None] = {}

    def of_fact(fact: str) -> frozenset[str] | None:
        return frozenset({fact}) if fact in rare else of_conclusion.get(fact)

    for conclusion in conclusions:
        hung = []
        for demands in conclusion.demands:
            choices = [facts for fact in demands if (facts := of_fact(fact)) is not None]
            hung.append(min(choices, key=len, default=None))
        known = [facts for facts in hung if facts is not None]
        of_conclusion[conclusion.name] = frozenset().union(*known) if len(known) == len(hung) else None
    return [of_conclusion[conclusion.name] for conclusion in conclusions]


def _domains(conditions: Iterable[Condition]) -> dict[str, Domain]:
    """Return the domain of each fact that is asked about, by all that is asked about it."""
    asked: dict[str, list[Test]] = {}
    for condition in conditions:
        for fact, tests in by_fact(condition).items():
            asked.setdefault(fact, []).extend(tests)
    return {fact: Domain(tests) for fact, tests in asked.items()}


def _meaning(condition: Condition) -> object:
    """Return what conditions of the same meaning share; unlike them, it tells `is true` from `is 1`."""
    if not isinstance(condition, Test):
        return type(condition), tuple(_meaning(member) for member in condition.members)
    kinds = tuple(map(type, condition.values))
    return condition, kinds


def _refuse_spaces(*books: Mapping[str, Condition]) -> None:
    """Keep the names of facts apart from those of goals and parts, which have a space."""
    asked = {fact for book in books for condition in book.values() for fact in facts_of(condition)}
    if spaced := sorted(fact for fact in asked | books[0].keys() if " " in fact):
        raise InferenceError(f"no fact's name may hold a space: {spaced[0]!r}")


def _in_order(derived: Mapping[str, Condition]) -> Iterable[str]:
    graph = {name: sorted(facts_of(condition) & derived.keys()) for name, condition in derived.items()}
    try:
        return tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise InferenceError(f"facts depend on themselves: {' → '.join(reversed(error.args[1]))}") from None
