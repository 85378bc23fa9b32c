from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.report import Severity
from cmcompliance.rulebook import RuleBook, load_book
from cmcompliance.rulebook.book import Place
from cmcompliance.rulebook.selector import SelectorError, known_selectors, rules_selected
from cmcompliance.settings.policy import policy_of, wrong_selectors
from cmcompliance.settings.settings import Given, RulesChoice, Settings

PLACE = Place("a.toml", 3, 5)
BOOK = load_book()


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return BOOK


def listed(*selectors: str) -> tuple[Given[str], ...]:
    return tuple(Given(selector, PLACE) for selector in selectors)


def choice(
    off: tuple[str, ...] = (),
    on: tuple[str, ...] = (),
    only: tuple[str, ...] | None = None,
    severity: dict[str, Severity] | None = None,
) -> RulesChoice:
    graded = {selector: Given(value, PLACE) for selector, value in (severity or {}).items()}
    return RulesChoice(listed(*off), listed(*on), None if only is None else listed(*only), graded)


def off(book: RuleBook, *choices: RulesChoice, only: tuple[str, ...] = ()) -> frozenset[str]:
    return policy_of(Settings(rules=choices), book, only).off


def test_rules_are_off_by_any_selector(book: RuleBook) -> None:
    for selector in ("fr/contest", "contest", "contest.rules-missing", "fr/contest/rules-missing"):
        assert off(book, choice(off=(selector,))) == rules_selected(book, [selector])


def test_only_leaves_the_others_off_and_off_takes_away_from_it(book: RuleBook) -> None:
    silent = off(book, choice(only=("contest",), off=("fr/contest",)))
    speaking = set(book.rules) - silent
    assert speaking == rules_selected(book, ["contest"]) - rules_selected(book, ["fr/contest"])
    assert speaking


def test_in_a_table_the_selector_that_names_fewer_rules_decides(book: RuleBook) -> None:
    silent = off(book, choice(off=("contest",), on=("contest.rules-missing",)))
    assert silent == rules_selected(book, ["contest"]) - rules_selected(book, ["contest.rules-missing"])
    assert off(book, choice(off=("contest.rules-missing",), on=("contest",))) == rules_selected(
        book, ["contest.rules-missing"]
    )


def test_a_nearer_table_has_on_what_one_further_away_has_off_whatever_the_selectors(book: RuleBook) -> None:
    far = choice(off=("fr/contest/rules-missing",))
    assert off(book, far, choice(on=("contest",))) == frozenset()
    assert off(book, choice(only=("disclosure",)), choice(on=("contest",))) == set(
        book.rules
    ) - rules_selected(book, ["disclosure", "contest"])
    assert off(book, far, choice(severity={"contest": "info"})) == {"fr/contest/rules-missing"}


def test_a_nearer_only_replaces_one_further_away_and_turns_nothing_on(book: RuleBook) -> None:
    silent = off(book, choice(only=("disclosure",), off=("fr/contest",)), choice(only=("contest",)))
    assert set(book.rules) - silent == rules_selected(book, ["contest"]) - rules_selected(
        book, ["fr/contest"]
    )


def test_what_is_asked_for_speaks_whatever_the_settings_say(book: RuleBook) -> None:
    silent = off(book, choice(off=("contest",)), only=("contest.rules-missing",))
    assert set(book.rules) - silent == rules_selected(book, ["contest.rules-missing"])
    with pytest.raises(SelectorError, match=r"'contst'; did you mean `contest`\?"):
        off(book, only=("contst",))


def test_the_narrowest_selector_decides_how_grave_a_breach_is(book: RuleBook) -> None:
    wanted: dict[str, Severity] = {
        "fr/contest/rules-missing": "error",
        "contest": "info",
        "contest.rules-missing": "warning",
    }
    severity = policy_of(Settings(rules=(choice(severity=wanted),)), book).severity
    assert severity["fr/contest/rules-missing"] == "error"
    others = rules_selected(book, ["contest.rules-missing"]) - {"fr/contest/rules-missing"}
    assert {severity[rule] for rule in others} == {"warning"}
    rest = rules_selected(book, ["contest"]) - rules_selected(book, ["contest.rules-missing"])
    assert {severity[rule] for rule in rest} == {"info"}


def test_a_nearer_table_decides_how_grave_a_breach_is(book: RuleBook) -> None:
    far, near = choice(severity={"fr/contest/rules-missing": "error"}), choice(severity={"contest": "info"})
    severity = policy_of(Settings(rules=(far, near)), book).severity
    assert severity["fr/contest/rules-missing"] == "info"


def test_each_wrong_selector_is_told_at_its_place_with_the_nearest(book: RuleBook) -> None:
    wrong = choice(off=("contst",), on=("contest",), only=("fr/contst",), severity={"disclosur": "info"})
    assert [str(problem) for problem in wrong_selectors([wrong], book)] == [
        "a.toml:3:5: no rule is named by 'contst'; did you mean `contest`?",
        "a.toml:3:5: no rule is named by 'fr/contst'; did you mean `fr/contest`?",
        "a.toml:3:5: no rule is named by 'disclosur'; did you mean `disclosure`?",
    ]


SELECTORS = sorted(known_selectors(BOOK))


@given(st.lists(st.sampled_from(SELECTORS), max_size=4), st.lists(st.sampled_from(SELECTORS), max_size=4))
def test_a_rule_named_only_by_off_is_off_and_one_named_only_by_on_is_on(
    silent: list[str], speaking: list[str]
) -> None:
    found = off(BOOK, choice(off=("contest", "disclosure")), choice(off=tuple(silent), on=tuple(speaking)))
    by_off, by_on = rules_selected(BOOK, silent), rules_selected(BOOK, speaking)
    assert by_off - by_on <= found
    assert not (by_on - by_off) & found
    untouched = rules_selected(BOOK, ["contest", "disclosure"]) - by_off - by_on
    assert untouched <= found
    assert found <= by_off | rules_selected(BOOK, ["contest", "disclosure"])
