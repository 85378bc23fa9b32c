"""Ways to apply a change: to each word, to one word, to each character."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from metamorphic.rewriting import Change, Rewritten, rewrite
from metamorphic.words import longest, words

Transformation = Callable[[str], Rewritten | None]
"""The text written in another form; None where there is nothing to do."""


def made(text: str, changes: Iterable[Change]) -> Rewritten | None:
    """Return the text with those of the changes that change something."""
    real = [(start, end, new) for start, end, new in changes if text[start:end] != new]
    return rewrite(text, real) if real else None


def each_word(least: int, change: Callable[[str], str]) -> Transformation:
    """Change every word of so many letters or more."""
    return lambda text: made(text, [(a, b, change(text[a:b])) for a, b in words(text, least)])


def longest_word(least: int, change: Callable[[str], str]) -> Transformation:
    """Change the longest word, if it has so many letters."""

    def changed(text: str) -> Rewritten | None:
        word = longest(text, least)
        return made(text, [(*word, change(text[slice(*word)]))]) if word else None

    return changed


def each_character(change: Callable[[str], str]) -> Transformation:
    """Change every character."""
    return lambda text: made(text, [(i, i + 1, change(char)) for i, char in enumerate(text)])


def unless(refused: Callable[[str], bool], change: Transformation) -> Transformation:
    """Leave alone the texts of which `refused` says that the change gives them another sense."""
    return lambda text: None if refused(text) else change(text)
