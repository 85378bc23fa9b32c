"""The folded text of a post: what phrases are compared with, and the way back to its tokens."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

STOP: Final = "\n"
"""The word that stands where a sentence ends."""
SOFT: Final = "\v"
"""The separator, instead of a space, where only a line break ends a sentence."""
ENTITY_LETTERS: Final = {
    "number": "A", "money": "B", "percent": "C", "date": "D", "period": "P", "time": "F", "age": "G",
    "quantity": "Q",
    "url": "U", "mention": "M", "hashtag": "H", "promo_code": "K", "email": "L", "phone": "N", "iban": "I",
    "affiliate_url": "R", "plate": "V", "proper": "Z",
}  # fmt: skip
"""Entities are bracketed by words such as `B(` and `B)`: capitals never occur in folded words."""
# Emoji are single tokens and need no brackets: the sign and the emoji are one word.
EMOJI_SIGN: Final = "E"
HASHTAG_SIGN: Final = "T"


def emoji_sign(emoji: str) -> str:
    """Return the word that stands for a bare emoji: ASCII, so that a view mostly is."""
    return EMOJI_SIGN + "_".join(f"{ord(char):x}" for char in emoji)


@dataclass(frozen=True, slots=True)
class View:
    """`text`: words with one separator before and after each. `starts[k]`: where word k begins;
    `tokens[k]`: its token.
    """

    text: str
    starts: tuple[int, ...]
    tokens: tuple[int, ...]

    def token_range(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens (first, after the last) of the words of text[start:end], which ends with
        a separator.
        """
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end - 2) - 1
        return self.tokens[first], self.tokens[last] + 1

    def without_trailing_marks(self, start: int, end: int, *, emoji: bool) -> int:
        """Return the end of the last word of text[start:end] that opens no entity or hashtag, nor, unless
        `emoji`, is one.
        """
        words = self.text[start:end].replace(SOFT, " ").split(" ")
        length = len(words)
        while length > 1 and (not words[length - 1] or _is_loose(words[length - 1], emoji)):
            length -= 1
        return start + sum(map(len, words[:length])) + length


def _is_loose(word: str, emoji: bool) -> bool:
    return (
        word[0] == HASHTAG_SIGN
        or (word[0] == EMOJI_SIGN and not emoji)
        or (word[-1] == "(" and word[0].isupper())
    )


def plain_view(
    kinds: Sequence[str], folded: Sequence[str], hard: frozenset[int], soft: frozenset[int]
) -> View:
    """Return the view of words alone: emoji and decoration are left out."""
    pieces: list[str] = []
    starts: list[int] = []
    tokens: list[int] = []
    at = 1
    before = " "
    for i, words in enumerate(folded):
        if words and kinds[i] != "emoji":
            for word in words.split(" "):
                pieces.append(before)
                pieces.append(word)
                starts.append(at)
                tokens.append(i)
                at += len(word) + 1
                before = " "
        if i in hard:
            pieces.append(" \n")
            at += 2
            before = " "
        elif i in soft:
            before = SOFT
    pieces.append(" ")
    return View("".join(pieces), tuple(starts), tuple(tokens))


def marked_view(
    kinds: Sequence[str],
    folded: Sequence[str],
    hard: frozenset[int],
    soft: frozenset[int],
    entities: Iterable[tuple[int, int, str]],
) -> View:
    """Return the view with emoji, hashtags and entities (first token, token after the last, kind) marked."""
    opening, closing = _brackets(entities)
    pieces: list[str] = []
    starts: list[int] = []
    tokens: list[int] = []
    at = 1
    before = " "

    def add(word: str, token: int) -> None:
        nonlocal at, before
        pieces.append(before)
        pieces.append(word)
        starts.append(at)
        tokens.append(token)
        at += len(word) + 1
        before = " "

    for i, words in enumerate(folded):
        for word in opening.get(i, ()):
            add(word, i)
        if kinds[i] == "emoji":
            add(emoji_sign(words), i)
        elif words:
            if kinds[i] == "hashtag":
                add(HASHTAG_SIGN + words.replace(" ", ""), i)
            for word in words.split(" "):
                add(word, i)
        for word in closing.get(i, ()):
            add(word, i)
        if i in hard:
            add(STOP, i)
        elif i in soft:
            before = SOFT
    pieces.append(" ")
    return View("".join(pieces), tuple(starts), tuple(tokens))


def _brackets(
    entities: Iterable[tuple[int, int, str]],
) -> tuple[Mapping[int, list[str]], Mapping[int, list[str]]]:
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for start, end, kind in sorted(entities, key=lambda entity: (entity[0], -entity[1])):
        letter = ENTITY_LETTERS.get(kind)
        if letter is None:
            continue
        opening.setdefault(start, []).append(letter + "(")
        closing.setdefault(end - 1, []).insert(0, letter + ")")
    return opening, closing
