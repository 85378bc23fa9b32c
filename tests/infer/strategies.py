"""Random rule books and drafts for inference, within and beyond what the rule language can say."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from cmcompliance.rulebook.condition import All, Any, Condition
from cmcompliance.rulebook.condition import Test as Ask

BASE = tuple(f"base.b{index}" for index in range(8))
DERIVED = tuple(f"derived.d{index}" for index in range(5))

constants = st.sampled_from([True, True, True, False, "a", "b", "c", "1", "true", 0, 1, 2.5, 10**30])
bounds = st.sampled_from([0, 1, 2, 2.5, -3, 10**30, float("inf"), "a", True])
modalities = st.sampled_from(["plain", "plain", "plain", "possibly", "surely"])
numbers = [10**30, 10**30 - 1, 10**400, -(10**400), float("nan"), float("inf"), -float("inf"), 1e22, 5e-324]
oddities = ['"', "\\", "\0", "'}", "é\U0001f600", "\ud800", "a" * 5000, (), b"a", 1j, [], {}]
values = st.one_of(
    st.sampled_from([True, True, False, None, None, "a", "b", "1", "true", "", 0, 1, 2, 2.0, 2.5, 3, -7]),
    st.sampled_from([*numbers, *oddities]),
    st.text(max_size=5),
    st.floats(),
    st.integers(),
)
drafts = st.dictionaries(st.sampled_from([*BASE, *DERIVED, "part 0", "goal g0"]), values, max_size=10)
plain_drafts = st.dictionaries(
    st.sampled_from(BASE), st.sampled_from([True, False, None, "a", 1, 3]), max_size=8
)


@cache
def questions(facts: tuple[str, ...]) -> st.SearchStrategy[Ask]:
    """One test of one of `facts`, of any kind."""
    names, orders = st.sampled_from(facts), st.sampled_from([">=", "<=", ">", "<"])
    compared = st.lists(constants, min_size=1, max_size=3).map(tuple)
    bound = bounds.map(lambda number: (number,))
    several = st.builds(Ask, names, st.just("in"), compared, st.booleans(), modalities)
    return st.one_of(
        several,
        several,
        st.builds(Ask, names, orders, bound, st.booleans(), modalities),
        st.builds(Ask, names, st.just("unknown"), st.just(()), st.booleans(), modalities),
    )


@cache
def conditions(facts: tuple[str, ...]) -> st.SearchStrategy[Condition]:
    """Nested conditions over `facts`; now and then an empty `all` or `any`."""
    return st.recursive(
        questions(facts),
        lambda inner: (
            st.lists(inner, max_size=4)
            .map(tuple)
            .flatmap(lambda some: st.sampled_from([All(some), Any(some)]))
        ),
        max_leaves=14,
    )


@st.composite
def books(draw: st.DrawFn) -> tuple[dict[str, Condition], dict[str, Condition]]:
    """Derived facts, each resting on base facts and earlier ones but listed in any order, and goals."""
    count = draw(st.integers(0, len(DERIVED)))
    derived = {
        name: draw(conditions((*BASE, *DERIVED[:index]))) for index, name in enumerate(DERIVED[:count])
    }
    order = draw(st.permutations(list(derived)))
    goals = draw(st.lists(conditions((*BASE, *DERIVED[:count])), min_size=1, max_size=4))
    return {name: derived[name] for name in order}, {f"g{index}": goal for index, goal in enumerate(goals)}
