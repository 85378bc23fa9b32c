from datetime import date

from tests.books import book, rule, source

from cmcompliance.checking.context import Context
from cmcompliance.checking.goals import applications, bind, goals_of
from cmcompliance.draft import Draft
from cmcompliance.rulebook.book import RuleBook, Scope, ScopeEntry
from cmcompliance.rulebook.condition import All, Test

DAY = date(2026, 11, 22)


def applied(
    a_book: RuleBook, draft: Draft, *jurisdictions: str, day: date = DAY
) -> list[tuple[str, str | None]]:
    context = Context(day, jurisdictions, "fr", ("fr",), ())
    found = applications(goals_of(a_book), draft, context, a_book)
    return [(item.goal.key, item.jurisdiction) for item in found]


def test_the_law_of_the_union_applies_in_each_of_its_countries() -> None:
    a_book = book(
        rule("r", territories=(ScopeEntry("EU"),), sources=("eu",)), sources=(source("eu", territory="EU"),)
    )
    assert applied(a_book, Draft(text=""), "FR", "US") == [("r@EU", "FR")]


def test_the_nearest_territory_decides() -> None:
    entries = (ScopeEntry("EU", {"label": "says.eu"}), ScopeEntry("FR", {"label": "says.fr"}))
    a_book = book(
        rule("r", condition=Test("$label"), territories=entries, sources=("eu",)),
        sources=(source("eu", territory="EU"),),
    )
    assert applied(a_book, Draft(text=""), "FR", "BE") == [("r@FR", "FR"), ("r@EU", "BE")]
    assert goals_of(a_book)["r@FR"].condition == Test("says.fr")


def test_a_rule_without_a_source_in_force_does_not_run() -> None:
    a_book = book(
        rule("r", territories=(ScopeEntry("FR"),), sources=("old",)),
        sources=(source("old", territory="FR", start=date(2010, 1, 1), end=date(2016, 6, 30)),),
    )
    assert applied(a_book, Draft(text=""), "FR", day=date(2016, 6, 30))
    assert not applied(a_book, Draft(text=""), "FR", day=date(2016, 7, 1))


def test_a_source_of_another_country_does_not_bind() -> None:
    a_book = book(
        rule("r", territories=(ScopeEntry("EU"),), sources=("be",)), sources=(source("be", territory="BE"),)
    )
    assert not applied(a_book, Draft(text=""), "FR")
    assert applied(a_book, Draft(text=""), "BE")


def test_terms_of_a_platform_apply_on_it_whatever_the_country() -> None:
    a_book = book(
        rule("r", platforms=(ScopeEntry("instagram"),), sources=("terms",)),
        sources=(source("terms", platform="instagram"),),
    )
    assert applied(a_book, Draft(text="", platform="instagram"), "US-NY") == [("r@instagram", None)]
    assert not applied(a_book, Draft(text="", platform="facebook"), "US-NY")
    assert not applied(a_book, Draft(text=""), "US-NY")


def test_kinds_and_days_outside_the_scope_are_left_alone() -> None:
    scope = Scope(kinds_except=frozenset({"bio"}), start=date(2024, 1, 1))
    a_book = book(
        rule("r", scope=scope, territories=(ScopeEntry("FR"),), sources=("fr",)),
        sources=(source("fr", territory="FR"),),
    )
    assert applied(a_book, Draft(text=""), "FR")
    assert not applied(a_book, Draft(text="", kind="bio"), "FR")
    assert not applied(a_book, Draft(text=""), "FR", day=date(2023, 12, 31))


def test_a_federal_rule_reaches_its_states_and_not_the_reverse() -> None:
    a_book = book(
        rule("r", territories=(ScopeEntry("US-NY"),), sources=("ny",)),
        sources=(source("ny", territory="US-NY"),),
    )
    assert applied(a_book, Draft(text=""), "US-NY")
    assert not applied(a_book, Draft(text=""), "US")


def test_binding_replaces_names_only() -> None:
    condition = All((Test("$label", negated=True), Test("media")))
    assert bind(condition, {"label": "says.x"}) == All((Test("says.x", negated=True), Test("media")))
