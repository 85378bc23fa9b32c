from datetime import date

from tests.books import PLACE, WORDS, book, source

from cmcompliance.draft import parse_draft
from cmcompliance.facts.mechanics import mechanics_facts
from cmcompliance.rulebook.book import Mechanic, MechanicCell

TERMS = source("facebook.promotions", platform="facebook", start=date(2015, 3, 27))
TAG = Mechanic("tag_friends", WORDS, {"facebook": MechanicCell("forbidden", "facebook.promotions")}, PLACE)
BOOK = book(sources=(TERMS,), mechanics=(TAG,))


def test_the_value_comes_from_the_drafts_platform() -> None:
    facts = mechanics_facts(parse_draft({"text": "x", "platform": "facebook"}), BOOK, date(2026, 11, 22))

    fact = facts["mechanics.tag_friends"]
    assert (fact.value, fact.origin, fact.asks) == ("forbidden", "metadata", ())


def test_the_terms_of_the_day_count() -> None:
    facts = mechanics_facts(parse_draft({"text": "x", "platform": "facebook"}), BOOK, date(2014, 1, 1))

    assert facts["mechanics.tag_friends"].value == "silent"


def test_a_platform_that_says_nothing_is_silent() -> None:
    facts = mechanics_facts(parse_draft({"text": "x", "platform": "instagram"}), BOOK, date(2026, 11, 22))

    assert facts["mechanics.tag_friends"].value == "silent"


def test_without_a_platform_it_is_unknown_and_the_platform_is_asked_for() -> None:
    facts = mechanics_facts(parse_draft({"text": "x"}), BOOK, date(2026, 11, 22))

    fact = facts["mechanics.tag_friends"]
    assert (fact.value, fact.asks) == (None, ("platform",))
