"""Letters in style: bold, script, circled … as generators of "fancy text" make them."""

from __future__ import annotations

from typing import Final

from metamorphic.edits import Transformation, each_word, unless
from metamorphic.words import speaks_by_capitals

_CAPITALS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _run(first: int, count: int = 26) -> str:
    return "".join(map(chr, range(first, first + count)))


# Unicode has some letters elsewhere and leaves their places in the alphabets empty.
_ELSEWHERE: Final = {
    0x1D455: "ℎ", 0x1D49D: "ℬ", 0x1D4A0: "ℰ", 0x1D4A1: "ℱ", 0x1D4A3: "ℋ", 0x1D4A4: "ℐ", 0x1D4A7: "ℒ",
    0x1D4A8: "ℳ", 0x1D4AD: "ℛ", 0x1D4BA: "ℯ", 0x1D4BC: "ℊ", 0x1D4C4: "ℴ", 0x1D506: "ℭ", 0x1D50B: "ℌ",
    0x1D50C: "ℑ", 0x1D515: "ℜ", 0x1D51D: "ℨ", 0x1D53A: "ℂ", 0x1D53F: "ℍ", 0x1D545: "ℕ", 0x1D547: "ℙ",
    0x1D548: "ℚ", 0x1D549: "ℝ", 0x1D551: "ℤ",
}  # fmt: skip
ALPHABETS: Final = {
    "bold": _run(0x1D400, 52),
    "italic": _run(0x1D434, 52),
    "bold_sans": _run(0x1D5D4, 52),
    "script": _run(0x1D49C, 52),
    "bold_script": _run(0x1D4D0, 52),
    "fraktur": _run(0x1D504, 52),
    "double_struck": _run(0x1D538, 52),
    "monospace": _run(0x1D670, 52),
    "circled": _run(0x24B6, 52),
    "negative_circled": _run(0x1F150) * 2,
    "squared": _run(0x1F130) * 2,
    "negative_squared": _run(0x1F170) * 2,
    "fullwidth": _run(0xFF21) + _run(0xFF41),
    "small_caps": _CAPITALS + "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘqʀꜱᴛᴜᴠᴡxʏᴢ",
}
"""Capitals, then small letters; accented letters have none and stay as they are."""


# One size of letter only: in these nothing tells a name.
_CAPITALS_ONLY: Final = frozenset({"negative_circled", "squared", "negative_squared"})
# 🅰 alone is an emoji.
_SHORTEST: Final = {"negative_squared": 2}


def styled(style: str, least: int = 1) -> Transformation:
    """Write words of so many letters or more in a style; no text with names in it in one without capitals."""
    letters = ALPHABETS[style].translate(_ELSEWHERE)
    table = str.maketrans(_CAPITALS + _CAPITALS.lower(), letters)
    change = each_word(max(least, _SHORTEST.get(style, 1)), lambda word: word.translate(table))
    return unless(speaks_by_capitals, change) if style in _CAPITALS_ONLY else change
