from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings

from cmcompliance.infer.clauses import Clause, Normaliser, by_fact, simplify
from cmcompliance.infer.domain import FALSE, OPEN, TRUE, Domain
from cmcompliance.rulebook.condition import All, Any, Condition, parse_test
from cmcompliance.rulebook.condition import Test as Ask

from .oracle import evaluate
from .strategies import conditions

CODES = {FALSE: 1, OPEN: 0, TRUE: 2}


def normalise(
    condition: Condition, clauses: int = 24, members: int = 15
) -> tuple[list[Clause], dict[str, list[Clause]]]:
    """Return the clauses, and those of each part."""
    parts: dict[str, list[Clause]] = {}
    domains = {fact: Domain(tests) for fact, tests in by_fact(condition).items()}

    def part(inner: list[Clause]) -> str:
        name = f"part {len(parts)}"
        parts[name] = inner
        return name

    return Normaliser(domains, part, clauses=clauses, members=members).normalise(condition), parts


def truth(clauses: list[Clause], parts: dict[str, list[Clause]], codes: dict[str, int]) -> int:
    return max(
        (
            min((_of(fact, column, parts, codes) for fact, column in clause.items()), default=TRUE)
            for clause in clauses
        ),
        default=FALSE,
    )


def _of(fact: str, column: tuple[int, ...], parts: dict[str, list[Clause]], codes: dict[str, int]) -> int:
    return column[CODES[truth(parts[fact], parts, codes)] if fact in parts else codes[fact]]


@given(conditions(("a", "b", "c")))
@settings(deadline=None, max_examples=60)
@pytest.mark.parametrize(("clauses", "members"), [(24, 15), (2, 2), (3, 2)])
def test_clauses_are_as_true_as_their_condition_for_all_values(
    clauses: int, members: int, condition: Condition
) -> None:
    normal, parts = normalise(condition, clauses, members)
    domains = {fact: Domain(tests) for fact, tests in by_fact(condition).items()}
    assert all(len(each) <= clauses for each in (normal, *parts.values()))
    assert all(len(clause) <= members for each in (normal, *parts.values()) for clause in each)
    samples = [None, True, False, "a", "b", "1", 0, 1, 2, 2.5, 3, 10**31]
    for values in product(samples, repeat=len(domains)):
        known = dict(zip(domains, values, strict=True))
        codes = {fact: domain.code(known[fact]) for fact, domain in domains.items()}
        expected = {False: FALSE, None: OPEN, True: TRUE}[evaluate(condition, known.get)]
        assert truth(normal, parts, codes) == expected


@pytest.mark.parametrize(
    ("condition", "count"),
    [
        (All(()), 1),
        (Any(()), 0),
        (Any((parse_test("known x"), parse_test("unknown x"))), 1),
        (All((parse_test("known x"), parse_test("unknown x"))), 0),
        (Any((parse_test("a"), All((parse_test("a"), parse_test("b"))))), 1),
        (
            All((Any((parse_test("k is x"), parse_test("k is y"))), Any((parse_test("b"), parse_test("c"))))),
            2,
        ),
        (All((parse_test("surely a"), parse_test("surely not a"))), 0),
    ],
)
def test_no_clause_is_kept_that_another_covers(condition: Condition, count: int) -> None:
    clauses, parts = normalise(condition)
    assert (len(clauses), parts) == (count, {})


def test_clauses_that_differ_in_one_fact_are_joined() -> None:
    assert simplify([{"a": (1, 0, 2), "b": (0, 2)}, {"a": (1, 2, 0), "b": (0, 2)}]) == [
        {"a": (1, 2, 2), "b": (0, 2)}
    ]


def test_tests_are_found_in_reading_order() -> None:
    condition = All((Any((Ask("b"), Ask("a"))), Ask("b", negated=True)))
    assert by_fact(condition) == {"b": [Ask("b"), Ask("b", negated=True)], "a": [Ask("a")]}
