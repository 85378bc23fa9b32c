"""The shipped rule book, over random facts: the engine and the plain evaluator conclude the same."""

from __future__ import annotations

from random import Random

import pytest

from cmcompliance.infer import Engine
from cmcompliance.infer.clauses import by_fact
from cmcompliance.rulebook import RuleBook, load_book
from cmcompliance.rulebook.condition import Condition

from .oracle import conclude

Book = tuple[dict[str, Condition], dict[str, Condition], dict[str, list[object]]]


@pytest.fixture(scope="module")
def book() -> Book:
    """Return derived facts, goals, and the values worth trying for each base fact."""
    shipped: RuleBook = load_book()
    derived = {name: fact.condition for name, fact in shipped.derived.items()}
    # Names bound by a scope's table stay as they are written: facts like others.
    goals = {name: rule.condition for name, rule in shipped.rules.items()}
    worth: dict[str, list[object]] = {}
    for condition in (*derived.values(), *goals.values()):
        for fact, tests in by_fact(condition).items():
            if fact not in derived:
                constants = [constant for test in tests for constant in test.values]
                near = [constant + 1 for constant in constants if type(constant) in (int, float)]
                worth.setdefault(fact, []).extend([*constants, *near])
    return derived, goals, worth


@pytest.fixture(scope="module")
def engine(book: Book) -> Engine:
    return Engine(book[0], book[1], rare=load_book().found)


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.7, 1.0])
def test_shipped_rules_are_concluded_as_they_read(share: float, book: Book, engine: Engine) -> None:
    derived, goals, worth = book
    random = Random(share)
    for _ in range(20):
        chosen = [fact for fact in worth if random.random() < share]
        values = {fact: random.choice([*worth[fact], None, None, "something else"]) for fact in chosen}
        inference = engine.infer(values, goals)
        assert engine.infer_for(values, frozenset(goals)).goals == inference.goals
        wanted_derived, wanted_goals = conclude(derived, goals, values)
        assert {name: outcome.value for name, outcome in inference.derived.items()} == wanted_derived
        assert {name: outcome.value for name, outcome in inference.goals.items()} == {
            name: truth for name, truth in wanted_goals.items() if truth is not False
        }
