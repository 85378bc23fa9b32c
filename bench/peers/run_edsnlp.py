"""EDS-NLP: a dozen concepts found in normalised text, with its negation and hypothesis qualifiers."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

import edsnlp
import edsnlp.pipes as eds
from passes import Post, by_language, time_passes

TERMS = {
    "contest": ["concours", "jeu concours", "tirage au sort", "giveaway", "sweepstake"],
    "prize": ["à gagner", "gagnez", "lot", "cadeau", "prize", "win"],
    "tag": ["tague", "taguez", "mentionne", "identifie", "tag a friend", "tag two friends"],
    "follow": ["abonne-toi", "abonnez-vous", "suivez", "follow us", "follow"],
    "like": ["like", "likez", "aime ce post", "like this post"],
    "share": ["partage", "partagez", "en story", "share"],
    "discount": ["remise", "réduction", "promo", "soldes", "discount", "off"],
    "code": ["code promo", "avec mon code", "code", "my code"],
    "free": ["gratuit", "offert", "offerte", "free"],
    "advertising": ["publicité", "collaboration commerciale", "sponsorisé", "ad", "sponsored"],
    "urgency": ["dernière chance", "plus que", "vite", "last chance", "only today"],
    "minor": ["mineur", "moins de 18 ans", "under 18"],
}
nlp = edsnlp.blank("eds")
nlp.add_pipe(eds.normalizer())
nlp.add_pipe(eds.sentences())
nlp.add_pipe(eds.matcher(terms=TERMS, attr="NORM"))
nlp.add_pipe(eds.negation())
nlp.add_pipe(eds.hypothesis())


def work(posts: Sequence[Post]) -> int:
    """Find and qualify the concepts."""
    return sum(len(doc.ents) for texts in by_language(posts).values() for doc in nlp.pipe(texts))


time_passes(version("edsnlp"), f"{len(TERMS)} concepts, negation and hypothesis", work)
