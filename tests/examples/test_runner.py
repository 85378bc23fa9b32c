from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cmcompliance import Checker
from cmcompliance.examples import ExampleResult, run_examples
from cmcompliance.examples.runner import rules_named
from cmcompliance.rulebook import RuleBook, load_book
from cmcompliance.rulebook.book import Example, Place
from cmcompliance.rulebook.condition import All, parse_test

SAMPLE = Path(__file__).parents[1] / "rulebook" / "sample"
NAME = "fr/contest/rules-missing"
BREACHING = "Un panier garni à gagner, tirage au sort dimanche soir. Jeu ouvert à tous !"
POINTED = f"{BREACHING} Le règlement est sur notre site."
SILENT = "Belle journée au marché de Sarlat"


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load_book(SAMPLE)


@pytest.fixture(scope="module")
def checker(book: RuleBook) -> Checker:
    return Checker(book)


def example(
    expect: str, text: str, *, span: str | None = None, asks: tuple[str, ...] = (), **fields: object
) -> Example:
    draft = {"text": text, "jurisdictions": ["FR"], "published_at": "2026-11-22", **fields}
    return Example(expect, draft, span, asks, Place("x.yaml", 1))  # type: ignore[arg-type]


def outcome(checker: Checker, book: RuleBook, kept: Example, **changes: object) -> tuple[str, ...]:
    rule = replace(book.rules[NAME], examples=(kept,), **changes)  # type: ignore[arg-type]
    # The checker judges by the rule as it changed, not by the one that the book was made with.
    if changes:
        checker = Checker(replace(book, rules={NAME: rule}))
    results: list[ExampleResult] = list(run_examples(checker, rule))
    assert len(results) == 1
    assert results[0].passed is not bool(results[0].failures)
    return results[0].failures


CERTAIN = All(tuple(map(parse_test, ["promotion.running", "not $pointer", "possibly not contest.rules_url"])))
"""The rule's condition, but for its question: what is unknown counts as not there."""


def test_a_breach_that_is_found_where_it_is_meant_passes(checker: Checker, book: RuleBook) -> None:
    kept = example("breaching", BREACHING, span="tirage au  SORT")

    assert outcome(checker, book, kept, condition=CERTAIN) == ()


def test_a_breach_elsewhere_fails(checker: Checker, book: RuleBook) -> None:
    kept = example("breaching", BREACHING, span="panier garni")

    failures = outcome(checker, book, kept, condition=CERTAIN)

    assert failures == ("does not point to 'panier garni', but to 'tirage au sort'",)


def test_a_breach_that_is_only_asked_for_fails(checker: Checker, book: RuleBook) -> None:
    failures = outcome(checker, book, example("breaching", BREACHING))

    assert failures == ("raises no finding, only a question: contest.rules_url",)


def test_a_breach_that_is_missed_fails(checker: Checker, book: RuleBook) -> None:
    assert outcome(checker, book, example("breaching", SILENT)) == ("raises no finding",)


def test_an_edit_that_mends_nothing_fails(checker: Checker, book: RuleBook) -> None:
    edit = book.rules[NAME].edit
    assert edit is not None
    useless = replace(edit, text={"fr": "Bonne chance !"})

    failures = outcome(checker, book, example("breaching", BREACHING), condition=CERTAIN, edit=useless)

    assert len(failures) == 1
    assert failures[0].startswith("the edit does not remove the finding: Un panier garni")


def test_an_edit_that_breaks_another_rule_fails(book: RuleBook) -> None:
    rule = replace(book.rules[NAME], examples=(example("breaching", BREACHING),), condition=CERTAIN)
    other = replace(rule, name="fr/contest/other", condition=parse_test("says.rules"), edit=None, examples=())
    checker = Checker(replace(book, rules={NAME: rule, other.name: other}))

    (result,) = run_examples(checker, rule)

    assert len(result.failures) == 1
    assert result.failures[0].startswith("the edit brings a finding of fr/contest/other: ")


def test_a_question_passes_when_it_asks_for_the_field(checker: Checker, book: RuleBook) -> None:
    assert outcome(checker, book, example("asking", BREACHING, asks=("contest.rules_url",))) == ()


def test_a_question_for_another_field_fails(checker: Checker, book: RuleBook) -> None:
    failures = outcome(checker, book, example("asking", BREACHING, asks=("platform",)))

    assert failures == ("does not ask for platform, but for contest.rules_url",)


def test_silence_is_no_question(checker: Checker, book: RuleBook) -> None:
    assert outcome(checker, book, example("asking", SILENT)) == ("raises no question",)


@pytest.mark.parametrize("text", [SILENT, POINTED])
def test_a_clean_draft_passes_when_the_rule_is_silent(checker: Checker, book: RuleBook, text: str) -> None:
    assert outcome(checker, book, example("clean", text)) == ()


def test_a_clean_draft_that_raises_a_question_fails(checker: Checker, book: RuleBook) -> None:
    assert outcome(checker, book, example("clean", BREACHING)) == ("raises a question: contest.rules_url",)


def test_a_clean_draft_that_raises_a_finding_fails_with_the_facts(checker: Checker, book: RuleBook) -> None:
    failures = outcome(checker, book, example("clean", BREACHING), condition=CERTAIN)

    assert len(failures) == 1
    assert failures[0].startswith("raises a finding at 'tirage au sort' because")
    assert "promotion.running" in failures[0]


def test_an_example_that_is_no_draft_fails(checker: Checker, book: RuleBook) -> None:
    failures = outcome(checker, book, example("clean", SILENT, platform="minitel"))

    assert failures[0].startswith("is no valid draft: `platform`")


def test_rules_are_named_in_full_or_by_their_beginning(book: RuleBook) -> None:
    assert [rule.name for rule in rules_named(book, [])] == [NAME]
    assert [rule.name for rule in rules_named(book, ["fr/"])] == [NAME]
    assert [rule.name for rule in rules_named(book, [NAME, "fr"])] == [NAME]
    with pytest.raises(KeyError):
        rules_named(book, ["be"])
