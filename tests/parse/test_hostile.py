"""A text made to be slow takes about as long as any other of its length: nothing is quadratic."""

from __future__ import annotations

from functools import cache

import pytest
from tests.effort import effort

from cmcompliance.parse.fold import Folder
from cmcompliance.parse.tokenise import tokenise

LENGTH = 200_000
ALLOWED = 50
"""Times the seconds of plain words: what is quadratic takes thousands."""


def seconds(unit: str) -> float:
    text = (unit * (LENGTH // len(unit) + 1))[:LENGTH]
    return effort(lambda: tokenise(text, Folder({"concours", "collaboration", "gagner"}, {"remport"})))


@cache
def plain() -> float:
    return max(seconds("des mots simples, rien que des mots. "), 0.02)


@pytest.mark.parametrize(
    "unit",
    [
        *("a.", "a ", "a-a", "a·", "ab·e", "ab(e)", "d'", "aa_", "1.", "1 000 ", "7"),
        *("(", "@", "#", ".", "!", "a@", "a€", "#a", "#1", "0l"),
        *("\u0301", "e\u0301", "\u200b", "a\u200b", "\u200f\u0301"),
        *("a", "aaab", "conc", "gagnerr", "🅰", "𝓪", "aν", "ab1ν", "🎁\u200d", "🇫", "http://", "w.w", "a@b."),
    ],
)
def test_a_text_of_one_thing_over_and_over_is_read_as_quickly_as_words(unit: str) -> None:
    assert seconds(unit) < ALLOWED * plain()
