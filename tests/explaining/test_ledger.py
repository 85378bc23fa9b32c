from cmcompliance import Checker
from cmcompliance.draft import parse_draft
from cmcompliance.explaining import explain

TEXT = "🎁 Concours ! Tirage au sort dimanche."


def test_every_fact_is_there_once_what_holds_first() -> None:
    checker = Checker()
    examined = checker.examine(parse_draft({"text": TEXT, "platform": "x", "published_at": "2026-11-22"}))
    facts = explain(examined, checker.book, "fr", rules=(), facts=True).facts
    names = [fact.name for fact in facts]
    book = checker.book
    assert len(set(names)) == len(names)
    assert {*book.found, *book.media, *book.derived, "platform", "author.role"} <= set(names)
    ranks = [0 if fact.value not in {None, False} else 1 if fact.value is None else 2 for fact in facts]
    assert ranks == sorted(ranks)


def test_a_fact_has_its_meaning_origin_and_words() -> None:
    checker = Checker()
    examined = checker.examine(parse_draft({"text": TEXT, "platform": "x"}))
    facts = {fact.name: fact for fact in explain(examined, checker.book, "fr", rules=(), facts=True).facts}
    draw = facts["says.draw"]
    assert (draw.value, draw.origin, draw.meaning) == (True, "text", "le texte annonce un tirage au sort")
    assert [place.text for place in draw.places] == ["Tirage au sort dimanche"]
    assert (facts["platform"].value, facts["platform"].origin) == ("x", "metadata")
    assert (facts["platform"].meaning, facts["platform"].value_meaning) == ("plateforme", "X (Twitter)")
    assert (facts["author.role"].value, facts["author.role"].value_meaning) == (None, None)
    assert facts["published_at"].origin == "assumed"
    assert facts["promotion.running"].origin == "derived"
