from datetime import date
from typing import Any

import pytest
from tests.books import book, concept, seen

from cmcompliance.draft import parse_draft
from cmcompliance.facts import DraftFacts, FactFinder
from cmcompliance.parse import Parser
from cmcompliance.rulebook.book import PlatformInfo, RuleBook, Sighting

CONCEPTS = (
    concept("draw", "tirage au sort"),
    concept("label", "publicité", "collaboration commerciale"),
    concept("winner", "gagnant[e][s]"),
    concept("stop", "coupe du monde"),
)
PLATFORMS = {"instagram": PlatformInfo("instagram", "Instagram", "Meta", 40, None, None)}


def facts(sighting: Sighting, text: str, **fields: Any) -> DraftFacts:
    a_book: RuleBook = book(concepts=CONCEPTS, found=(seen("says.it", sighting),), platforms=PLATFORMS)
    draft = parse_draft({"text": text, **fields})
    return FactFinder(a_book).find(draft, Parser(a_book).parse(draft), date(2026, 11, 22))


def says(sighting: Sighting, text: str, **fields: Any) -> bool:
    return "says.it" in facts(sighting, text, **fields)


def test_a_concept_is_seen_where_the_author_wrote_it() -> None:
    found = facts(Sighting(concepts=("draw",)), "🎁 Grand TIRAGE au sort dimanche")["says.it"]
    assert [(item.field, item.start, item.end, item.text) for item in found.evidence] == [
        ("text", 8, 22, "TIRAGE au sort")
    ]
    assert found.value is True
    assert found.origin == "text"


def test_facts_are_the_same_in_whatever_order_they_are_asked_for() -> None:
    found = facts(Sighting(concepts=("draw",)), "Tirage au sort dimanche")
    assert {name: found[name] for name in sorted(found)} == dict(found)
    assert len(found) == len(dict(found))
    assert "says.other" not in found
    assert found.get("says.other") is None
    with pytest.raises(KeyError):
        found["says.other"]


def test_what_is_denied_is_not_said() -> None:
    denied = "Ce n'est pas de la publicité."
    assert not says(Sighting(concepts=("label",)), denied)
    assert says(Sighting(concepts=("label",), only=frozenset({"negated"}), but_not=frozenset()), denied)


@pytest.mark.parametrize(
    ("within", "text", "expected"),
    [
        ("sentence", "Un tirage au sort désignera la gagnante.", True),
        ("sentence", "Un tirage au sort aura lieu. La gagnante sera ravie.", False),
        ("field", "Un tirage au sort aura lieu. La gagnante sera ravie.", True),
        (2, "gagnante : tirage au sort", True),
        (2, "gagnante, on en reparle très vite, tirage au sort", False),
    ],
)
def test_near_holds_within_its_stretch(within: str | int, text: str, expected: bool) -> None:
    assert says(Sighting(near=(("draw",), ("winner",)), within=within), text) is expected


def test_near_can_want_an_order() -> None:
    ordered = Sighting(near=(("draw",), ("winner",)), ordered=True)
    assert says(ordered, "Par tirage au sort, une gagnante")
    assert not says(ordered, "Une gagnante par tirage au sort")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Collaboration Commerciale avec Rive", False),
        ("#CollaborationCommerciale", False),
        ("Collaboration Commerciale’s end", False),
        ("Collaboration commerciale avec Rive", True),
        ("COLLABORATION COMMERCIALE", True),
        ("#collaborationcommerciale", True),
    ],
)
@pytest.mark.parametrize("where", [(), ("opening",)])
def test_what_is_spelled_exactly_so_does_not_count(text: str, expected: bool, where: tuple[str, ...]) -> None:
    spellings = ("Collaboration Commerciale", "#CollaborationCommerciale")
    sighting = Sighting(concepts=("label",), not_spelled=spellings, where=where)
    assert says(sighting, text) is expected


def test_the_two_sides_of_near_are_two_places() -> None:
    assert not says(Sighting(near=(("draw",), ("draw",))), "tirage au sort")


def test_without_excludes_company_in_the_same_stretch() -> None:
    alone = Sighting(concepts=("draw",), without=("stop",))
    assert not says(alone, "Tirage au sort de la coupe du monde ce soir")
    assert says(alone, "Tirage au sort demain. La coupe du monde commence aussi.")


def test_entities_are_operands() -> None:
    priced = Sighting(near=(("winner",), ("<money>",)))
    assert says(priced, "La gagnante reçoit 50 €")
    assert not says(priced, "La gagnante reçoit 50 roses")


@pytest.mark.parametrize(
    ("place", "text", "expected"),
    [
        ("before_fold", "Publicité avec la marque", True),
        ("before_fold", "x" * 45 + " publicité", False),
        ("after_fold", "x" * 45 + " publicité", True),
        ("opening", "Publicité\nLa suite du texte", True),
        ("opening", "La suite du texte\nPublicité", False),
        ("ending", "La suite du texte\nPublicité", True),
        ("hashtag_block", "Ma journée à la mer\n#plage #publicité #soleil #mer", True),
        ("prose", "Ma journée à la mer\n#plage #publicité #soleil #mer", False),
    ],
)
def test_where_it_stands(place: str, text: str, expected: bool) -> None:
    assert says(Sighting(concepts=("label",), where=(place,)), text, platform="instagram") is expected


def test_only_the_fields_asked_for_are_searched() -> None:
    media = [{"overlay": "Publicité"}]
    assert says(Sighting(concepts=("label",)), "Bonjour", media=media)
    assert not says(Sighting(concepts=("label",), fields=("text",)), "Bonjour", media=media)


def test_at_least_counts_places() -> None:
    twice = Sighting(concepts=("winner",), at_least=2)
    assert not says(twice, "une gagnante")
    assert says(twice, "une gagnante et un gagnant")


@pytest.mark.parametrize(
    "text",
    ["Merci @maisonbleue_officiel", "chez Maison Bleue", "#MaisonBleue", "la maison bleue, quel endroit"],
)
def test_the_brand_is_found_as_words_handle_or_hashtag(text: str) -> None:
    assert says(Sighting(entities=("brand",)), text, relationship={"brand": "Maison Bleue"})


def test_another_brand_is_not_the_brand() -> None:
    assert not says(
        Sighting(entities=("brand",)), "Merci @maisonverte", relationship={"brand": "Maison Bleue"}
    )


def test_metadata_that_is_absent_is_unknown() -> None:
    found = facts(Sighting(concepts=("draw",)), "Bonjour")
    assert found["author.role"].value is None
    assert found["relationship.kind"].value is None
    assert found["contest"].value is False
    assert found["published_at"].value == 20261122
    assert found["contest.entry_actions.share"].value is None


def test_a_list_that_is_given_is_complete() -> None:
    found = facts(Sighting(concepts=("draw",)), "Bonjour", contest={"entry_actions": ["like"]})
    assert found["contest.entry_actions.like"].value is True
    assert found["contest.entry_actions.share"].value is False


def test_a_member_of_a_list_that_is_not_given_asks_for_the_list() -> None:
    found = facts(Sighting(concepts=("draw",)), "Bonjour")
    assert found["contest.entry_actions.share"].asks == ("contest.entry_actions",)
    assert found["author.role"].asks == ()


def test_an_unknown_relationship_is_unknown() -> None:
    found = facts(Sighting(concepts=("draw",)), "Bonjour", relationship={"kind": "unknown"})
    assert found["relationship.kind"].value is None
