from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.books import book, rule, source

from cmcompliance.checking.goals import Setting, applications, candidates, goals_of
from cmcompliance.checking.timetable import Timetable
from cmcompliance.rulebook import load_book
from cmcompliance.rulebook.book import ScopeEntry

SHIPPED = load_book()
GOALS = goals_of(SHIPPED)
FRANCE = Setting("post", "instagram", ("FR", "BE"))
TABLE = Timetable(candidates(GOALS, FRANCE, SHIPPED))


@given(st.dates(date(2005, 1, 1), date(2030, 12, 31)))
def test_the_first_day_of_an_era_stands_for_each_of_its_days(day: date) -> None:
    era = TABLE.era_of(day)
    assert era <= day
    assert TABLE.applications(era) == [*applications(GOALS, FRANCE, day, SHIPPED)]


def test_an_era_ends_only_where_something_changes_in_the_setting() -> None:
    a_book = book(
        rule("here", territories=(ScopeEntry("FR", start=date(2023, 6, 10)),), sources=("fr",)),
        rule("there", territories=(ScopeEntry("US", start=date(2020, 1, 1)),), sources=("us",)),
        sources=(source("fr", territory="FR"), source("us", territory="US")),
    )
    table = Timetable(candidates(goals_of(a_book), Setting("post", None, ("FR",)), a_book))
    change = date(2023, 6, 10)
    assert table.era_of(date(2021, 1, 1)) == table.era_of(change - timedelta(days=1)) == date.min
    assert table.era_of(change) == table.era_of(date(2030, 1, 1)) == change
    assert [len(table.applications(day)) for day in (date.min, change)] == [0, 1]


@given(st.dates(date(2005, 1, 1), date(2030, 12, 31)))
def test_the_rules_of_a_day_are_those_of_its_applications(day: date) -> None:
    names = [application.goal.rule.name for application in TABLE.applications(day)]
    assert TABLE.rules(day) == list(dict.fromkeys(names))
