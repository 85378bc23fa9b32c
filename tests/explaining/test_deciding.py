from __future__ import annotations

from cmcompliance.explaining.deciding import obstacles
from cmcompliance.explaining.model import Step


def field(value: bool | str | None, wanted: str, *, negated: bool = False) -> Step:
    held = {True: "oui", False: "non", None: None}.get(value, value) if not isinstance(value, str) else value
    return Step(
        "test",
        None if value is None else False,
        test="x",
        fact="contest.free_entry",
        negated=negated,
        value=value,
        meaning="participation gratuite",
        value_meaning=held,
        wanted=wanted,
    )


def test_a_yes_that_is_in_the_way_is_told_from_one_that_lacks() -> None:
    assert obstacles(field(True, "non"), "fr") == ["ceci l'écarte : participation gratuite"]
    assert obstacles(field(False, "oui"), "fr") == ["il faudrait ceci : participation gratuite"]
    assert obstacles(field(None, "oui"), "fr") == ["inconnu : participation gratuite"]


def test_the_cases_of_which_none_holds_are_named() -> None:
    cases = Step("any", False, (field(True, "non"), field("peut-être", "« jamais »")))
    assert obstacles(cases, "fr") == [
        "il faudrait l'un de ceux-ci : pas : participation gratuite, participation gratuite (« jamais »)"
    ]
    assert obstacles(cases, "en") == [
        "it would take one of these: not: participation gratuite, participation gratuite (« jamais »)"
    ]
