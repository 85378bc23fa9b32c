from tests.books import rule

from cmcompliance.checking.docket import docket
from cmcompliance.checking.goals import Application, Goal
from cmcompliance.rulebook.condition import Test


def application(key: str, jurisdiction: str) -> Application:
    return Application(Goal(key, rule(key), None, None, Test("media"), ()), jurisdiction, None, ())


A_FR, B_FR, A_BE = application("a", "FR"), application("b", "FR"), application("a", "BE")


def test_applications_are_found_by_goal_in_the_order_of_all() -> None:
    some = docket([A_FR, B_FR, A_BE], ["JP"])
    assert some.goals == {"a", "b"}
    assert some.of(["b", "a"]) == [A_FR, B_FR, A_BE]
    assert some.of(["a"]) == [A_FR, A_BE]
    assert some.uncovered == ("JP",)


def test_a_goal_without_an_application_is_passed_over() -> None:
    assert docket([A_FR], []).of(["a!0", "a"]) == [A_FR]
