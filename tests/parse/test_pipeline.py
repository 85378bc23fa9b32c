from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from tests.effort import effort

from cmcompliance.parse import create_pipeline
from cmcompliance.rulebook.book import Concept, Place
from cmcompliance.rulebook.phrase import PhraseError

GROUPS = [
    *("concepts", "entities", "sentences", "clauses", "lines", "hashtag_block"),
    *("negated", "conditional", "question", "quoted", "past", "third_party"),
]
CHARACTERS = "a1 .,!?#@€%'’\"«»()\n\r\t\u00a0\u200b\u0301\u202e👍\u200d\ufe0f🇫😀сδ"
PIECES = [
    *(
        "tirage au sort",
        "#JeuConcours",
        "1 500 €",
        "du 2 au 9 décembre",
        "n'est pas",
        "« oui »",
        "https://a.fr/x",
    ),
    *(
        "\n",
        " ",
        ". ",
        "18+",
        "c o n c o u r s",
        "𝗖𝗢𝗡",
        "gagnant·e·s",
        "si",
        "a gagné",
        "🎲",
        "le 31/02",
        "99/99",
    ),
    *("\x00", "🅰️", "2026-13-45", "25 h 99"),
]
ANY_TEXT = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=st.sampled_from(CHARACTERS), max_size=40),
    st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
)


@settings(max_examples=300, deadline=None)
@given(ANY_TEXT)
@example("")
@example(" \n\t ")
@example("\x00")
@example("שלום #مرحبا 你好")
@example("İ" * 5 + " ǅ ﬀ ﷺ")
@example("9" * 5000 + " €")
@example("111 " * 2000)
@example("¹⁄₂ ½ ² ٣٤ ① Ⅳ")
def test_any_text_is_parsed_and_left_as_it_is(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    for group in GROUPS:
        for span in doc.spans[group]:
            assert 0 <= span.start < span.end <= len(doc)
            assert text[span.start_char : span.end_char] == span.text
    for name in ("sentences", "clauses", "lines"):
        assert all(one.end <= other.start for one, other in pairwise(doc.spans[name]))
    assert all(isinstance(span._.value, dict) for span in doc.spans["entities"])
    assert all(token._.folded == " ".join(token._.folded.split()) for token in doc)
    assert {token._.kind for token in doc} <= {
        "word", "number", "hashtag", "mention", "url", "email", "emoji", "punct", "space",
    }  # fmt: skip


@given(st.text(alphabet=st.characters(categories=["Cs", "Ll", "Zs"]), min_size=1, max_size=20))
def test_half_a_surrogate_pair_becomes_one_replacement_character(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)


POST = "Jeu-concours ! Si je gagne 50 € le 12/12, « je partage tout »\n@lea a gagné ? Sans pub 🎲 #a #b #c"


def annotations(doc: Doc) -> dict[str, Any]:
    spans = {
        group: [(span.label_, span.start, span.end, span._.value) for span in doc.spans[group]]
        for group in GROUPS
    }
    return spans | {"tokens": [(t.text, t._.kind, t._.folded) for t in doc], "languages": doc._.languages}


def test_a_doc_keeps_its_annotations_through_bytes(nlp: Language) -> None:
    doc = nlp(POST)
    assert all(doc.spans[group] for group in GROUPS if group != "third_party")
    assert annotations(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == annotations(doc)


def test_a_pipeline_keeps_its_concepts_through_bytes(nlp: Language) -> None:
    again = create_pipeline({}).from_bytes(nlp.to_bytes())
    assert annotations(again(POST)) == annotations(nlp(POST))


def test_the_configuration_holds_the_concepts(nlp: Language) -> None:
    phrases = nlp.config["components"]["cmcompliance_concepts"]["phrases"]
    assert phrases["dice"] == [["#tas", "🎲"], []]


def test_parsing_is_deterministic(nlp: Language) -> None:
    assert annotations(nlp(POST)) == annotations(nlp(POST))


def test_a_phrase_that_cannot_be_read_is_refused() -> None:
    concept = Concept("bad", {}, {"fr": ("tirage (au",)}, {}, Place("lexicon/bad.yaml", 3))
    with pytest.raises(PhraseError, match=r"character 8"):
        create_pipeline({"bad": concept})


REPEATED = [
    *(
        "#concours ",
        "a",
        "a.",
        "1.",
        "111 ",
        "! ",
        "🎁",
        "🎁 A",
        '"',
        "« a b c » ",
        "le 12/12 ",
        "10 € ",
        "a ",
    ),
    *("ne pas ", "\n", "https://a.fr/x ", "@a.", "-", "x@", "01 23 45 67 89 ", "e\u0301", "a\u200b", "code "),
    *("aa(e)", "tirage au sort "),
]


@pytest.mark.parametrize("piece", REPEATED)
def test_a_long_text_takes_no_more_than_its_length_calls_for(nlp: Language, piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        return effort(lambda: nlp(text))

    seconds(500)
    # Eight times as long: quadratic work would take 64 times as long.
    assert seconds(16_000) < 30 * max(seconds(2_000), 0.01)
