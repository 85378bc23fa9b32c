"""Quotations: « », “ ”, " " and lines that begin with >."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

Range = tuple[int, int]

_CLOSING: Final = {"«": "»", "“": "”", "„": "”", '"': '"', "‹": "›"}
_LEAST_WORDS: Final = 3
_LONG: Final = 10
_TITLED: Final = frozenset(
    {
        "concours", "jeu", "jeux", "operation", "instagram", "facebook", "tiktok", "tirage",
        "reglement", "titre", "intitule", "intitulee", "nomme", "blog", "photo", "dessin", "article",
        "livre", "film", "album", "spectacle", "chanson", "tombola", "prix", "lot", "lots", "bon",
        "bons", "pack", "coffret", "atelier", "formation", "exposition", "theme", "podcast", "contest",
        "giveaway", "competition", "draw", "prize", "called", "titled", "book", "movie", "song", "show",
        "campaign",
    }
)  # fmt: skip
_SPEAKERS: Final = frozenset(
    {
        "je", "j", "tu", "on", "il", "elle", "ils", "elles", "nous", "vous", "c", "ca", "moi", "i",
        "we", "you", "he", "she", "they", "it", "this", "est", "sont", "suis", "ai", "is", "are", "was",
        "am", "m", "me", "mon", "ma", "mes", "notre", "nos", "my", "our", "your", "ton", "ta", "tes",
        "votre", "vos",
    }
)  # fmt: skip
_SAYING: Final = frozenset(
    {"dit", "disait", "ecrit", "repond", "raconte", "demande", "said", "says", "wrote", "asked", "that"}
)
_MOST_TOKENS: Final = 120


def quotations(texts: Sequence[str], kinds: Sequence[str], folded: Sequence[str]) -> list[Range]:
    """Return the token ranges between quotation marks, and quoted lines; a quoted word, name or title
    is none.
    """
    found: list[Range] = []
    opened: dict[str, int] = {}
    for i, text in enumerate(texts):
        if kinds[i] != "punct":
            continue
        for sign in opened:
            if text[0] == sign:
                start = opened.pop(sign)
                if i - start <= _MOST_TOKENS and _is_speech(start, i, texts, kinds, folded):
                    found.append((start, i))
                break
        else:
            if text in _CLOSING:
                opened[_CLOSING[text]] = i + 1
    return found + _quoted_lines(texts, kinds)


def _quoted_lines(texts: Sequence[str], kinds: Sequence[str]) -> list[Range]:
    found: list[Range] = []
    for i, text in enumerate(texts):
        if text[0] == ">" and kinds[i] == "punct" and (i == 0 or "\n" in texts[i - 1]):
            end = i + 1
            while end < len(texts) and "\n" not in texts[end]:
                end += 1
            if _words(kinds, i + 1, end) >= _LEAST_WORDS:
                found.append((i + 1, end))
    return found


def _is_speech(
    start: int, end: int, texts: Sequence[str], kinds: Sequence[str], folded: Sequence[str]
) -> bool:
    """Tell what somebody says from a title: it is long, a sentence of its own, or announced as said."""
    count = _words(kinds, start, end)
    before = [folded[i] for i in range(max(0, start - 5), start - 1) if folded[i]]
    if count < _LEAST_WORDS:
        return False
    announced = start > 1 and (texts[start - 2] == ":" or (bool(before) and before[-1] in _SAYING))
    if announced or count >= _LONG:
        return True
    if _TITLED.intersection(before[-2:]):
        return False
    return texts[end - 1][0] in ".!?…" or not _SPEAKERS.isdisjoint(folded[start:end])


def _words(kinds: Sequence[str], start: int, end: int) -> int:
    return sum(kinds[i] in {"word", "number", "hashtag", "mention"} for i in range(start, end))
