"""Tokens of posts: URLs, mentions, hashtags, emoji, prices, inclusive writing; every other rule of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from cmcompliance.parse.links import find_links

Kind = str
"""word number hashtag mention url email emoji punct space"""

_MARKS: Final = (
    "\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
    "\u0591-\u05c7\u064b-\u0655\u093a-\u094f"
)
_HIDDEN: Final = "\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_STYLED: Final = "\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189"
_LETTER: Final = rf"(?:[^\W\d_]|[{_STYLED}₿])"
_LETTER_OR_MARK: Final = rf"(?:[^\W_]|[{_MARKS}{_STYLED}₿])"
# What nobody sees belongs to a word only inside it.
_IN_WORD: Final = rf"(?:{_LETTER_OR_MARK}|[{_HIDDEN}]++(?={_LETTER_OR_MARK}))"

# Where the styled alphabets begin: capitals and small letters in a row, or capitals alone.
_ALPHABETS: Final = (*range(0x1D400, 0x1D6A4, 52), 0x24B6)
_CAPITALS: Final = (0x1F130, 0x1F150, 0x1F170, 0xFF21, 0xFF41)
_ELSEWHERE: Final = {
    "c": "ℂℭᴄ", "d": "ᴅ", "j": "ᴊ", "l": "ℒʟ", "m": "ℳᴍ", "n": "ℕɴ", "q": "ℚ", "s": "ꜱ", "t": "ᴛ", "u": "ᴜ",
}  # fmt: skip


def _in_any_style(letters: str) -> str:
    """Return a class of these letters, small, capital and styled."""
    found = letters + letters.upper()
    for letter in letters:
        number = ord(letter) - ord("a")
        found += "".join(chr(first + number) + chr(first + 26 + number) for first in _ALPHABETS)
        found += "".join(chr(first + number) for first in _CAPITALS) + _ELSEWHERE.get(letter, "")
    return f"[{found}]"


_ELIDED: Final = _in_any_style("cdjlmnst")
_QU: Final = _in_any_style("q") + _in_any_style("u")

_PICTURES: Final = (
    "\u203c\u2049\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u23cf\u23e9-\u23f3\u23f8-\u23fa\u25aa\u25ab\u25b6\u25c0"
    "\u25fb-\u25fe\u2600-\u2604\u2607-\u2612\u2614-\u2685\u2690-\u2705\u2708-\u2712\u2714\u2716\u271d\u2721\u2728\u2733"
    "\u2734\u2744\u2747\u274c\u274e\u2753-\u2755\u2757\u2763-\u2767\u2795-\u2797\u27a1\u27b0\u27bf\u2934\u2935\u2b05-\u2b07"
    "\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001f0ff\U0001f18e"
    "\U0001f191-\U0001f19a\U0001f201-\U0001f20f\U0001f21a\U0001f22f\U0001f232-\U0001f23a\U0001f249-\U0001f3fa"
    "\U0001f400-\U0001f64f\U0001f680-\U0001f6ff\U0001f7d5-\U0001f7ff\U0001f90c-\U0001faff"
)
_ONE_PICTURE: Final = (
    rf"[{_PICTURES}](?:[\ufe0f\ufe0e]|[\U0001f3fb-\U0001f3ff])?(?:[\U000e0020-\U000e007e]+\U000e007f)?"
)
# 🅰 and Ⓜ are emoji alone and letters in a row.
_LETTER_PICTURE: Final = (
    r"(?<![\U0001f170-\U0001f189])(?<![^\W\d_])[\U0001f170\U0001f171\U0001f17e\U0001f17f]\ufe0f?"
    r"(?![\U0001f170-\U0001f189]|[^\W\d_])"
    r"|(?<![\u24b6-\u24e9])(?<![^\W\d_])\u24c2\ufe0f?(?![\u24b6-\u24e9]|[^\W\d_])"
)
_EMOJI: Final = (
    rf"[0-9#*]\ufe0f?\u20e3|[\U0001f1e6-\U0001f1ff]{{1,2}}|[\u2122\u00a9\u00ae\u2139]\ufe0f"
    rf"|{_ONE_PICTURE}(?:\u200d{_ONE_PICTURE}|\u200d[\u2640\u2642\u2695\u2696\u2708\u2764]\ufe0f?)*"
    rf"|{_LETTER_PICTURE}"
)

_INCLUSIVE: Final = (
    rf"{_LETTER}{{2,}}(?:"
    r"(?:[·•‧∙⋅・](?:e|s|es|x|ne|nes|le|les|te|tes|se|ses|ve|ves|fe|fes|ere|ère|eres|ères|rice|rices|trice|trices|euse|euses"
    r"|ice|ices|teuse|teuses|onne|onnes|elle|elles)){1,2}"
    r"|\.(?:e|es|rice|rices|trice|trices|euse|euses|ère|ères|ice|ices)(?:\.s)?|\.(?:ne|le|te|se|ve|fe)\.s"
    r"|-(?:e-s|es-s|trice-s|euse-s|ne-s|e)|/(?:e|es|trice|euse)"
    rf"|\((?:e|es|s|ne|nes|le|les|te|se|ve|ère|trice|rice|euse)\)(?:e?s)?)(?!{_LETTER_OR_MARK})"
)
_SPACED: Final = (
    r"(?<![^\W_])[^\W\d_](?P<sep>[.\-_*•·|~/])[^\W\d_](?:(?P=sep)[^\W\d_])+(?![^\W_])"
    r"|(?<![^\W_]['’])(?<![^\W_])[^\W\d_](?: [^\W\d_]){3,}(?![^\W_'’])"
)
_LEET_END: Final = r"[€$]{1,3}+(?![\w€$])"
_LEET: Final = rf"{_LETTER}+(?:[@€$£]+[^\W_]+)+(?:{_LEET_END})?|{_LETTER}{{4,}}+{_LEET_END}"
_NUMBER: Final = (
    r"\d{1,3}(?:[  \u202f\u2009'’.,]\d{3}){1,5}(?:[.,]\d{1,2})?(?!\d)"
    r"|(?<![\w+])\+(?:16|18|21)(?!\d)|(?:16|18|21)\+(?!\w)"
    r"|\d{1,2}\s?[hH](?:\s?[0-5]\d)?(?![^\W_])|\d{1,2}:[0-5]\d(?!\d)"
    r"|\d+(?:[./-]\d+)+|\d+(?:,\d+)?"
)
_TOKEN: Final = re.compile(
    " ?+(?:"
    + "|".join(
        f"(?P<{kind}>{pattern})"
        for kind, pattern in (
            # Most words: nothing in them or after them needs a closer look.
            ("simple", r"[A-Za-zÀ-ÖØ-öø-ÿ]{2,}+(?=[ ,\n!?:;)»…]|\Z|\.(?<![nN][oO]\.)(?:[ \n]|\Z))"),
            ("emoji", _EMOJI),
            ("hashtag", rf"[#＃](?=[\w{_STYLED}]*[^\W\d_]|[{_STYLED}])(?:{_IN_WORD}|_)+"),
            ("mention", r"(?<![\w])[@＠]\w(?:[\w.\-]*\w)?"),
            ("spaced", _SPACED),
            (
                "elision",
                rf"(?<![^\W_])(?:{_ELIDED}|(?i:jus|lors|puis|quoi|pres)?{_QU})['’ʼ](?=[^\W_]|[{_STYLED}])",
            ),
            ("inclusive", _INCLUSIVE),
            ("numero", rf"(?<![^\W_])(?:{_in_any_style('n')}[°º]|[nN][oO]\.(?= ?\d))"),
            ("ordinal", r"\d{1,4}(?:er|ers|re|res|e|es|è|eme|ème|ième|nd|nde|st|rd|th)(?![^\W_])"),
            ("number", _NUMBER),
            ("leet", _LEET),
            ("word", rf"{_LETTER}{_IN_WORD}*(?:['’ʼ]{_IN_WORD}+)*|[^\W_]{_IN_WORD}*"),
            ("ellipsis", r"\.{2,}|…+"),
            ("ending", r"[!?‼⁇⁈⁉¿¡]+\ufe0f?"),
            ("punct", r"([^\w\s])\6*|\S"),
        )
    )
    .replace(r"\6", "(?P=same)")
    .replace(r"([^\w\s])(?P=same)", r"(?P<same>[^\w\s])(?P=same)")
    + ")"
)
_KINDS: Final = {
    "simple": "word", "emoji": "emoji", "hashtag": "hashtag", "mention": "mention", "spaced": "word",
    "elision": "word", "inclusive": "word", "numero": "word",
    "ordinal": "number", "number": "number", "leet": "word", "word": "word", "ellipsis": "punct",
    "ending": "punct",
    "punct": "punct",
}  # fmt: skip


Token = tuple[int, int, Kind]
"""A stretch of the text, [start, end) in code points, and what it is."""


def split_tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of `text` in order; they cover all of it but single spaces between two tokens."""
    at = 0
    for start, end, kind in find_links(text):
        yield from _plain(text, at, start)
        yield start, end, kind
        at = end
    yield from _plain(text, at, len(text))


def _plain(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        at, stop = match.span()
        yield at + (text[at] == " "), stop, _KINDS[match.lastgroup or "punct"]
