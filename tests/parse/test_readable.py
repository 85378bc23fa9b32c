from __future__ import annotations

import pytest

from cmcompliance.parse.fold import Folder
from cmcompliance.parse.readable import readable
from cmcompliance.parse.tokenise import tokenise

FOLDER = Folder({"vendredi", "samedi", "concours"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tirage 𝓿𝓮𝓷𝓭𝓻𝓮𝓭𝓲 soir", "tirage vendredi soir"),
        ("tirage v e n d r e d i soir", "tirage vendredi soir"),
        ("Ⓢⓐⓜⓔⓓⓘ 🎁, ven\u200bdredi", "Samedi 🎁, vendredi"),
        ("ＣＯＮＣＯＵＲＳ s4medi\n\nsamediiii", "CONCOURS samedi\n\nsamedi"),
        ("rdv ajd", "rendez vous aujourd'hui"),
    ],
)
def test_words_are_what_they_say_in_the_authors_capitals(text: str, expected: str) -> None:
    plain = readable(tokenise(text, FOLDER))
    assert plain.text == expected
    assert all(plain.text.startswith(word, at) for at, word in zip(plain.starts, plain.texts, strict=True))


@pytest.mark.parametrize(
    "text", ["", "Tirage d'été vendredi, aujourd'hui 🎁", "Zoé a 3 ans. https://ex.example/A"]
)
def test_plain_tokens_stay_the_same(text: str) -> None:
    tokens = tokenise(text, FOLDER)
    assert readable(tokens) is tokens
