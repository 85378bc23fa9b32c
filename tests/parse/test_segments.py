from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Spans = Callable[..., list[tuple[str, str, dict[str, Any]]]]


@pytest.mark.parametrize(
    "marked",
    [
        "Jouez avec nous ! | Tirage dimanche.",
        "C'est gratuit!! | 1er prix : un vélo",
        "C'est gratuit.| Tirage lundi",
        "Gagnant : M. Durand, 12 av. de la Paix. | Merci",
        "Voir l'art. 5 et le n° 12 du guide.",
        "À 18.30 on ouvre. | Venez",
        "On joue… et on gagne ! | Bravo",
        "Fini… | Demain on recommence",
        "Trop contente | 🎉 Merci à tous",
        "Trop contente 🎉 et ravie",
        "Bravo ! | 🎉🎉 À demain",
        "Bravo !🎉 | À demain",
        "Bravo ! 🎉\n | À demain",
        "Elle a dit « on joue ! » | Puis elle est partie.",
        "Une phrase\nqui continue sur deux lignes.",
        "Un titre complet\n | Puis une autre phrase",
        "Pour jouer :\n | - likez\n | - partagez",
        "Étapes\n | 1️⃣ likez\n | 2️⃣ partagez",
        "Règles\n | 1) suivre\n | 2) taguer",
        "Premier paragraphe\n\n | deuxième paragraphe",
        "Tu joues ? | Oui",
        "Rendez-vous le 12.06.2026 à Paris. | À vite",
    ],
)
def test_sentences_end_where_a_reader_stops(marked: str, spans: Spans) -> None:
    text = marked.replace(" | ", " ").replace("|", "").replace("\n ", "\n")
    expected = [part.strip() for part in marked.split("|")]
    assert [words for _, words, _ in spans(text, "sentences")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Likez, partagez et gagnez", ["Likez,", "partagez et gagnez"]),
        ("C'est gratuit mais il faut jouer", ["C'est gratuit", "mais il faut jouer"]),
        ("Si tu gagnes, tu payes", ["Si tu gagnes,", "tu payes"]),
        (
            "Nous offrons trois beaux cadeaux et vous pouvez tous jouer",
            ["Nous offrons trois beaux cadeaux", "et vous pouvez tous jouer"],
        ),
        ("Un lot (non remboursable) offert", ["Un lot (", "non remboursable)", "offert"]),
        ("Un lot - sans achat", ["Un lot -", "sans achat"]),
        ("un porte-clés offert", ["un porte-clés offert"]),
        ("It is free because we like you", ["It is free", "because we like you"]),
    ],
)
def test_clauses_end_at_commas_and_conjunctions(text: str, expected: list[str], spans: Spans) -> None:
    assert [words for _, words, _ in spans(text, "clauses")] == expected


def test_lines_are_those_of_the_author(spans: Spans) -> None:
    found = spans("Un\n\n- deux trois\r\n quatre\u2028cinq", "lines")
    assert [words for _, words, _ in found] == ["Un", "- deux trois", "quatre", "cinq"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Super produit ! #ad", []),
        ("Super produit ! #ad #beauty", ["#ad #beauty"]),
        ("Super #ad produit", []),
        ("#a #b #c puis du texte", ["#a #b #c"]),
        ("#a #b puis du texte", []),
        ("fin\n.\n.\n#a #b\n#c 🎉", ["#a #b\n#c"]),
        ("fin #a #b https://exemple.fr", ["#a #b"]),
    ],
)
def test_a_block_of_hashtags_is_told_from_hashtags_in_prose(
    text: str, expected: list[str], spans: Spans
) -> None:
    assert [words for _, words, _ in spans(text, "hashtag_block")] == expected
