from __future__ import annotations

from collections.abc import Iterator

import durable_rules_engine
import pytest

from cmcompliance.infer import Engine
from cmcompliance.infer.program import compile_program, what_sets_off
from cmcompliance.rulebook.condition import All, Any, Condition, parse_test


def every(*lines: str) -> All:
    return All(tuple(parse_test(line) for line in lines))


@pytest.fixture
def asserted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The facts that reach durable_rules, but for those that prime a ruleset."""
    sent: list[str] = []
    real = durable_rules_engine.assert_fact

    def record(handle: int, fact: str) -> tuple[int, int]:
        if '"primer"' not in fact:
            sent.append(fact)
        return real(handle, fact)

    monkeypatch.setattr(durable_rules_engine, "assert_fact", record)
    return sent


GOALS: dict[str, Condition] = {
    "label": every("relationship.kind in paid, gifted", "says.praise", "not says.label"),
    "rules": Any((every("says.draw", "not says.rules"), every("says.vote", "not contest.rules_url"))),
}


@pytest.mark.parametrize(
    ("values", "count"),
    [
        ({}, 0),
        ({"kind": "post", "relationship.kind": None}, 0),
        ({"says.praise": True, "relationship.kind": "none"}, 0),
        ({"says.praise": True, "relationship.kind": None}, 3),
        ({"says.label": True, "says.rules": True, "contest.rules_url": None}, 0),
        ({"says.vote": True}, 2),
        ({"says.vote": True, "says.draw": None}, 4),
    ],
)
def test_only_facts_of_clauses_that_can_still_hold_are_asserted(
    values: dict[str, object], count: int, asserted: list[str]
) -> None:
    Engine({}, GOALS).infer(values, GOALS)
    assert len(asserted) == count


def test_goals_not_asked_for_assert_nothing(asserted: list[str]) -> None:
    Engine({}, GOALS).infer({"says.vote": True}, ["label"])
    assert asserted == []


def test_conclusions_come_after_what_they_rest_on() -> None:
    derived = {"c": parse_test("b"), "a": parse_test("x"), "b": every("a", "not y")}
    program = compile_program(derived, {"goal": parse_test("c")})
    assert [conclusion.name for conclusion in program.conclusions] == ["a", "b", "c", "goal goal"]


def test_goals_with_the_same_condition_are_compiled_once() -> None:
    goals = {name: every("kind is post", "says.draw") for name in ("fr", "be", "ch")}
    program = compile_program({}, goals)
    assert len(program.conclusions) == 1
    assert program.shared == {0: ("fr", "be", "ch")}


def test_what_too_large_a_condition_is_made_of_comes_before_it() -> None:
    wide = every(*(f"says.s{index}" for index in range(40)))
    program = compile_program({}, {"wide": wide, "other": parse_test("says.s0")})
    assert program.parts
    assert all(rank < program.goals["wide"] for rank in program.parts.values())


def set_off_by(goal: Condition, rare: set[str], **derived: Condition) -> frozenset[str] | None:
    program = compile_program(derived, {"goal": goal})
    return what_sets_off(program.conclusions, rare)[program.goals["goal"]]


def test_a_conclusion_hangs_on_a_rare_fact_that_each_of_its_clauses_demands() -> None:
    goal = Any((every("kind is post", "says.draw", "not says.rules"), every("says.vote", "contest")))
    assert set_off_by(goal, {"says.draw", "says.vote", "says.rules"}) == {"says.draw", "says.vote"}
    assert set_off_by(goal, {"says.draw", "says.rules"}) is None


def test_through_derived_facts_a_conclusion_hangs_on_the_fewest_facts() -> None:
    either = Any((parse_test("says.draw"), parse_test("says.vote")))
    rare = {"says.draw", "says.vote", "says.prize"}
    assert set_off_by(every("promotion"), rare, promotion=either) == {"says.draw", "says.vote"}
    assert set_off_by(every("promotion", "says.prize"), rare, promotion=either) == {"says.prize"}


def test_what_can_hold_for_want_of_a_fact_hangs_on_nothing() -> None:
    assert set_off_by(every("not says.draw"), {"says.draw"}) is None
    assert set_off_by(Any(()), {"says.draw"}) == frozenset()
