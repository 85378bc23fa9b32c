from datetime import date

from tests.books import PLACE, WORDS, book, source

from cmcompliance.draft import parse_draft
from cmcompliance.facts.mechanics import MechanicsFacts
from cmcompliance.rulebook.book import Mechanic, MechanicCell

TERMS = source("facebook.promotions", platform="facebook", start=date(2015, 3, 27))
TAG = Mechanic("tag_friends", WORDS, {"facebook": MechanicCell("forbidden", "facebook.promotions")}, PLACE)
BOOK = book(sources=(TERMS,), mechanics=(TAG,))


def test_the_value_comes_from_the_drafts_platform() -> None:
    facts = MechanicsFacts(BOOK).find(parse_draft({"text": "x", "platform": "facebook"}), date(2026, 11, 22))

    fact = facts["mechanics.tag_friends"]
    assert (fact.value, fact.origin, fact.asks) == ("forbidden", "metadata", ())


def test_the_terms_of_the_day_count() -> None:
    facts = MechanicsFacts(BOOK).find(parse_draft({"text": "x", "platform": "facebook"}), date(2014, 1, 1))

    assert facts["mechanics.tag_friends"].value == "silent"


def test_a_platform_that_says_nothing_is_silent() -> None:
    facts = MechanicsFacts(BOOK).find(parse_draft({"text": "x", "platform": "instagram"}), date(2026, 11, 22))

    assert facts["mechanics.tag_friends"].value == "silent"


def test_without_a_platform_it_is_unknown_and_the_platform_is_asked_for() -> None:
    facts = MechanicsFacts(BOOK).find(parse_draft({"text": "x"}), date(2026, 11, 22))

    fact = facts["mechanics.tag_friends"]
    assert (fact.value, fact.asks) == (None, ("platform",))


def test_the_terms_change_on_the_day_they_begin_and_after_the_day_they_end() -> None:
    terms = source("facebook.promotions", platform="facebook", start=date(2015, 3, 27), end=date(2020, 5, 1))
    mechanics = MechanicsFacts(book(sources=(terms,), mechanics=(TAG,)))
    draft = parse_draft({"text": "x", "platform": "facebook"})
    days = [date(2015, 3, 26), date(2015, 3, 27), date(2020, 5, 1), date(2020, 5, 2)]

    # Forwards and backwards: what was read for one day is not taken for another.
    for order in (days, days[::-1]):
        states = {day: mechanics.find(draft, day)["mechanics.tag_friends"].value for day in order}
        assert [states[day] for day in days] == ["silent", "forbidden", "forbidden", "silent"]


def test_the_terms_of_two_platforms_are_not_mixed_up() -> None:
    mechanics = MechanicsFacts(BOOK)
    states = [
        mechanics.find(parse_draft({"text": "x", "platform": name}), date(2026, 11, 22))[
            "mechanics.tag_friends"
        ].value
        for name in ("facebook", "instagram", None, "facebook")
    ]
    assert states == ["forbidden", "silent", None, "forbidden"]
