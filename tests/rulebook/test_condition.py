from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.rulebook.binding import bind
from cmcompliance.rulebook.condition import (
    All,
    Any,
    Condition,
    ConditionError,
    Test,
    facts_of,
    negate,
    parse_test,
)
from cmcompliance.rulebook.truth import Truth, truth_of
from cmcompliance.rulebook.wording import line_of


@pytest.mark.parametrize(
    ("line", "test"),
    [
        ("says.draw", Test("says.draw")),
        ("not says.draw", Test("says.draw", negated=True)),
        ("author.role is influencer", Test("author.role", values=("influencer",))),
        ("author.role is not consumer", Test("author.role", values=("consumer",), negated=True)),
        ("author.role in brand,agency", Test("author.role", values=("brand", "agency"))),
        ("kind not in bio, comment", Test("kind", values=("bio", "comment"), negated=True)),
        ("author.followers >= 1000", Test("author.followers", ">=", (1000,))),
        ("relationship.value < 99.5", Test("relationship.value", "<", (99.5,))),
        ("known relationship.kind", Test("relationship.kind", "unknown", (), negated=True)),
        ("unknown relationship.kind", Test("relationship.kind", "unknown", ())),
        (
            "possibly author.role is consumer",
            Test("author.role", values=("consumer",), modality="possibly"),
        ),
        ("surely not contest", Test("contest", negated=True, modality="surely")),
        ("contest.free_entry is false", Test("contest.free_entry", values=(False,))),
        ("not $label", Test("$label", negated=True)),
    ],
)
def test_a_line_is_read(line: str, test: Test) -> None:
    assert parse_test(line) == test


@pytest.mark.parametrize(
    "line",
    [
        "",
        "says.draw is",
        "says.draw equals x",
        "known not says.draw",
        "known author.role is brand",
        "author.role is brand, agency",
        "author.age >= old",
        "author.age >= nan",
        "author.age >= 1e9",
        "Says.Draw",
        "not not says.draw",
        "author.role is Brand",
    ],
)
def test_a_line_that_is_no_condition_is_refused(line: str) -> None:
    with pytest.raises(ConditionError):
        parse_test(line)


NAMES = st.sampled_from(["a", "b", "c"])
TESTS: st.SearchStrategy[Condition] = st.one_of(
    st.builds(
        Test,
        NAMES,
        st.just("in"),
        st.sampled_from([(True,), (False,), ("x",), ("x", "y")]),
        st.booleans(),
        st.sampled_from(["plain", "possibly", "surely"]),
    ),
    st.builds(
        Test, NAMES, st.sampled_from([">=", "<=", ">", "<"]), st.sampled_from([(1,), (2.5,)]), st.booleans()
    ),
    st.builds(Test, NAMES, st.just("unknown"), st.just(()), st.booleans()),
)
CONDITIONS = st.recursive(
    TESTS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        .map(tuple)
        .flatmap(lambda members: st.sampled_from([All(members), Any(members)]))
    ),
    max_leaves=6,
)
VALUES = st.dictionaries(NAMES, st.sampled_from([True, False, None, "x", "y", "z", 1, 2.5, 3]))
OPPOSITE: dict[Truth, Truth] = {True: False, False: True, None: None}


@given(TESTS)
def test_a_test_is_read_again_from_its_own_words(test: Condition) -> None:
    assert isinstance(test, Test)
    assert parse_test(line_of(test)) == test


@given(CONDITIONS, VALUES)
def test_a_negation_has_the_opposite_truth(condition: Condition, values: dict[str, object]) -> None:
    assert truth_of(negate(condition), values) is OPPOSITE[truth_of(condition, values)]  # type: ignore[arg-type]


@given(CONDITIONS)
def test_a_double_negation_changes_nothing(condition: Condition) -> None:
    assert negate(negate(condition)) == condition


def test_names_are_bound_everywhere() -> None:
    condition = All((Test("$label"), Any((Test("a"), Test("$label", negated=True)))))

    bound = bind(condition, {"label": "says.label"})

    assert facts_of(bound) == {"says.label", "a"}
    with pytest.raises(KeyError):
        bind(condition, {})
