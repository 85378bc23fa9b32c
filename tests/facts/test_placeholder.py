from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.books import book, seen

from cmcompliance.draft import parse_draft
from cmcompliance.facts import FactFinder
from cmcompliance.parse import Parser
from cmcompliance.rulebook.book import Sighting

FIELDS = ("text", "title", "overlay", "transcript", "alt", "rules_text", "links")
BOOK = replace(
    book(found=(seen("says.left", Sighting(entities=("placeholder",), but_not=frozenset(), fields=FIELDS)),)),
    placeholders={
        "brand": {"fr": "[marque]", "en": "[brand]"},
        "prizes": {"fr": "[1 × lot, d'une valeur de 100 €]", "en": "[1 × prize]"},
        "company": {"fr": "[société de la plateforme]", "en": "[platform's company]"},
    },
)


def left(text: str, **fields: Any) -> list[tuple[str, str]]:
    draft = parse_draft({"text": text, **fields})
    facts = FactFinder(BOOK).find(draft, Parser(BOOK).parse(draft), date(2026, 11, 22))
    return [(item.field, item.text) for item in facts["says.left"].evidence] if "says.left" in facts else []


@pytest.mark.parametrize(
    "written",
    [
        "[marque]",
        "[Marque]",
        "[ MARQUE ]",
        "[brand]",
        "[1 × lot, d’une valeur de 100 €]",
        "[Societe de la plateforme]",
    ],
)
def test_a_placeholder_is_seen_in_whatever_writing(written: str) -> None:
    assert left(f"Avec {written} ce soir. Bises") == [("text", written)]


def test_a_placeholder_is_seen_where_it_is_denied_asked_or_quoted() -> None:
    assert left("Ce n'est pas « [marque] » ? Non, sans [marque].") == [("text", "[marque]")] * 2


def test_a_placeholder_is_seen_in_every_text_of_a_draft() -> None:
    media = [{"kind": "image", "overlay": "[marque]", "transcript": "[marque]", "alt": "[marque]"}]
    contest = {"rules_text": "Organisé par [marque]."}
    found = left(
        "Bonjour", title="Chez [marque]", media=media, contest=contest, links=["https://x.fr/[marque]"]
    )
    assert {field for field, _ in found} == {
        "title",
        "media[0].overlay",
        "media[0].transcript",
        "media[0].alt",
        "contest.rules_text",
        "links[0]",
    }


@pytest.mark.parametrize(
    "text",
    [
        "[Vidéo] La marque se présente",
        "(marque) {marque} <marque>",
        "[marque](https://exemple.fr)",
        "[marque][1]",
        "[marque]: https://exemple.fr",
        "[la marque]",
        "[marque",
        "marque]",
        "[]",
    ],
)
def test_other_brackets_are_none(text: str) -> None:
    assert left(text) == []
