from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

Spans = Callable[..., list[tuple[str, str, dict[str, Any]]]]


@pytest.fixture
def found(spans: Spans) -> Callable[[str], list[tuple[str, str]]]:
    return lambda text: [(label, words) for label, words, _ in spans(text, "concepts")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tirage au sort lundi", ("draw", "Tirage au sort")),
        ("elles sont tirées au sort", ("draw", "tirées au sort")),
        ("TAS le 12 décembre 🎁 !", ("draw", "TAS le 12 décembre")),
        ("TAS, le : 12/12", ("draw", "TAS, le : 12/12")),
        ("#JeuConcours", ("contest", "#JeuConcours")),
        ("#jeuconcours", ("contest", "#jeuconcours")),
        ("#jeu #concours", ("contest", "#jeu #concours")),
        ("#TAS", ("dice", "#TAS")),
        ("au sort 🎲!", ("dice", "🎲")),
        ("gagne un bon de 1 500 € 🎉", ("win_sum", "gagne un bon de 1 500 €")),
        ("gagnez 50€", ("win_sum", "gagnez 50€")),
        ("remporterez", ("win", "remporterez")),
        ("les gagnant·e·s", ("winner", "gagnant·e·s")),
        ("tague vite tes 2 ami(e)s", ("tag", "tague vite tes 2 ami(e)s")),
        ("🎁 OFFERT", ("gift", "🎁 OFFERT")),
        ("tirage 🎁 au ✨ sort", ("draw", "tirage 🎁 au ✨ sort")),
        ("« tirage », au sort", ("draw", "tirage », au sort")),
        (
            "L’abus d’alcool est dangereux\npour la santé.",
            ("warning", "L’abus d’alcool est dangereux\npour la santé"),
        ),
        ("collaboration commerciale", ("partnership", "collaboration commerciale")),
        ("jeu-concours", ("contest", "jeu-concours")),
        ("un grand concours", ("contest", "grand concours")),
        ("© Google", ("credit", "© Google")),
        ("Nouveau menu ! 📷 Photo de Léa", ("credit", "📷 Photo")),
        ("Belle journée 📷 Repost", ("credit", "📷 Repost")),
        ("Une vidéo créée par l'IA.", ("made", "créée par l'IA")),
        ("Les 8-12 ans jouent", ("young", "Les 8-12 ans")),
        ("Les 8–12 ans jouent", ("young", "Les 8–12 ans")),
        ("12 bières achetées = 1 chance de gagner", ("chance", "12 bières achetées = 1 chance")),
        ("on offre un repas pour deux à un de nos abonnés", ("chance", "offre un repas pour deux à un de")),
        ("Lâche un 🔥 en commentaire", ("bait", "Lâche un 🔥")),
        ("Mets vite 🔥 ici", ("bait", "Mets vite 🔥")),
        ("poste un 🔥", ("bait", "poste un 🔥")),
    ],
)
def test_a_concept_is_found_in_the_authors_own_words(
    text: str, expected: tuple[str, str], found: Callable[[str], list[tuple[str, str]]]
) -> None:
    assert expected in found(text)


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("On parle du tirage. Au sort de chacun", "draw"),
        ("Fin du tirage !\n\nau sort", "draw"),
        ("- le tirage\n- au sort", "draw"),
        ("tirage au sort de la Coupe", "draw"),
        ("un concours d'infirmière", "contest"),
        ("le grand concours de la police", "contest"),
        ("concourir", "contest"),
        ("reconcours", "contest"),
        ("tas le ventre", "draw"),
        ("#tasse", "dice"),
        ("j'ai un tas de linge", "dice"),
        ("gagne beaucoup trop souvent sans jamais un sou 50 €", "win_sum"),
        ("gagne. 50 €", "win_sum"),
        ("publier", "sponsored"),
        ("wing", "win"),
        ("Google Images change", "credit"),
        ("un beau tirage 🎉 Au sort de chacun", "draw"),
        ("tague un pote\nMon amie est là", "tag"),
    ],
)
def test_a_look_alike_is_none(text: str, absent: str, found: Callable[[str], list[tuple[str, str]]]) -> None:
    assert absent not in {label for label, _ in found(text)}


def styled(text: str) -> str:
    return "".join(chr(0x1D5D4 + ord(c) - 65) if "A" <= c <= "Z" else c for c in text.upper())


def fullwidth(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalpha() else c for c in text)


def spaced_letters(text: str) -> str:
    return "  ".join(" ".join(word) for word in text.split())


def dotted(text: str) -> str:
    return " ".join(".".join(word) for word in text.split())


def elongated(text: str) -> str:
    return " ".join(word[:-1] + word[-1] * 4 for word in text.split())


def look_alikes(text: str) -> str:
    return text.replace("o", "о").replace("a", "а").replace("e", "е")


def invisible(text: str) -> str:
    return "\u200b".join(text).replace("\u200b \u200b", " ")


def leet(text: str) -> str:
    return text.replace("o", "0")


def joined_hashtag(text: str) -> str:
    return "#" + text.replace(" ", "")


def camel_hashtag(text: str) -> str:
    return "#" + text.title().replace(" ", "")


DISGUISES = [
    *(str.upper, str.title, styled, fullwidth, spaced_letters, dotted, elongated, look_alikes, invisible),
    *(leet, joined_hashtag, camel_hashtag),
]


@pytest.mark.parametrize("phrase", ["collaboration commerciale", "prize draw", "concours", "sponsored"])
@pytest.mark.parametrize("change", DISGUISES)
def test_a_disguise_does_not_hide_a_concept(phrase: str, change: Callable[[str], str], spans: Spans) -> None:
    plain = {label for label, *_ in spans(phrase, "concepts")}
    text = change(phrase)
    hidden = spans(f"Voilà : {text} !", "concepts")
    assert plain <= {label for label, *_ in hidden}
    assert any(words == text for _, words, _ in hidden)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_the_form_of_the_accents_does_not_matter(form: Any, spans: Spans) -> None:
    text = unicodedata.normalize(form, "elles sont tirées au sort")
    assert [label for label, *_ in spans(text, "concepts")] == ["draw"]


def test_the_longest_occurrence_of_a_concept_is_kept(spans: Spans) -> None:
    assert [words for _, words, _ in spans("un grand jeu concours concours", "concepts")] == [
        "jeu concours",
        "concours",
    ]


@given(
    before=st.text(alphabet="abé ,🎁\n", max_size=12),
    decoration=st.lists(
        st.sampled_from([" ", ", ", " 🎁 ", " « ", "-", " ✨", "\n"]), min_size=2, max_size=2
    ),
)
def test_decoration_between_the_words_does_not_hide_them(
    before: str, decoration: list[str], nlp: Language
) -> None:
    phrase = f"tirage{decoration[0]}au{decoration[1]}sort"
    doc = nlp(f"{before}\n\n{phrase}")
    assert phrase in [span.text for span in doc.spans["concepts"] if span.label_ == "draw"]
