"""Of several rules that see the same breach, one speaks."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.books import book, concept, rule, seen, source

from cmcompliance import Checker
from cmcompliance.draft import parse_draft
from cmcompliance.rulebook.book import Rule, ScopeEntry, Sighting
from cmcompliance.rulebook.condition import Condition, Test

FR, BE, EU, US, NY = (ScopeEntry(key) for key in ("FR", "BE", "EU", "US", "US-NY"))
WORDS = ("apple", "pear")
SOURCES = (
    source("fr", territory="FR"),
    source("eu", territory="EU"),
    source("us", territory="US"),
    source("ig", platform="instagram"),
)
LAW = ("fr", "eu", "us")


def said(*rules: Rule, text: str = "apple and pear", jurisdictions: tuple[str, ...] = ("FR",)) -> list[str]:
    a_book = book(
        *rules,
        concepts=tuple(concept(word, word) for word in WORDS),
        found=tuple(seen(f"says.{word}", Sighting(concepts=(word,))) for word in WORDS),
        sources=SOURCES,
    )
    draft = parse_draft(
        {"text": text, "platform": "instagram", "language": "en", "jurisdictions": list(jurisdictions)}
    )
    return sorted(finding.rule for finding in Checker(a_book).check(draft).findings)


def law(name: str, *territories: ScopeEntry, word: str = "apple") -> Rule:
    condition: Condition = Test(f"says.{word}")
    return rule(name, condition=condition, territories=territories, sources=LAW)


def terms(name: str, word: str = "apple") -> Rule:
    return rule(name, condition=Test(f"says.{word}"), platforms=(ScopeEntry("instagram"),), sources=("ig",))


def test_the_rule_of_a_union_yields_to_that_of_the_country_whatever_the_words() -> None:
    assert said(law("eu/a", EU), law("fr/a", FR, word="pear")) == ["fr/a"]


def test_where_the_country_has_nothing_to_say_the_union_speaks() -> None:
    assert said(law("eu/a", EU), law("fr/a", FR, word="pear"), text="apple") == ["eu/a"]
    assert said(law("eu/a", EU), law("be/a", BE)) == ["eu/a"]


def test_the_rule_of_a_federation_yields_to_that_of_the_state() -> None:
    assert said(law("us/a", US), law("us-ny/a", NY), jurisdictions=("US-NY",)) == ["us-ny/a"]


def test_each_audience_is_told_of_its_own_law() -> None:
    assert said(law("eu/a", EU), law("us/a", US), jurisdictions=("FR", "US")) == ["eu/a", "us/a"]


def test_of_two_rules_that_see_the_same_words_the_more_severe_one_speaks() -> None:
    severe = replace(law("fr/z", FR), severity="error")
    assert said(law("fr/a", FR), severe) == ["fr/z"]
    assert said(law("fr/a", FR), law("fr/z", FR)) == ["fr/a"]


def test_two_rules_that_see_different_words_both_speak() -> None:
    assert said(law("fr/a", FR), law("fr/b", FR, word="pear")) == ["fr/a", "fr/b"]


def test_the_terms_of_a_platform_yield_to_the_law_on_the_same_words_only() -> None:
    assert said(law("fr/a", FR), terms("platforms/a")) == ["fr/a"]
    assert said(law("fr/a", FR), terms("platforms/b", "pear")) == ["fr/a", "platforms/b"]


def test_what_a_platform_forbids_is_said_beside_mere_advice_of_the_law() -> None:
    severe = replace(terms("platforms/a"), severity="error")
    assert said(law("fr/a", FR), severe) == ["fr/a", "platforms/a"]


def test_a_duty_of_its_own_is_said_beside_the_others() -> None:
    assert said(law("fr/a", FR), replace(law("fr/b", FR), beside=True)) == ["fr/a", "fr/b"]


def test_rules_of_different_obligations_all_speak() -> None:
    other = replace(law("fr/b", FR), obligation="contest.paid-entry")
    assert said(law("fr/a", FR), other) == ["fr/a", "fr/b"]


RULES = [
    law("eu/a", EU),
    law("eu/b", EU, word="pear"),
    law("fr/a", FR),
    law("fr/b", FR, word="pear"),
    terms("platforms/a"),
    replace(law("fr/c", FR), severity="error"),
]


@settings(deadline=None, max_examples=50)
@given(st.permutations(RULES), st.sets(st.sampled_from([rule.name for rule in RULES]), min_size=1))
def test_the_order_of_the_rules_changes_nothing_and_something_is_always_said(
    rules: list[Rule], chosen: set[str]
) -> None:
    some = [one for one in rules if one.name in chosen]
    result = said(*some)
    assert result
    assert result == said(*sorted(some, key=lambda one: one.name))
