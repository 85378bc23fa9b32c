from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmcompliance.rulebook.book import DerivedFact, FoundFact, MediaFact, Place, RuleBook
from cmcompliance.rulebook.condition import All, Any, Condition, Test, parse_test
from cmcompliance.rulebook.satisfiable import can_be_true
from cmcompliance.rulebook.truth import Value, truth_of

PLACE = Place("x.yaml", 1)
DOMAINS: dict[str, tuple[Value, ...]] = {
    "says.a": (True, False),
    "says.b": (True, False),
    "media.c": (True, False, None),
    "contest.mechanism": ("chance", "skill", "first_come", "vote", None),
    "author.age": (17, 18, 19, None),
}


def book(derived: dict[str, Condition]) -> RuleBook:
    return RuleBook(
        name="x",
        version="1",
        digest="",
        obligations={},
        territories={},
        platforms={},
        sources={},
        concepts={},
        found={name: FoundFact(name, {}, (), PLACE) for name in ("says.a", "says.b")},
        media={"media.c": MediaFact("media.c", {}, {}, PLACE)},
        derived={name: DerivedFact(name, {}, condition, PLACE) for name, condition in derived.items()},
        rules={},
        questions={},
        placeholders={},
    )


def by_trying_everything(condition: Condition, derived: dict[str, Condition]) -> bool:
    for values in product(*DOMAINS.values()):
        facts = dict(zip(DOMAINS, values, strict=True))
        for name, definition in derived.items():
            facts[name] = truth_of(definition, facts)
        if truth_of(condition, facts) is True:
            return True
    return False


def conditions(lines: list[str]) -> st.SearchStrategy[Condition]:
    tests: st.SearchStrategy[Condition] = st.sampled_from(lines).map(parse_test)
    return st.recursive(
        tests,
        lambda inner: st.tuples(st.booleans(), st.lists(inner, min_size=1, max_size=3)).map(
            lambda pair: All(tuple(pair[1])) if pair[0] else Any(tuple(pair[1]))
        ),
        max_leaves=7,
    )


LINES = [
    *("says.a", "not says.a", "says.b", "media.c", "not media.c", "surely media.c", "possibly not media.c"),
    *("unknown media.c", "known contest.mechanism", "contest.mechanism is chance", "author.age < 18"),
    *("contest.mechanism in skill, vote", "contest.mechanism is not chance", "author.age >= 18"),
    *("possibly contest.mechanism is chance", "surely author.age >= 18", "unknown author.age"),
]
HIGHER = [
    *LINES,
    *("x.one", "not x.one", "possibly x.one", "surely not x.one", "unknown x.one", "known x.one"),
]


@settings(max_examples=300, deadline=None)
@given(conditions(LINES), conditions(HIGHER))
def test_the_search_agrees_with_trying_everything(definition: Condition, condition: Condition) -> None:
    derived = {"x.one": definition}

    assert can_be_true(condition, book(derived)) is by_trying_everything(condition, derived)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["says.a", "not says.a"], False),
        (["unknown says.a"], False),
        (["contest.mechanism is chance", "contest.mechanism is skill"], False),
        (["author.age < 18", "author.age > 17"], False),
        (["author.age <= 18", "author.age >= 18"], True),
        (["kind is post"], False),
        (["kind is not post"], True),
    ],
)
def test_contradictions_are_seen(lines: list[str], expected: bool) -> None:
    condition = All(tuple(map(parse_test, lines)))

    assert can_be_true(condition, book({}), {"kind": frozenset({"story", "reel"})}) is expected


def test_a_search_without_end_counts_as_a_yes() -> None:
    pair = Any((Test("says.a"), Test("says.b")))
    never = All((Test("says.a", negated=True), Test("says.b", negated=True)))

    assert can_be_true(All((*([Any((pair, pair, pair))] * 30), Any((never, never)))), book({}))
