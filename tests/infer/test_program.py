from __future__ import annotations

from collections.abc import Iterator

import durable_rules_engine
import pytest

from cmcompliance.infer import Engine
from cmcompliance.infer.program import compile_program
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


def test_a_clause_waits_for_the_rarest_fact_it_demands() -> None:
    goals = {name: every("kind is post", f"says.{name}", f"not says.not_{name}") for name in ("a", "b")}
    assert compile_program({}, goals).waiting == {"says.a": (0,), "says.b": (1,)}


def test_goals_with_the_same_condition_are_compiled_once() -> None:
    goals = {name: every("kind is post", "says.draw") for name in ("fr", "be", "ch")}
    program = compile_program({}, goals)
    assert len(program.conclusions) == 1
    assert program.shared == {"goal fr": ("fr", "be", "ch")}


def test_a_part_serves_only_the_goal_it_belongs_to() -> None:
    wide = every(*(f"says.s{index}" for index in range(40)))
    program = compile_program({}, {"wide": wide, "other": parse_test("says.s0")})
    assert {
        program.serves[rank] for rank, each in enumerate(program.conclusions) if each.name in program.parts
    } == {program.goals["wide"]}
