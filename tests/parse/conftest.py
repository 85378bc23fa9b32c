"""A small lexicon, the pipeline made of it, and marked-up examples: `Gagnez [1 500 €](money
amount=1500.0)`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from cmcompliance.parse import create_pipeline
from cmcompliance.rulebook.book import Concept, Place

LEXICON: Mapping[str, Sequence[str]] = {
    "draw": ["tirage au sort", "tir(é|ée|és|ées) au sort", "tas le <date>", "prize draw"],
    "contest": ["jeu[-]concours", "[grand] concours", "giveaway"],
    "dice": ["#tas", "🎲"],
    "purchase": ["obligation d'achat", "purchase necessary"],
    "win_sum": ["gagn* {0-3} <money>"],
    "win": ["gagn(e|ez|er)", "remporte*", "win"],
    "winner": ["gagnant[e][s]", "winner[s]"],
    "sponsored": ["sponsorisé[e][s]", "sponsored", "pub"],
    "partnership": ["collaboration commerciale", "paid partnership"],
    "warning": ["l'abus d'alcool est dangereux pour la santé"],
    "enter": ["particip(e|ez|er)", "enter"],
    "tag": ["(tague|identifie|mentionne) {0-3} ami[e][s]"],
    "gift": ["🎁 offert"],
    "credit": ["(photo|©) google", "📷 (photo|repost)"],
    "made": ["(généré|créé)[e][s] (par|avec) {0-3} ia"],
    "young": ["les 8 12 ans"],
    "chance": ["<number> bières achetées {0-4} chance", "offre {0-8} à (un|<number>) de"],
    "bait": ["(lâche|mets) {0-2} <emoji>", "poste un <emoji>"],
}
EXCEPTIONS: Mapping[str, Sequence[str]] = {
    "draw": ["tirage au sort de la coupe"],
    "contest": ["concours d'infirmier[e]", "{0-2} concours {0-2} police"],
}


def concepts_of(
    lexicon: Mapping[str, Sequence[str]], exceptions: Mapping[str, Sequence[str]]
) -> dict[str, Concept]:
    """Return concepts as a rule book holds them."""
    place = Place("lexicon/test.yaml", 1)
    return {
        name: Concept(name, {}, {"any": tuple(phrases)}, {"any": tuple(exceptions.get(name, ()))}, place)
        for name, phrases in lexicon.items()
    }


@pytest.fixture(scope="session")
def nlp() -> Language:
    return create_pipeline(concepts_of(LEXICON, EXCEPTIONS))


@pytest.fixture(scope="session")
def parse(nlp: Language) -> Callable[..., Doc]:
    """Return a function that parses a text, as of 22 November 2026 unless said otherwise."""

    def parse(text: str, day: date | None = date(2026, 11, 22), language: str | None = None) -> Doc:
        doc = nlp.make_doc(text)
        doc._.reference = day
        doc._.declared_language = language
        for _, component in nlp.pipeline:
            doc = component(doc)
        return doc

    return parse


@pytest.fixture(scope="session")
def spans(parse: Callable[..., Doc]) -> Callable[..., list[tuple[str, str, dict[str, Any]]]]:
    """Return a function that gives (label, words, value) of the spans of a group, in order."""

    def spans(text: str, group: str, **options: Any) -> list[tuple[str, str, dict[str, Any]]]:
        doc = parse(text, **options)
        return [(span.label_, span.text, span._.value) for span in doc.spans[group]]

    return spans


_MARK = re.compile(r"\[(?P<words>[^\]]+)\]\((?P<label>[a-z_]+)(?P<values>[^)]*)\)")
Marked = tuple[str, set[tuple[str, str]], dict[tuple[str, str], dict[str, str]]]


@pytest.fixture(scope="session")
def read() -> Callable[[str], Marked]:
    """Return a function that gives the bare text, the (label, words) marked, and the values written
    with each.
    """

    def read(marked: str) -> Marked:
        values: dict[tuple[str, str], dict[str, str]] = {}
        for match in _MARK.finditer(marked):
            pairs = (pair.split("=") for pair in match["values"].split())
            values[match["label"], match["words"]] = {key: value.replace("_", " ") for key, value in pairs}
        return _MARK.sub(lambda match: match["words"], marked), set(values), values

    return read
