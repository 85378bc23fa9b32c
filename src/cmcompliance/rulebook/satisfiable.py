"""Whether a condition can ever be true: a search for facts that make it so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cmcompliance.rulebook.book import RuleBook
from cmcompliance.rulebook.condition import All, Condition, Test
from cmcompliance.rulebook.labels import fact_of
from cmcompliance.rulebook.truth import Truth, Value, truth_of_test

Truths = frozenset[Truth]
Candidates = Mapping[str, frozenset[Value]]
"""The values that each fact may still have."""

_ALL: Truths = frozenset({True, False, None})
_STEPS = 20_000
"""A search that takes longer counts as a yes."""


def can_be_true(condition: Condition, book: RuleBook, limits: Candidates | None = None) -> bool:
    """Say whether some facts make the condition true; `limits` narrows the values of some of them."""
    search = _Search(book, _numbers_of(condition, book))
    try:
        return next(search.ways(condition, frozenset({True}), dict(limits or {})), None) is not None
    except (_LongSearchError, RecursionError):
        return True


class _LongSearchError(Exception):
    """The search takes too long."""


@dataclass(slots=True)
class _Search:
    book: RuleBook
    numbers: Mapping[str, frozenset[Value]]
    steps: int = field(default=0)

    def ways(self, condition: Condition, wanted: Truths, values: Candidates) -> Iterator[Candidates]:
        """Yield what is left of the values where the truth of the condition is among `wanted`."""
        self.steps += 1
        if self.steps > _STEPS:
            raise _LongSearchError
        if wanted == _ALL:
            yield values
        elif isinstance(condition, Test):
            yield from self._test(condition, wanted, values)
        else:
            yield from self._group(condition.members, isinstance(condition, All), wanted, values)

    def _test(self, test: Test, wanted: Truths, values: Candidates) -> Iterator[Candidates]:
        derived = self.book.derived.get(test.fact)
        if derived is not None:
            truths = frozenset(truth for truth in _ALL if truth_of_test(test, truth) in wanted)
            if truths:
                yield from self.ways(derived.condition, truths, values)
            return
        candidates = values.get(test.fact) or self._candidates(test.fact)
        left = frozenset(value for value in candidates if truth_of_test(test, value) in wanted)
        if left:
            yield {**values, test.fact: left}

    def _group(
        self, members: tuple[Condition, ...], neutral: bool, wanted: Truths, values: Candidates
    ) -> Iterator[Candidates]:
        """The group is `neutral` when every member is; one member that is the opposite decides."""
        decisive = not neutral
        if wanted == {neutral, None}:
            yield from self._each(members, wanted, values)
        elif wanted == {decisive, None}:
            yield from self._one(members, wanted, values)
        else:
            if neutral in wanted:
                yield from self._each(members, frozenset({neutral}), values)
            if decisive in wanted:
                yield from self._one(members, frozenset({decisive}), values)
            if None in wanted:
                for left in self._each(members, frozenset({neutral, None}), values):
                    yield from self._one(members, frozenset({None}), left)

    def _one(
        self, members: tuple[Condition, ...], wanted: Truths, values: Candidates
    ) -> Iterator[Candidates]:
        for member in members:
            yield from self.ways(member, wanted, values)

    def _each(
        self, members: tuple[Condition, ...], wanted: Truths, values: Candidates
    ) -> Iterator[Candidates]:
        if not members:
            yield values
            return
        first, *rest = sorted(members, key=lambda member: not isinstance(member, Test))
        for left in self.ways(first, wanted, values):
            yield from self._each(tuple(rest), wanted, left)

    def _candidates(self, name: str) -> frozenset[Value]:
        if name in self.book.found:
            return frozenset({True, False})
        fact = fact_of(name, self.book.questions)
        if fact is None:
            return frozenset({True, False, None})
        known: frozenset[Value] = frozenset({True, False})
        if fact.type == "choice":
            known = frozenset(fact.choices)
        elif fact.type == "number":
            known = self.numbers.get(name, frozenset({0}))
        return known if fact.always_known else known | {None}


def _numbers_of(condition: Condition, book: RuleBook) -> dict[str, frozenset[Value]]:
    """Return, for each number that is compared, a value below, at and above each bound."""
    bounds: dict[str, set[Value]] = {}
    seen: set[str] = set()
    queue = [condition]
    while queue:
        current = queue.pop()
        if not isinstance(current, Test):
            queue += current.members
            continue
        if current.operator in {">=", "<=", ">", "<"}:
            bound = current.values[0]
            if isinstance(bound, (int, float)):
                bounds.setdefault(current.fact, set()).update((bound - 1, bound, bound + 1))
        derived = book.derived.get(current.fact)
        if derived is not None and current.fact not in seen:
            seen.add(current.fact)
            queue.append(derived.condition)
    return {name: frozenset(values) for name, values in bounds.items()}
