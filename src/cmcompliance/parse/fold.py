"""Folding: what a word says, whatever its case, accents, styled letters, look-alikes and repetitions."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import product
from math import prod
from pathlib import Path
from typing import Final

from cmcompliance.parse.spelling import SHORTEST_CORRECTED, Spelling

_MAX_CACHE: Final = 20_000
_MAX_VARIANTS: Final = 64

_INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b"
    "-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
)
_DROPPED = re.compile(f"[{_INVISIBLE}]")
_PIECES = re.compile(r"[^\s'’ʼ`´‘\-‐‑‒–—_./\\·•‧∙⋅・|~*+&]+")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_REPEATED_PIECE = re.compile(r"[^\W\d_]*([^\W\d_])\1{2,}[^\W\d_]*")
_INCLUSIVE = re.compile(
    r"^(?P<stem>[^\W\d_]{2,}?)(?:[·•‧∙⋅・.\-/][^\W\d_]{1,6}){1,2}$|^(?P<word>[^\W\d_]+)\(.*\)(?P<tail>e?s?)$"
)

_LETTERS: Final = str.maketrans(
    {
        "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
        "ʼ": "'", "’": "'", "₿": "b", "ɡ": "g", "ɑ": "a", "ɪ": "i", "ʀ": "r", "ɴ": "n", "ʟ": "l", "ʏ": "y",
        "ʙ": "b", "ɢ": "g", "ʜ": "h", "ᴀ": "a", "ᴄ": "c", "ᴅ": "d", "ᴇ": "e", "ᴊ": "j", "ᴋ": "k", "ᴍ": "m",
        "ᴏ": "o", "ᴘ": "p", "ᴛ": "t", "ᴜ": "u", "ᴠ": "v", "ᴡ": "w", "ᴢ": "z", "ꜰ": "f", "ꜱ": "s", "ʇ": "t",
    }
    # Negative circled, negative squared and regional letters have no decomposition in Unicode.
    | {chr(first + n): chr(97 + n) for first in (0x1F150, 0x1F170, 0x1F1E6) for n in range(26)}
)  # fmt: skip
_LETTERS_MEANT: Final = dict(
    zip("авекмнорстухіјѕѵԁԛԝһςαβεικορτχϲϳω", "abekmhopctyxijsvdqwhcabeikoptxcjw", strict=True)
) | {
    "ν": "vn", "η": "nh", "υ": "uy", "γ": "y", "μ": "mu", "σ": "o", "ζ": "z",
    "г": "r", "п": "n", "и": "nu", "я": "r", "ь": "b",
}  # fmt: skip
"""What a letter of another alphabet may be meant to look like, the likelier one first."""
_LEET: Final = {
    "0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "€": "e",
    "$": "s", "£": "e",
}  # fmt: skip
_MEANT: Final = _LETTERS_MEANT | _LEET
_LEET_SIGNS: Final = re.compile(r"[0134578@€$£]")
_BORROWED: Final = re.compile(f"[{''.join(_LETTERS_MEANT)}]")
_SPACED = re.compile(r"^[^\W_](?:([ .\-_*•·|~/])[^\W_])(?:\1[^\W_])+\.?$")
_RANGE = re.compile(r"\d{1,3}-\d{1,3}")
_NUMERO = re.compile(r"\w[°º]$|no\.$", re.IGNORECASE)
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^A-Za-z\d]+")
_GLUE: Final = frozenset(
    {
        "au", "aux", "avec", "ce", "cette", "dans", "de", "des", "du", "en", "et", "il", "je", "la",
        "le", "les", "ma", "mes", "mon", "nos", "notre", "on", "ou", "par", "pas", "pour", "qu", "que",
        "qui", "sa", "sans", "se", "ses", "son", "sur", "ta", "tes", "ton", "tu", "un", "une", "vos",
        "votre", "vous", "and", "at", "by", "for", "from", "in", "is", "my", "not", "of", "our", "the",
        "to", "we", "with", "you", "your", "instagram", "insta", "facebook", "tiktok", "twitter",
        "youtube", "noel", "paques", "france", "belgique", "suisse", "paris", "lyon", "ete", "hiver",
        "printemps", "automne", "summer", "winter", "christmas", "easter", "uk", "usa", "time", "day",
        "week", "friday", "monday", "alert", "blog", "mode", "beaute",
    }
)  # fmt: skip


_LEAST_LEET: Final = 4
_SHORT_PIECE: Final = 4
_SHORTEST_SPLIT: Final = 6
_LONGEST_SPLIT: Final = 60
_LONG_PIECE: Final = 5
_NONE: Final[frozenset[str]] = frozenset()
_SIGNS: Final = frozenset("%€$£¥°©")
_BARE_EMOJI: Final = {ord(char): None for char in "\ufe0f\ufe0e\u200d"} | dict.fromkeys(
    range(0x1F3FB, 0x1F400)
)
_GROUPING: Final = {ord(char): None for char in " \u00a0\u202f\u2009'’"}


class Folder:
    """Folds words. `words` and `stems` (folded) settle what is doubtful: doubled letters, digits
    inside words.
    """

    def __init__(self, words: Collection[str] = (), stems: Iterable[str] = ()) -> None:
        self.words = frozenset(words)
        self.stems = frozenset(stems)
        self._stem_lengths = sorted({len(stem) for stem in self.stems if len(stem) >= _SHORT_PIECE})
        self._spelling = Spelling(self.words)
        self._cache: dict[str, tuple[str, ...]] = {}
        self._joined: dict[str, dict[str, str]] = defaultdict(dict)

    def knows(self, word: str) -> bool:
        """Tell whether a folded word, or a beginning of it that is no mere syllable, is in the lexicon."""
        return word in self.words or any(word[:length] in self.stems for length in self._stem_lengths)

    def folded(self, token: str, kind: str) -> str:
        """Return what `fold` does, as words separated by single spaces."""
        joined = self._joined[kind]
        known = joined.get(token)
        if known is None:
            if sum(map(len, self._joined.values())) >= _MAX_CACHE:
                for words in self._joined.values():
                    words.clear()
            known = joined[token] = " ".join(self._fold_kind(token, kind))
        return known

    def fold(self, token: str, kind: str = "word") -> tuple[str, ...]:
        """Return the folded words of a token of that kind: none for mere decoration, two for
        `#JeuConcours`.
        """
        key = token if kind == "word" else kind[0] + " " + token
        known = self._cache.get(key)
        if known is None:
            if len(self._cache) >= _MAX_CACHE:
                self._cache.clear()
            known = self._cache[key] = self._fold_kind(token, kind)
        return known

    def _fold_kind(self, token: str, kind: str) -> tuple[str, ...]:
        if kind == "word":
            return self._fold_word(token)
        if kind == "hashtag":
            return self._fold_hashtag(token[1:])
        if kind == "number":
            return (
                tuple(_plain_number(token).split("-")) if _RANGE.fullmatch(token) else (_plain_number(token),)
            )
        if kind == "emoji":
            return (bare_emoji(token),)
        if kind == "punct":
            return (token[0],) if token[0] in _SIGNS else ()
        return (_plain_address(token),)

    def _fold_hashtag(self, tag: str) -> tuple[str, ...]:
        parts = [part for chunk in _without_accents(tag).split("_") for part in _CAMEL.findall(chunk)]
        joined = self._fold_word("".join(parts))
        if len(parts) > 1 and joined and joined[0] not in self.words:
            return tuple(word for part in parts for word in self._fold_word(part))
        return tuple(word for whole in joined for word in self._wording(whole) or self.segment(whole))

    def _wording(self, tag: str) -> tuple[str, ...]:
        """Split `tirageausort`, which may be known as a hashtag: words with small ones only between them."""
        pieces = self._split(tag, _GLUE) if tag in self.words and len(tag) <= _LONGEST_SPLIT else ()
        ends = pieces[:1] + pieces[-1:]
        sure = len(pieces) > 2 and all(one in self.words and len(one) >= _SHORT_PIECE for one in ends)
        return pieces if sure else ()

    def segment(self, word: str) -> tuple[str, ...]:
        """Split words written together, when every piece is known; else return the word alone.

        The pieces are words of the lexicon and a few very common ones, as few as possible.
        """
        if not _SHORTEST_SPLIT <= len(word) <= _LONGEST_SPLIT:
            return (word,)
        pieces = self._split(word, _NONE if word in self.words else _GLUE)
        return pieces if pieces and self._makes_sense(pieces) else (word,)

    def _split(self, word: str, glue: frozenset[str]) -> tuple[str, ...]:
        best: list[tuple[int, tuple[str, ...]] | None] = [(0, ())] + [None] * len(word)
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - 20), end):
                before, piece = best[start], word[start:end]
                if before is None or not (
                    piece in glue or (2 < len(piece) < len(word) and piece in self.words)
                ):
                    continue
                cost = before[0] + (3 if piece in glue else 1)
                current = best[end]
                if current is None or cost < current[0]:
                    best[end] = (cost, (*before[1], piece))
        found = best[-1]
        return found[1] if found else ()

    def _makes_sense(self, pieces: tuple[str, ...]) -> bool:
        # "missing" is no "mis sing": short words only go with a long one.
        lengths = sorted(len(piece) for piece in pieces if piece in self.words or len(piece) >= _LONG_PIECE)
        known = any(piece in self.words for piece in pieces)
        sure = len(lengths) == len(pieces) > 1 and lengths[0] >= _SHORT_PIECE
        return known and (sure or (bool(lengths) and lengths[-1] >= _LONG_PIECE))

    def _fold_word(self, token: str) -> tuple[str, ...]:
        if token.isascii() and token.isalpha():
            plain = token.lower()
        elif _NUMERO.match(token):
            return ("n°",)
        elif _SPACED.match(token):
            return self._fold_spaced("".join(_PIECES.findall(plain_letters(token))))
        else:
            plain = _inclusive(plain_letters(token))
        if plain in self.words and plain not in short_forms():
            return (plain,)
        if _REPEATED.search(plain):
            # "créée" has no letter three times, only its copy without accents has: so look with accents.
            plain = _REPEATED_PIECE.sub(lambda piece: self._shortened(piece[0]), _inclusive(_composed(token)))
            plain = plain_letters(plain)
        if plain in short_forms():
            return short_forms()[plain]
        return tuple(word for piece in _PIECES.findall(plain) for word in self._mended(piece))

    def _fold_spaced(self, word: str) -> tuple[str, ...]:
        mended = self._mend(word)
        return (mended,) if self.knows(mended) else self.segment(mended)

    def _mended(self, word: str) -> tuple[str, ...]:
        mended = self._mend(word)
        # "prix€" is no word with a sign in it.
        return (mended[:-1], mended[-1]) if len(mended) > 1 and mended[-1] in "€$£" else (mended,)

    def _mend(self, word: str) -> str:
        """Return the known word that a folded one is meant to be; the word itself if there is none."""
        if word in self.words:
            return word
        if not word.isascii() and _BORROWED.search(word):
            word = self._latinised(word)
        if not word.isalpha():
            if len(word) >= _LEAST_LEET and _LEET_SIGNS.search(word):
                word = self._as_meant(word) or word
        elif len(word) >= SHORTEST_CORRECTED:
            word = self._spelling.correct(word) or word
        return word

    def _latinised(self, word: str) -> str:
        meant = self._as_meant(word)
        if meant is not None:
            return meant
        latin = "".join(_LETTERS_MEANT.get(char, char)[0] for char in word)
        # A word that is no mixture is a word of the other language.
        return latin if latin.isascii() and any("a" <= char <= "z" for char in word) else word

    def _as_meant(self, word: str) -> str | None:
        """Return the known word that the signs and foreign letters of a word stand for."""
        if sum(map(str.isalpha, word)) * 2 < len(word):
            return None
        choices = [_MEANT.get(char, char) for char in word]
        if prod(map(len, choices)) > _MAX_VARIANTS:
            return None
        variants = ["".join(letters) for letters in product(*choices)]
        return next((one for one in variants if one in self.words), None) or next(
            (one for one in variants if len(one) > _SHORT_PIECE and one.isalpha() and self.knows(one)), None
        )

    def _shortened(self, word: str) -> str:
        if plain_letters(word) in self.words:
            return word
        pieces = _REPEATED.split(word)
        runs = pieces[1::2]
        once = "".join(pieces)
        if plain_letters(once) not in self.words and 2 ** len(runs) <= _MAX_VARIANTS:
            for lengths in product((1, 2), repeat=len(runs)):
                variant = pieces[0] + "".join(
                    letter * length + rest
                    for letter, length, rest in zip(runs, lengths, pieces[2::2], strict=True)
                )
                if self.knows(plain_letters(variant)):
                    return variant
        return once


@lru_cache(maxsize=1)
def short_forms() -> dict[str, tuple[str, ...]]:
    """Return, by folded short form (`tlm`), the folded words that it stands for."""
    lines = Path(__file__).with_name("short_forms.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" = ") for line in lines if not line.startswith("#"))
    return {short: tuple(full.split()) for short, full in pairs}


def plain_letters(text: str) -> str:
    """Return `text` in lower case, without accents, styles and invisible characters (its length may
    change).
    """
    if text.isascii():
        return text.lower()
    text = _DROPPED.sub("", text)
    text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    text = text.casefold().translate(_LETTERS)
    # Case folding can bring accents back (İ), and capitals of styled letters only show after NFKD.
    text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return text.lower()


def _composed(text: str) -> str:
    return unicodedata.normalize("NFKC", _DROPPED.sub("", text)).lower()


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", _DROPPED.sub("", text))
    return "".join(char for char in text if not unicodedata.combining(char))


def _inclusive(word: str) -> str:
    match = _INCLUSIVE.match(word)
    if match is None:
        return word
    if match["word"]:
        stem, plural = match["word"], "s" in match["tail"] or "s)" in word
    else:
        stem, plural = match["stem"], word.endswith(("s", "x"))
    return stem + "s" if plural and not stem.endswith(("s", "x")) else stem


def bare_emoji(emoji: str) -> str:
    """Return an emoji without joiners, skin tone and presentation."""
    return emoji.translate(_BARE_EMOJI)


def _plain_number(word: str) -> str:
    folded = word.translate(_GROUPING)
    if not folded.isascii():
        folded = plain_letters("".join(str(unicodedata.digit(char, char)) for char in folded))
    return folded.lower()


def _plain_address(word: str) -> str:
    folded = word.lower()
    for opening in ("https://", "http://", "www."):
        folded = folded.removeprefix(opening)
    return "".join(folded.split()).rstrip("/") or "/"
