"""Conditions as clauses: alternatives, each a conjunction with one member a fact.

In Kleene's logic `and` is the least and `or` the greatest of the truths, so the laws that normal forms rest
on hold (distribution, absorption); that of the excluded middle does not, and is not used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from cmcompliance.infer.domain import FALSE, TRUE, Column, Domain
from cmcompliance.rulebook.condition import All, Condition, Test

Clause = Mapping[str, Column]
"""What must hold of each fact; an empty clause is true."""

_Item = TypeVar("_Item")

TRUTH = Domain((Test("truth"),))
"""The domain of a fact that is only asked whether it is true."""
HOLDS: Column = TRUTH.column(Test("truth"))
"""The column of that question."""


def by_fact(condition: Condition) -> dict[str, list[Test]]:
    """Return the tests in a condition by fact, in reading order."""
    found: dict[str, list[Test]] = {}
    pending = [condition]
    while pending:
        current = pending.pop()
        if isinstance(current, Test):
            found.setdefault(current.fact, []).append(current)
        else:
            pending += reversed(current.members)
    return found


class Normaliser:
    """Turns conditions into at most `clauses` clauses of at most `members` facts.

    What would not fit becomes a conclusion of its own, which `part` is given and names; the name then stands
    for it as a fact. So no condition is too large, and three-valued truth is kept, being compositional.
    """

    def __init__(
        self,
        domains: Mapping[str, Domain],
        part: Callable[[list[Clause]], str],
        *,
        clauses: int,
        members: int,
    ) -> None:
        self._domains = domains
        self._part = part
        self._clauses = clauses
        self._members = members

    def normalise(self, condition: Condition) -> list[Clause]:
        """Return the clauses of a condition; none when it is false, one empty when it is true."""
        return [self._narrow(clause) for clause in self._few(self._expand(condition))]

    def _expand(self, condition: Condition) -> list[Clause]:
        if isinstance(condition, Test):
            return _literal(condition.fact, self._domains[condition.fact].column(condition))
        alternatives = [self._expand(member) for member in condition.members]
        if not isinstance(condition, All):
            return self._few(simplify([clause for some in alternatives for clause in some]))
        product: list[Clause] = [{}]
        for some in sorted(alternatives, key=len):
            fitting = [self._name(some)] if len(product) * len(some) > self._clauses else some
            joined = (_join(left, right) for left in product for right in fitting)
            product = simplify([clause for clause in joined if clause is not None])
        return product

    def _few(self, clauses: list[Clause]) -> list[Clause]:
        """Name runs of clauses until few enough are left."""
        while len(clauses) > self._clauses:
            clauses = [self._name(list(run)) for run in _runs(clauses, self._clauses)]
        return clauses

    def _narrow(self, clause: Clause) -> Clause:
        """Name runs of members until the clause is narrow enough."""
        while len(clause) > self._members:
            named = (self._name([dict(run)]) for run in _runs(list(clause.items()), self._members))
            clause = {fact: column for part in named for fact, column in part.items()}
        return clause

    def _name(self, clauses: list[Clause]) -> Clause:
        if len(clauses) == 1 and len(clauses[0]) == 1:
            return clauses[0]
        return {self._part([self._narrow(clause) for clause in clauses]): HOLDS}


def simplify(clauses: list[Clause]) -> list[Clause]:
    """Drop clauses that another one covers, and join those that differ in one fact only."""
    before, kept = 1, clauses
    while len(kept) > 1 and len(kept) != before:
        before = len(kept)
        alike = Counter(frozenset(clause) for clause in kept)
        for fact in sorted({fact for facts, times in alike.items() if times > 1 for fact in facts}):
            kept = _merge(kept, fact)
    return _absorb(kept)


def _merge(clauses: list[Clause], fact: str) -> list[Clause]:
    """Join the clauses that say the same of all facts but this one."""
    merged: dict[frozenset[tuple[str, Column]], Clause] = {}
    others: list[Clause] = []
    for clause in clauses:
        if fact not in clause:
            others.append(clause)
            continue
        rest = frozenset(item for item in clause.items() if item[0] != fact)
        column = merged.get(rest, clause)[fact]
        merged[rest] = {**clause, fact: tuple(map(max, column, clause[fact]))}
    return [*others, *(_without_truisms(clause) for clause in merged.values())]


def _without_truisms(clause: Clause) -> Clause:
    return {fact: column for fact, column in clause.items() if min(column) < TRUE}


def _runs(items: Sequence[_Item], length: int) -> Iterator[Sequence[_Item]]:
    return (items[start : start + length] for start in range(0, len(items), length))


def _literal(fact: str, column: Column) -> list[Clause]:
    if max(column) == FALSE:
        return []
    return [{}] if min(column) == TRUE else [{fact: column}]


def _join(left: Clause, right: Clause) -> Clause | None:
    """Return the conjunction of two clauses, None when nothing can satisfy it."""
    joined = dict(left)
    for fact, column in right.items():
        joined[fact] = tuple(map(min, joined[fact], column)) if fact in joined else column
        if max(joined[fact]) == FALSE:
            return None
    return joined


def _absorb(clauses: list[Clause]) -> list[Clause]:
    kept: list[Clause] = []
    for clause in clauses:
        if not any(_covers(other, clause) for other in kept):
            kept = [other for other in kept if not _covers(clause, other)]
            kept.append(clause)
    return kept


def _covers(wide: Clause, narrow: Clause) -> bool:
    """Say whether `wide` is at least as true as `narrow` whatever the facts."""
    return wide.keys() <= narrow.keys() and all(
        all(map(int.__ge__, column, narrow[fact])) for fact, column in wide.items()
    )
