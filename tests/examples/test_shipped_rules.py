"""The shipped rules do with their own examples what they say, and nothing in them is weak."""

from __future__ import annotations

import pytest

from cmcompliance import Checker
from cmcompliance.examples import run_examples
from cmcompliance.rulebook import load_sound
from cmcompliance.rulebook.lint import lint

BOOK, ERRORS = load_sound()


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(BOOK)


def test_no_rule_file_has_an_error() -> None:
    assert [str(problem) for problem in ERRORS] == []


def test_lint_has_nothing_to_say() -> None:
    assert [str(problem) for problem in lint(BOOK, partial=bool(ERRORS))] == []


@pytest.mark.parametrize("name", BOOK.rules)
def test_a_rule_does_with_its_examples_what_it_says(checker: Checker, name: str) -> None:
    failed = [result for result in run_examples(checker, BOOK.rules[name]) if not result.passed]

    assert [
        f"{result.example.place.file}:{result.example.place.line} {result.failures}" for result in failed
    ] == []
