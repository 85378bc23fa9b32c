"""Phrases as regular expressions for RE2: a second way to find what the matcher finds."""

from __future__ import annotations

from collections.abc import Iterator

import re2

from cmcompliance.rulebook.phrase import Break, Choice, Ending, Gap, Part, Phrase, Sequence, Space, Text

_SEPARATOR = r"[ \v]"
_WORD = r"[^ \v\n]+ "


def occurrences(
    phrase: Phrase, tokens: list[str], hard: frozenset[int], soft: frozenset[int]
) -> set[tuple[int, int]]:
    """Return the tokens of the leftmost longest occurrences of a phrase of words, gaps and breaks."""
    options = re2.Options()
    options.longest_match = True
    regex = re2.compile(_SEPARATOR + _units(phrase.body), options)
    text, starts = _text(tokens, hard, soft)
    found = set()
    match = regex.search(text)
    while match is not None:
        start, end = match.span()
        inside = [i for i, place in enumerate(starts) if start < place < end]
        if inside:
            found.add((inside[0], inside[-1] + 1))
        # The separator at the end may open the next occurrence.
        match = regex.search(text, end - 1)
    return found


def _text(tokens: list[str], hard: frozenset[int], soft: frozenset[int]) -> tuple[str, list[int]]:
    text, starts = " ", []
    for i, token in enumerate(tokens):
        starts.append(len(text))
        text += token + ("\v" if i in soft and i < len(tokens) - 1 else " ")
        if i in hard:
            text += "\n "
    return text, starts


def _units(sequence: Sequence) -> str:
    return "".join(_unit(unit) for unit in _words(sequence))


def _words(sequence: Sequence) -> Iterator[tuple[Part, ...]]:
    unit: list[Part] = []
    for part in sequence.parts:
        if not isinstance(part, Space):
            unit.append(part)
        elif unit:
            yield tuple(unit)
            unit = []
    if unit:
        yield tuple(unit)


def _unit(unit: tuple[Part, ...]) -> str:
    match unit:
        case (Gap(least, most),):
            return f"(?:{_WORD}){{{least},{most}}}"
        case (Break(),):
            return rf"(?:\n{_SEPARATOR})?"
        case (Choice(options),):
            return "(?:" + "|".join(map(_units, options)) + ")"
        case _:
            return "".join(map(_letters, unit)) + _SEPARATOR


def _letters(part: Part) -> str:
    match part:
        case Text(text):
            return re2.escape(text)
        case Ending():
            return r"[^ \v\n]*"
        case Choice(options):
            return "(?:" + "|".join("".join(map(_letters, option.parts)) for option in options) + ")"
        case _:
            raise NotImplementedError(part)
