from dataclasses import replace
from datetime import date

from tests.books import book, rule, source

from cmcompliance.checking.goals import (
    Setting,
    applications,
    candidates,
    conditions_of,
    goals_of,
    grades_of,
)
from cmcompliance.rulebook.book import EditTemplate, RuleBook, Scope, ScopeEntry
from cmcompliance.rulebook.condition import Test

DAY = date(2026, 11, 22)


def applied(
    a_book: RuleBook, *jurisdictions: str, kind: str = "post", platform: str | None = None, day: date = DAY
) -> list[tuple[str, str | None]]:
    found = applications(goals_of(a_book), Setting(kind, platform, jurisdictions), day, a_book)
    return [(item.goal.key, item.jurisdiction) for item in found]


def test_the_law_of_the_union_applies_in_each_of_its_countries() -> None:
    a_book = book(
        rule("r", territories=(ScopeEntry("EU"),), sources=("eu",)), sources=(source("eu", territory="EU"),)
    )
    assert applied(a_book, "FR", "US") == [("r@EU", "FR")]


def test_the_nearest_territory_decides() -> None:
    entries = (ScopeEntry("EU", {"label": "says.eu"}), ScopeEntry("FR", {"label": "says.fr"}))
    a_book = book(
        rule("r", condition=Test("$label"), territories=entries, sources=("eu",)),
        sources=(source("eu", territory="EU"),),
    )
    assert applied(a_book, "FR", "BE") == [("r@FR", "FR"), ("r@EU", "BE")]
    assert goals_of(a_book)["r@FR"].condition == Test("says.fr")


def test_a_rule_without_a_source_in_force_does_not_run() -> None:
    a_book = book(
        rule("r", territories=(ScopeEntry("FR"),), sources=("old",)),
        sources=(source("old", territory="FR", start=date(2010, 1, 1), end=date(2016, 6, 30)),),
    )
    assert applied(a_book, "FR", day=date(2016, 6, 30))
    assert not applied(a_book, "FR", day=date(2016, 7, 1))


def test_a_source_of_another_country_does_not_bind() -> None:
    a_book = book(
        rule("r", territories=(ScopeEntry("EU"),), sources=("be",)), sources=(source("be", territory="BE"),)
    )
    assert not applied(a_book, "FR")
    assert applied(a_book, "BE")


def test_terms_of_a_platform_apply_on_it_whatever_the_country() -> None:
    a_book = book(
        rule("r", platforms=(ScopeEntry("instagram"),), sources=("terms",)),
        sources=(source("terms", platform="instagram"),),
    )
    assert applied(a_book, "US-NY", platform="instagram") == [("r@instagram", None)]
    assert not applied(a_book, "US-NY", platform="facebook")
    assert not applied(a_book, "US-NY")


def test_kinds_and_days_outside_the_scope_are_left_alone() -> None:
    scope = Scope(kinds_except=frozenset({"bio"}), start=date(2024, 1, 1))
    a_book = book(
        rule("r", scope=scope, territories=(ScopeEntry("FR"),), sources=("fr",)),
        sources=(source("fr", territory="FR"),),
    )
    assert applied(a_book, "FR")
    assert not applied(a_book, "FR", kind="bio")
    assert not applied(a_book, "FR", day=date(2023, 12, 31))


def test_a_federal_rule_reaches_its_states_and_not_the_reverse() -> None:
    a_book = book(
        rule("r", territories=(ScopeEntry("US-NY"),), sources=("ny",)),
        sources=(source("ny", territory="US-NY"),),
    )
    assert applied(a_book, "US-NY")
    assert not applied(a_book, "US")


def test_the_law_changes_when_something_begins_and_the_day_after_something_ends() -> None:
    a_book = book(
        rule("r", territories=(ScopeEntry("FR", start=date(2023, 6, 10)),), sources=("old",)),
        sources=(source("old", territory="FR", start=date(2010, 1, 1), end=date(2016, 6, 30)),),
    )
    [found] = candidates(goals_of(a_book), Setting("post", None, ("FR",)), a_book)
    assert sorted(found.changes()) == [date(2010, 1, 1), date(2016, 7, 1), date(2023, 6, 10)]
    assert [*candidates(goals_of(a_book), Setting("post", None, ("US",)), a_book)] == []


def test_a_rule_does_not_apply_in_a_territory_that_it_leaves_out() -> None:
    scope = Scope(excepted=frozenset({"FR"}))
    a_book = book(
        rule("r", scope=scope, territories=(ScopeEntry("EU"),), sources=("eu",)),
        sources=(source("eu", territory="EU"),),
    )
    assert applied(a_book, "FR", "BE") == [("r@EU", "BE")]


def test_the_goals_that_grade_a_breach_are_listed_where_there_are_any() -> None:
    graded = replace(rule("r"), severity_when=(("error", Test("contest")), ("info", Test("links"))))
    assert grades_of(goals_of(book(graded, rule("plain")))) == {"r": ("r!0", "r!1")}


def test_what_proves_an_edit_is_decided_with_the_breach_and_bound_as_it_is() -> None:
    edit = EditTemplate("insert", {"fr": "Publicité"}, safe_when=Test("$proof"))
    entries = (ScopeEntry("FR", {"proof": "contest"}), ScopeEntry("BE", {"proof": "links"}))
    goals = goals_of(book(rule("r", territories=entries, edit=edit)))
    assert grades_of(goals) == {"r@FR": ("r@FR!safe",), "r@BE": ("r@BE!safe",)}
    conditions = conditions_of(goals)
    assert (conditions["r@FR!safe"], conditions["r@BE!safe"]) == (Test("contest"), Test("links"))
