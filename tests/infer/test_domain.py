from __future__ import annotations

import pytest
from hypothesis import given

from cmcompliance.infer.domain import FALSE, OPEN, OTHER, TRUE, UNKNOWN, Domain
from cmcompliance.rulebook.condition import Test as Ask
from cmcompliance.rulebook.condition import parse_test

from .oracle import evaluate
from .strategies import questions, values

TRUTH = {FALSE: False, OPEN: None, TRUE: True}


@given(questions(("fact",)), questions(("fact",)), values)
def test_a_column_says_what_the_test_says_of_every_value(one: Ask, two: Ask, value: object) -> None:
    domain = Domain([one, two])
    code = domain.code(value)
    assert 0 <= code < domain.size
    for test in (one, two):
        assert TRUTH[domain.column(test)[code]] is evaluate(test, lambda _: value)


@pytest.mark.parametrize("value", ["press", 7, True, (), object(), b"brand", float("nan"), 10**400])
def test_values_that_no_test_names_are_all_the_same(value: object) -> None:
    assert Domain([parse_test("author.role in brand, agency")]).code(value) == OTHER


def test_unknown_has_a_code_of_its_own() -> None:
    assert Domain([parse_test("author.role is brand")]).code(None) == UNKNOWN


def test_numbers_are_coded_by_their_place_whatever_their_size() -> None:
    domain = Domain([parse_test("author.followers >= 1000"), parse_test("author.followers < 5")])
    groups = [[-(10**400), 4.9], [5, 5.0], [6, 999.999], [1000], [1000.5, 10**400, float("inf")]]
    codes = [{domain.code(number) for number in numbers} for numbers in groups]
    assert [len(group) for group in codes] == [1, 1, 1, 1, 1]
    assert len(set.union(*codes)) == 5


@pytest.mark.parametrize("bound", [(), ("many",), (True,), (float("nan"),)])
def test_an_order_on_what_is_no_number_never_holds(bound: tuple[object, ...]) -> None:
    test = Ask("fact", ">=", bound)
    domain = Domain([test])
    assert {domain.column(test)[domain.code(value)] for value in (0, 1e300, "many", True)} == {FALSE}
