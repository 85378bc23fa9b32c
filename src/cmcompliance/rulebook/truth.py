"""What a condition comes to, given the facts it asks about. Kleene's logic: None is unknown.

The plain meaning of conditions, for explanations and for lint; drafts are judged by the inference engine.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping

from cmcompliance.rulebook.condition import All, Condition, Constant, Test

Truth = bool | None
Value = bool | int | float | str | None

_ORDERS: Mapping[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}
_IF_UNKNOWN: Mapping[str, Truth] = {"plain": None, "possibly": True, "surely": False}


def truth_of(condition: Condition, values: Mapping[str, Value]) -> Truth:
    """Return the truth of a condition; a fact that `values` lacks is false."""
    if isinstance(condition, Test):
        return truth_of_test(condition, values.get(condition.fact, False))
    truths = (truth_of(member, values) for member in condition.members)
    return all_of(truths) if isinstance(condition, All) else any_of(truths)


def truth_of_test(test: Test, value: Value) -> Truth:
    """Return the truth of one test of a fact that has this value."""
    if test.operator == "unknown":
        return (value is None) != test.negated
    if value is None:
        return _IF_UNKNOWN[test.modality]
    if test.operator == "in":
        return any(_same(value, constant) for constant in test.values) != test.negated
    return _compare(test, value) != test.negated


def all_of(truths: Iterable[Truth]) -> Truth:
    """Return false if one is false, else unknown if one is unknown, else true."""
    found = set(truths)
    return False if False in found else None if None in found else True


def any_of(truths: Iterable[Truth]) -> Truth:
    """Return true if one is true, else unknown if one is unknown, else false."""
    found = set(truths)
    return True if True in found else None if None in found else False


def _same(value: Value, constant: Constant) -> bool:
    return value == constant and isinstance(value, bool) == isinstance(constant, bool)


def _compare(test: Test, value: Value) -> bool:
    bound = test.values[0]
    if not isinstance(value, (int, float)) or isinstance(value, bool) or isinstance(bound, (bool, str)):
        return False
    return _ORDERS[test.operator](value, bound)
