"""How the time grows with the lexicon: phrases added that are made of the posts' own words."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from bench.measures.samples import check_ms, drafts, warm
from cmcompliance import Checker
from cmcompliance.draft import Draft
from cmcompliance.rulebook import RuleBook, load_book
from cmcompliance.rulebook.book import Concept, Place

ADDED = (0, 20_000, 60_000)


def measure(posts: int) -> list[dict[str, Any]]:
    """Return the CPU milliseconds of a check by the number of phrases added."""
    book = load_book()
    sample = drafts("mixed", posts)
    checkers = [warm(Checker(with_phrases(book, invented_phrases(sample, added)))) for added in ADDED]
    return [
        {"added": added, "cpu_ms": taken}
        for added, taken in zip(ADDED, check_ms(checkers, sample), strict=True)
    ]


def invented_phrases(sample: list[Draft], count: int) -> tuple[str, ...]:
    """Return phrases of two to four words that the drafts use, hardly ever in that order."""
    chance = random.Random(13)
    words = sorted({word.lower() for draft in sample for word in draft.text.split() if word.isalpha()})
    phrases: dict[str, None] = {}
    while len(phrases) < count:
        phrases[" ".join(chance.choices(words, k=chance.randint(2, 4)))] = None
    return tuple(phrases)


def with_phrases(book: RuleBook, phrases: tuple[str, ...]) -> RuleBook:
    """Return the book with one more concept."""
    words = {"fr": "ajouté", "en": "added"}
    concept = Concept("bench.added", words, {"any": phrases}, {}, Place("bench", 1))
    return replace(book, concepts={**book.concepts, concept.name: concept})
