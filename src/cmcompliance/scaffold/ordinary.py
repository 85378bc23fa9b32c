"""Ordinary texts, as examples of what a rule has nothing to say about: each pack has each of them once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_FRENCH = (
    ("La boutique", "Notre équipe", "L'atelier", "Le magasin", "La galerie", "Le stand", "Notre école"),
    (
        "ouvre lundi à dix heures",
        "vous attend samedi au marché",
        "prépare une belle surprise pour le printemps",
        "répond à vos messages chaque matin",
        "déménage rue des Lilas cet automne",
        "vous remercie pour cette belle année",
        "change de décor pendant les travaux",
    ),
)
_ENGLISH = (
    ("Our shop", "The team", "Our workshop", "The gallery", "Our stand"),
    (
        "opens at ten on Monday",
        "will be at the Saturday market",
        "is getting ready for spring",
        "answers your messages every morning",
        "moves to Lilac Street this autumn",
    ),
)


class OrdinaryTexts:
    """Gives texts that no example of a pack has yet, and in which none of some words stands."""

    def __init__(self, used: Iterable[str], words: Iterable[str]) -> None:
        used, words = frozenset(used), tuple(word.casefold() for word in words)
        self._french = _free(_FRENCH, used, words)
        self._english = _free(_ENGLISH, used, words)

    def french(self) -> str:
        """Return the next French text."""
        return next(self._french)

    def english(self) -> str:
        """Return the next English text."""
        return next(self._english)


def _free(
    parts: tuple[tuple[str, ...], tuple[str, ...]], used: frozenset[str], words: tuple[str, ...]
) -> Iterator[str]:
    """Two texts in a row share no part, so that they are not alike."""
    subjects, sayings = parts
    for shift in range(len(sayings)):
        for number, subject in enumerate(subjects):
            text = f"{subject} {sayings[(number + shift) % len(sayings)]}."
            taken = any(text in other for other in used)
            if not taken and not any(word in text.casefold() for word in words):
                yield text
    yield from (f"{subject} {saying}." for subject, saying in zip(subjects, sayings, strict=True))
