import pytest
from tests.books import book, rule

from cmcompliance.rulebook.selector import SelectorError, known_selectors, rules_selected

BOOK = book(rule("fr/contest/rules-missing"), rule("fr/contest/dates"), rule("platforms/tiktok/rules"))
ALL = frozenset(BOOK.rules)


@pytest.mark.parametrize(
    ("selector", "names"),
    [
        ("fr/contest/dates", {"fr/contest/dates"}),
        ("fr/contest", {"fr/contest/dates", "fr/contest/rules-missing"}),
        ("/platforms/", {"platforms/tiktok/rules"}),
        ("contest.rules-missing", ALL),
        ("contest", ALL),
    ],
)
def test_a_rule_a_folder_an_obligation_and_a_topic_select(selector: str, names: set[str]) -> None:
    assert rules_selected(BOOK, [selector]) == names


def test_several_selectors_add_up() -> None:
    assert rules_selected(BOOK, ["fr", "platforms/tiktok"]) == ALL
    assert rules_selected(BOOK, []) == frozenset()


@pytest.mark.parametrize(
    ("selector", "near"), [("fr/contest/date", "`fr/contest/dates`"), ("contests", "`contest`")]
)
def test_one_that_names_no_rule_is_an_error_with_the_nearest_one(selector: str, near: str) -> None:
    with pytest.raises(SelectorError, match=near):
        rules_selected(BOOK, [selector])


def test_half_a_word_selects_nothing() -> None:
    with pytest.raises(SelectorError):
        rules_selected(BOOK, ["fr/con"])


def test_every_known_selector_selects() -> None:
    assert all(rules_selected(BOOK, [selector]) for selector in known_selectors(BOOK))
