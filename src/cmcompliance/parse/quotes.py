"""Quotations: « », “ ”, " " and lines that begin with >."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

Range = tuple[int, int]

_CLOSING: Final = {"«": "»", "“": "”", "„": "”", '"': '"', "‹": "›"}
_LEAST_WORDS: Final = 3
_MOST_TOKENS: Final = 120


def quotations(texts: Sequence[str], kinds: Sequence[str], spaced: Sequence[bool]) -> list[Range]:
    """Return the token ranges between quotation marks, and quoted lines; a quoted word or name is none."""
    found: list[Range] = []
    opened: dict[str, int] = {}
    for i, text in enumerate(texts):
        if kinds[i] != "punct":
            continue
        for sign in opened:
            if text[0] == sign:
                start = opened.pop(sign)
                if i - start <= _MOST_TOKENS and _words(kinds, start, i) >= _LEAST_WORDS:
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


def _words(kinds: Sequence[str], start: int, end: int) -> int:
    return sum(kinds[i] in {"word", "number", "hashtag", "mention"} for i in range(start, end))
