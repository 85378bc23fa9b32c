"""spaCy's rule-based `Matcher`: blank tokenizers and 200 token patterns as people write them."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from itertools import islice, product
from typing import Any

import spacy
from passes import Post, by_language, time_passes
from spacy.matcher import Matcher

PATTERNS = 200
VERBS = {
    "fr": ["gagnez", "gagner", "remportez", "offrons", "participez", "jouez", "tentez", "taguez", "likez"],
    "en": ["win", "enter", "grab", "get", "tag", "like", "share", "follow", "comment"],
}
NOUNS = {
    "fr": [
        "lot",
        "cadeau",
        "panier",
        "concours",
        "tirage",
        "code",
        "remise",
        "ami",
        "compte",
        "page",
        "bon",
        "jeu",
    ],
    "en": [
        "prize",
        "gift",
        "hamper",
        "giveaway",
        "draw",
        "code",
        "deal",
        "friend",
        "account",
        "page",
        "box",
        "shop",
    ],
}


def shapes(verb: str, noun: str) -> list[list[dict[str, Any]]]:
    """Return two token patterns of a verb and a noun."""
    near = [{"LOWER": verb}, {"IS_ALPHA": True, "OP": "{0,3}"}, {"LOWER": {"IN": [noun, noun + "s"]}}]
    counted = [{"LOWER": noun}, {"IS_PUNCT": True, "OP": "*"}, {"LIKE_NUM": True}, {"LOWER": verb}]
    return [near, counted]


def matcher_of(language: str) -> tuple[Any, Matcher]:
    """Return the tokenizer of a language and its patterns."""
    nlp = spacy.blank(language)
    matcher = Matcher(nlp.vocab)
    pairs = product(VERBS[language], NOUNS[language])
    patterns = (shape for pair in pairs for shape in shapes(*pair))
    for number, pattern in enumerate(islice(patterns, PATTERNS)):
        matcher.add(f"pattern-{number}", [pattern])
    return nlp, matcher


matchers = {language: matcher_of(language) for language in VERBS}


def work(posts: Sequence[Post]) -> int:
    """Tokenize and match."""
    found = 0
    for language, texts in by_language(posts).items():
        nlp, matcher = matchers[language]
        for doc in nlp.pipe(texts):
            found += len(matcher(doc))
    return found


time_passes(version("spacy"), f"blank tokenizer, {PATTERNS} token patterns a language", work)
