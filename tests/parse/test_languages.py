from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On vous fait gagner un vélo avec notre partenaire", ("fr",)),
        ("We are giving away a bike with our partner", ("en",)),
        ("Gros lot à gagner 🎁", ("fr",)),
        (
            "Nous sommes ravis de vous offrir ce cadeau pour la rentrée, et vous allez tous aimer"
            " les couleurs. We are so happy to share this gift with you all today",
            ("fr", "en"),
        ),
        ("Estamos muy contentos de anunciar nuestro sorteo de verano para todos", ("es",)),
        ("Wir freuen uns sehr über das neue Gewinnspiel mit unseren Freunden", ("de",)),
        ("🎁🎁🎁", ()),
        ("#ootd #love @lea", ()),
        ("https://exemple.fr", ()),
        ("", ()),
        ("Summer vibes 💕 #beach", ()),
    ],
)
def test_languages_are_read_from_the_words(
    text: str, expected: tuple[str, ...], parse: Callable[..., Doc]
) -> None:
    assert parse(text)._.languages == expected


@pytest.mark.parametrize(
    ("declared", "expected"), [("fr-BE", ("fr", "en")), ("en-GB", ("en",)), ("nl", ("nl", "en"))]
)
def test_the_declared_language_is_the_main_one(
    declared: str, expected: tuple[str, ...], parse: Callable[..., Doc]
) -> None:
    assert parse("We are giving away a bike", language=declared)._.languages == expected
