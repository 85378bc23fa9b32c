"""The `$names` in conditions, which each territory or platform of a rule gives its own fact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from cmcompliance.rulebook.condition import All, Any, Condition, Test


def map_tests(condition: Condition, change: Callable[[Test], Test]) -> Condition:
    """Return the condition with every test replaced by what `change` makes of it."""
    if isinstance(condition, Test):
        return change(condition)
    members = tuple(map_tests(member, change) for member in condition.members)
    return All(members) if isinstance(condition, All) else Any(members)


def bind(condition: Condition, bindings: Mapping[str, str]) -> Condition:
    """Return the condition with each `$name` replaced by the fact that `bindings` gives it.

    Raises KeyError when a name has no binding.
    """
    return map_tests(condition, lambda test: bind_test(test, bindings))


def bind_test(test: Test, bindings: Mapping[str, str]) -> Test:
    """Return the test with its `$name` replaced. Raises KeyError when the name has no binding."""
    return replace(test, fact=bindings[test.fact[1:]]) if test.fact.startswith("$") else test
