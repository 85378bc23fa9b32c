"""The same tokens as anybody would type them, for whatever reads letters: dates, names, ends of sentences."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from cmcompliance.parse.entities.found import plain_characters
from cmcompliance.parse.reading import Tokens

_TODAY = ("aujourd hui", "aujourd'hui")


def readable(tokens: Tokens) -> Tokens:
    """Return the tokens with styled, spaced, hidden and misspelt letters made plain; or themselves.

    Each keeps its number: what is found in these tokens stands at the same tokens of the author's text.
    """
    changed = {
        i: _typed(text, folded)
        for i, (text, kind, folded) in enumerate(zip(tokens.texts, tokens.kinds, tokens.folded, strict=True))
        if kind == "word" and folded != text and folded != text.lower() and _is_mended(text, folded)
    }
    return _with_words(tokens, changed) if changed else tokens


def _is_mended(text: str, folded: str) -> bool:
    plain = plain_characters(text)
    if plain == folded or plain.replace("'", " ").strip() == folded:
        return not unicodedata.is_normalized("NFKC", text)
    return True


def _typed(text: str, folded: str) -> str:
    composed = unicodedata.normalize("NFKC", text)
    if not _is_mended(composed, folded):
        return composed
    letters = "".join(filter(str.isalpha, composed))
    word = folded.replace(*_TODAY)
    if len(letters) > 1 and letters.isupper():
        return word.upper()
    return word.capitalize() if letters[:1].isupper() else word


def _with_words(tokens: Tokens, changed: Mapping[int, str]) -> Tokens:
    texts = [changed.get(i, text) for i, text in enumerate(tokens.texts)]
    starts: list[int] = []
    pieces: list[str] = []
    at = 0
    for text, spaced in zip(texts, tokens.spaced, strict=True):
        starts.append(at)
        piece = text + " " if spaced else text
        pieces.append(piece)
        at += len(piece)
    return tokens._replace(text="".join(pieces), starts=starts, texts=texts)
