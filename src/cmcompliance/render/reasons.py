"""The facts that a finding rests on, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cmcompliance.render.source import Source
from cmcompliance.render.style import cut_right
from cmcompliance.report import Because

MOST = 4
_LONGEST_VALUE = 40
_LONGEST_QUOTE = 80
_MOST_SPANS = 12


def reasons(
    because: Sequence[Because], source: Source, words: Mapping[str, str], most: int | None = MOST
) -> list[str]:
    """Return one phrase a fact, what was seen in the text first, what is absent last.

    Facts that follow from others are left out where there are others; all of them are in the JSON.
    `most`: so many are returned, and how many more there are.
    """
    grounds = [item for item in because if item.origin != "derived"] or list(because)
    grounds.sort(key=_rank)
    phrases = list(dict.fromkeys(_reason(item, source, words) for item in grounds))
    if most is not None and len(phrases) > most:
        phrases[most:] = [words["more"].format(len(phrases) - most)]
    return phrases


def _rank(item: Because) -> int:
    if item.value is None or (item.value is False and item.meaning is not None and not item.value_meaning):
        return 3
    return 0 if item.spans else 1 if item.meaning is not None and not item.value_meaning else 2


def _reason(item: Because, source: Source, words: Mapping[str, str]) -> str:
    if item.meaning is None:
        return _given(item, source, words)
    if item.value is None:
        return words["unknown"].format(item.meaning)
    if item.value_meaning is not None:
        text = source.field(item.fact) if item.value is True else ""
        held = cut_right(text, _LONGEST_VALUE) or item.value_meaning
        return f"{item.meaning}{words['colon']} {held}"
    if item.value is False:
        return words["absent"].format(item.meaning)
    quotes = [words["quoted"].format(quote) for quote in _quotes(item)]
    shown = ", ".join([*quotes, *_sayings(item, words)])
    return f"{item.meaning} ({shown})" if shown else item.meaning


def _sayings(item: Because, words: Mapping[str, str]) -> list[str]:
    """Return at most two of the things that files and ledgers say."""
    sayings = (f"{one.where}{words['colon']} {' '.join(one.value.split())}" for one in item.shown)
    return [cut_right(saying, _LONGEST_QUOTE) for saying in list(dict.fromkeys(sayings))[:2]]


def _quotes(item: Because) -> list[str]:
    """Return at most two of the places in words, none that only repeats a part of another."""
    quotes = list(dict.fromkeys(" ".join(span.text.split()) for span in item.spans[:_MOST_SPANS]))
    whole = [
        quote for quote in quotes if quote and not any(quote != other and quote in other for other in quotes)
    ]
    return [cut_right(quote, _LONGEST_QUOTE) for quote in whole[:2]]


def _given(item: Because, source: Source, words: Mapping[str, str]) -> str:
    if item.value is None:
        return words["not_given"].format(item.fact)
    if isinstance(item.value, bool):
        text = source.field(item.fact) if item.value else ""
        return f"{item.fact} = {cut_right(text, _LONGEST_VALUE) or words['true' if item.value else 'false']}"
    return f"{item.fact} = {cut_right(str(item.value), _LONGEST_VALUE)}"
