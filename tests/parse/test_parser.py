from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest
from spacy.tokens import Doc

from cmcompliance.draft.model import Contest, Draft, Medium
from cmcompliance.parse import Parser, create_pipeline
from cmcompliance.rulebook.book import Concept, Place, RuleBook

DRAW = Concept("draw", {}, {"fr": ("tirage au sort",)}, {}, Place("lexicon/draw.yaml", 1))


@pytest.fixture(scope="module")
def parser() -> Parser:
    return make_parser()


def make_parser() -> Parser:
    return Parser(cast(RuleBook, SimpleNamespace(concepts={"draw": DRAW}, digest="test")))


def make(**fields: Any) -> Draft:
    return Draft.model_validate({"text": "Un texte"} | fields)


def test_every_published_text_is_parsed_under_its_own_name(parser: Parser) -> None:
    draft = make(
        title="Tirage au sort",
        media=[
            Medium.model_validate({"overlay": "tirage"}),
            Medium.model_validate({"alt": "photo", "transcript": "bonjour"}),
        ],
        contest=Contest.model_validate({"rules_text": "Article 1. Tirage au sort."}),
        links=["https://exemple.fr"],
    )
    parsed = parser.parse(draft)
    assert [(one.field, one.kind) for one in parsed] == [
        ("text", "text"),
        ("title", "title"),
        ("media[0].overlay", "overlay"),
        ("media[1].transcript", "transcript"),
        ("media[1].alt", "alt"),
        ("contest.rules_text", "rules_text"),
        ("links[0]", "links"),
    ]
    assert [len(one.doc.spans["concepts"]) for one in parsed] == [0, 1, 0, 0, 0, 1, 0]


def test_an_empty_text_is_still_a_field(parser: Parser) -> None:
    (only,) = parser.parse(make(text=""))
    assert (only.field, only.doc.text) == ("text", "")


@pytest.mark.parametrize("moment", [date(2026, 11, 22), datetime(2026, 11, 22, 9, 30)])
def test_days_are_counted_from_the_day_of_publication(parser: Parser, moment: date) -> None:
    (only,) = parser.parse(make(text="Tirage demain", published_at=moment))
    assert [span._.value for span in only.doc.spans["entities"]] == [{"date": "2026-11-23"}]


def test_the_declared_language_comes_first(parser: Parser) -> None:
    (only,) = parser.parse(make(text="We are here for you", language="fr"))
    assert only.doc._.languages == ("fr", "en")


def test_docs_share_no_vocabulary_so_that_novel_words_go_with_their_doc(parser: Parser) -> None:
    (first,) = parser.parse(make(text="Tirage au sort #premier"))
    (second,) = parser.parse(make(text="Tirage au sort #second"))
    assert "#premier" in first.doc.vocab.strings
    assert "#premier" not in second.doc.vocab.strings
    del second
    gc.collect()
    assert [(span.label_, span.text) for span in first.doc.spans["concepts"]] == [("draw", "Tirage au sort")]


def test_the_doc_of_a_draft_says_what_the_pipeline_says(parser: Parser) -> None:
    text = (
        "Tirage au sort le 12/12, lot de 50 € ! Si je gagne, « je partage tout » 🎲 #a #b #c https://a.fr/x"
    )
    (only,) = parser.parse(make(text=text, published_at=date(2026, 11, 22)))
    nlp = create_pipeline({"draw": DRAW})
    doc = nlp.make_doc(text)
    doc._.reference = date(2026, 11, 22)
    for _, component in nlp.pipeline:
        doc = component(doc)
    assert spans_of(only.doc) == spans_of(doc)
    assert [(token.text, token._.kind, token._.folded) for token in only.doc] == [
        (token.text, token._.kind, token._.folded) for token in doc
    ]


def spans_of(doc: Doc) -> dict[str, list[Any]]:
    return {
        name: [(span.label_, span.start, span.end, span._.value) for span in group]
        for name, group in doc.spans.items()
    }


def test_each_thread_has_a_parser_of_its_own() -> None:
    texts = [f"Tirage au sort n°{number} le {number % 28 + 1}/12/2026 @lea{number}" for number in range(120)]

    def outcome(text: str, parser: Parser) -> list[tuple[str, str]]:
        (only,) = parser.parse(make(text=text))
        return [
            (span.label_, span.text) for group in ("concepts", "entities") for span in only.doc.spans[group]
        ]

    def work(_: int) -> list[list[tuple[str, str]]]:
        own = make_parser()
        return [outcome(text, own) for text in texts]

    with ThreadPoolExecutor(4) as pool:
        first, *others = pool.map(work, range(4))
    assert all(other == first for other in others)
    assert first[3][0] == ("draw", "Tirage au sort")
