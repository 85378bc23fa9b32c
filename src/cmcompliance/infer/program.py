"""The rule book's conditions compiled: every conclusion after those it rests on, and what sets it off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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

    `goals` gives the rank of each goal; goals with the same condition share one, and `shared` gives them by
    the name of that conclusion. `serves` gives, by rank, the only goal that needs a conclusion, or None when
    it is concluded for every draft. `parts` are the conclusions that stand for a piece of a large condition.
    `waiting` gives the ranks that a fact sets off when it is not false, `unconditional` those that need
    nothing. `rests_on` gives, by rank, the ranks of the conclusions that it names.
    """

    conclusions: tuple[Conclusion, ...]
    goals: Mapping[str, int]
    shared: Mapping[str, tuple[str, ...]]
    serves: tuple[int | None, ...]
    parts: frozenset[str]
    waiting: Mapping[str, tuple[int, ...]]
    unconditional: tuple[int, ...]
    rests_on: tuple[frozenset[int], ...]


def compile_program(derived: Mapping[str, Condition], goals: Mapping[str, Condition]) -> Program:
    """Compile derived facts and goals. Raises InferenceError when derived facts depend on themselves."""
    _refuse_spaces(derived, goals)
    compiler = _Compiler()
    for name in _in_order(derived):
        compiler.add(name, derived[name], goal=False)
    ranks: dict[str, int] = {}
    by_meaning: dict[object, int] = {}
    for goal, condition in goals.items():
        meaning = _meaning(condition)
        if meaning not in by_meaning:
            by_meaning[meaning] = compiler.add(f"goal {goal}", condition, goal=True)
        ranks[goal] = by_meaning[meaning]
    shared: dict[str, tuple[str, ...]] = {}
    for goal, rank in ranks.items():
        name = compiler.conclusions[rank].name
        shared[name] = (*shared.get(name, ()), goal)
    waiting, unconditional = _triggers(compiler.conclusions)
    return Program(
        tuple(compiler.conclusions),
        ranks,
        shared,
        tuple(compiler.serves),
        frozenset(compiler.parts),
        waiting,
        unconditional,
        _rests_on(compiler.conclusions),
    )


class _Compiler:
    def __init__(self) -> None:
        self.conclusions: list[Conclusion] = []
        self.serves: list[int | None] = []
        self.parts: set[str] = set()

    def add(self, name: str, condition: Condition, *, goal: bool) -> int:
        """Append a conclusion, after the parts it is made of, and return its rank."""
        domains = {fact: _domain(tests) for fact, tests in by_fact(condition).items()}
        first = len(self.conclusions)

        def part(clauses: list[Clause]) -> str:
            title = f"part {len(self.conclusions)}"
            domains[title] = TRUTH
            self.parts.add(title)
            self.conclusions.append(Conclusion(title, clauses, domains))
            return title

        clauses = Normaliser(domains, part, clauses=MAX_CLAUSES, members=MAX_MEMBERS).normalise(condition)
        self.conclusions.append(Conclusion(name, clauses, domains))
        rank = len(self.conclusions) - 1
        self.serves += [rank if goal else None] * (rank + 1 - first)
        return rank


def _meaning(condition: Condition) -> object:
    """Return what conditions of the same meaning share; unlike them, it tells `is true` from `is 1`."""
    if not isinstance(condition, Test):
        return type(condition), tuple(_meaning(member) for member in condition.members)
    kinds = tuple(map(type, condition.values))
    return condition, kinds


def _domain(tests: Sequence[Test]) -> Domain:
    plain = all(constant is True for test in tests for constant in test.values)
    return TRUTH if plain else Domain(tests)


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


def _rests_on(conclusions: Sequence[Conclusion]) -> tuple[frozenset[int], ...]:
    ranks = {conclusion.name: rank for rank, conclusion in enumerate(conclusions)}
    return tuple(
        frozenset(ranks[fact] for fact in conclusion.mentions & ranks.keys()) for conclusion in conclusions
    )


def _triggers(conclusions: list[Conclusion]) -> tuple[Mapping[str, tuple[int, ...]], tuple[int, ...]]:
    """Hang each clause on the rarest fact that it demands, so that an ordinary draft sets off little."""
    demanded = Counter(fact for each in conclusions for demands in each.demands for fact in demands)
    waiting: dict[str, set[int]] = {}
    unconditional: set[int] = set()
    for rank, conclusion in enumerate(conclusions):
        conclusion.demands = tuple(
            tuple(sorted(demands, key=lambda fact: (demanded[fact], fact))) for demands in conclusion.demands
        )
        for demands in conclusion.demands:
            if demands:
                waiting.setdefault(demands[0], set()).add(rank)
            else:
                unconditional.add(rank)
    return {fact: tuple(sorted(ranks)) for fact, ranks in waiting.items()}, tuple(sorted(unconditional))
