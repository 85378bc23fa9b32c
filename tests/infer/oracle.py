"""A plain evaluator of the same conditions, written from the language's page: the engine's oracle."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cmcompliance.rulebook.condition import All, Condition, Test

Truth = bool | None


def evaluate(condition: Condition, value_of: Callable[[str], object]) -> Truth:
    """Evaluate recursively in Kleene's three truths."""
    if isinstance(condition, Test):
        return _ask(condition, value_of(condition.fact))
    truths = [evaluate(member, value_of) for member in condition.members]
    decisive = not isinstance(condition, All)
    if decisive in truths:
        return decisive
    return None if None in truths else not decisive


def conclude(
    derived: Mapping[str, Condition], goals: Mapping[str, Condition], values: Mapping[str, object]
) -> tuple[dict[str, Truth], dict[str, Truth]]:
    """Return the truth of every derived fact and of every goal."""
    concluded: dict[str, Truth] = {}

    def value_of(name: str) -> object:
        if name not in derived:
            return values.get(name, False)
        if name not in concluded:
            concluded[name] = evaluate(derived[name], value_of)
        return concluded[name]

    for name in derived:
        value_of(name)
    return concluded, {name: evaluate(condition, value_of) for name, condition in goals.items()}


def _ask(test: Test, value: object) -> Truth:
    if test.operator == "unknown":
        return (value is None) is not test.negated
    if value is None:
        return {"plain": None, "possibly": True, "surely": False}[test.modality]
    return _compare(test, value) is not test.negated


def _compare(test: Test, value: object) -> bool:
    if test.operator == "in":
        return any(_same(value, constant) for constant in test.values)
    (bound,) = test.values
    if type(value) not in (int, float) or type(bound) not in (int, float):
        return False
    match test.operator:
        case ">=":
            return value >= bound
        case "<=":
            return value <= bound
        case ">":
            return value > bound
        case _:
            return value < bound


def _same(left: object, right: object) -> bool:
    if type(left) in (int, float) and type(right) in (int, float):
        return left == right
    return type(left) is type(right) and type(left) in (bool, str) and left == right
