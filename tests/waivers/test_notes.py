from datetime import date
from typing import get_args

import pytest
from tests.books import book, rule

from cmcompliance.report import WaiverTrouble
from cmcompliance.waivers import Waiver
from cmcompliance.waivers.matching import Trouble
from cmcompliance.waivers.notes import Language, note

BOOK = book(rule("fr/contest/rules-missing"))
WAIVER = Waiver("fr/contst", "accord", "Léa", date(2026, 1, 31), place="waivers.toml:3")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", get_args(WaiverTrouble))
def test_each_trouble_is_told_in_the_readers_language_with_who_answers_for_it(
    language: Language, kind: WaiverTrouble
) -> None:
    told = note(Trouble(kind, WAIVER, ("fr/contest/rules-missing",), ("un\nmot",)), BOOK, language)
    assert "Léa" in told.message
    assert "{" not in told.message
    assert ("La dérogation" in told.message or "la dérogation" in told.message) == (language == "fr")
    assert (told.kind, told.rule, told.until, told.place) == (
        kind,
        "fr/contst",
        date(2026, 1, 31),
        "waivers.toml:3",
    )


def test_a_rule_that_does_not_exist_comes_with_the_nearest_that_does() -> None:
    message = note(Trouble("unknown_rule", WAIVER), BOOK, "en").message
    assert message == (
        "The waiver by Léa names no rule: fr/contst does not exist (did you mean fr/contest?)."
    )


def test_many_passages_are_not_all_listed() -> None:
    message = note(Trouble("partial", WAIVER, (), ("a", "b", "c", "d")), BOOK, "en").message
    assert "“a”, “b”, “c”, … remain" in message
