"""All phrases of many labels in one pass over a folded text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from cmcompliance.parse.lexicon import Lexicon
from cmcompliance.parse.matches import Matches, Passage
from cmcompliance.parse.patterns import HASHTAG_SIGN
from cmcompliance.parse.phrasebook import Labels, Phrasebook
from cmcompliance.parse.standing import EntityRange, read_literals, read_signs
from cmcompliance.parse.view import View, emoji_sign, part_of, view_of, without_emoji

_FEW: Final = 200
_MANY: Final = 800
"""A passage ends where a sentence does, after a few slots if it can, before there are many."""
_LONGEST: Final = 300
_SENTENCES: Final = 3
"""What begins in a passage may end after it: after so many slots, and so many ends of sentences."""


class PhraseMatcher:
    """Finds the phrases of a lexicon; a label may have any number of them. One instance a thread."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._book = Phrasebook(lexicon)

    def find(
        self,
        kinds: Sequence[str],
        folded: Sequence[str],
        hard: Collection[int],
        soft: Collection[int],
        entities: Sequence[EntityRange],
    ) -> Matches:
        """Return what stands there, patterns still to be looked for.

        `kinds`, `folded`: of each token. `hard`, `soft`: the tokens after which a sentence ends, `soft` if
        only by a line break. `entities`: in reading order.
        """
        matches = Matches(self._book)
        if "emoji" in kinds or "hashtag" in kinds:
            for labels, start, end in self._signs(kinds, folded):
                matches.add(labels, start, end)
        view = view_of(kinds, folded, hard, soft)
        for start, end, own in _passages(len(view.words), view.stops):
            passage = part_of(view, start, end)
            self._read(passage, view.tokens[own - 1] + 1, folded, entities, matches)
        return matches

    def _read(
        self,
        passage: View,
        own: int,
        folded: Sequence[str],
        entities: Sequence[EntityRange],
        matches: Matches,
    ) -> None:
        """Add to the matches what begins in a passage before the token `own`."""
        book = self._book
        plain = without_emoji(passage)
        literals = read_literals(book, plain.words)
        tokens = plain.tokens
        for labels, start, end in literals.labelled:
            first = tokens[start]
            if first < own:
                matches.add(labels, first, tokens[end - 1] + 1)
        here = _between(entities, passage.tokens[0], passage.tokens[-1] + 1)
        signs = read_signs(book, passage, folded, here)
        candidates = book.candidates({*literals.ones, *literals.longer, *signs})
        if not candidates:
            return
        loose = [one for one in here if one[2] != "emoji" and not (folded[one[0]] and folded[one[1] - 1])]
        searched = Passage(book, passage, plain, literals, signs, loose, own)
        for number in candidates:
            matches.expect(number, searched)

    def _signs(self, kinds: Sequence[str], folded: Sequence[str]) -> Iterator[tuple[Labels, int, int]]:
        """Yield what emoji and hashtags say by themselves."""
        for i, kind in enumerate(kinds):
            if kind not in {"emoji", "hashtag"}:
                continue
            if kind == "hashtag" and " " in folded[i]:
                yield self._book.word(folded[i].replace(" ", "")).labels, i, i + 1
            for signs, labels in self._book.rows_of_signs(_sign(kind, folded[i])):
                end = _match_signs(i, signs, kinds, folded)
                if end:
                    yield labels, i, end


def _passages(count: int, stops: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield (first slot, slot after the last, slot after the last of its own) of the passages of a text."""
    if 0 < count <= _FEW:
        yield 0, count, count
        return
    own = 0
    while own < count:
        start, own = own, min(count, own + _MANY)
        after = bisect_left(stops, start + _FEW)
        if after and stops[after - 1] >= start:
            own = stops[after - 1] + 1
        elif after < len(stops):
            own = min(own, stops[after] + 1)
        following = bisect_left(stops, own) + _SENTENCES - 1
        end = stops[following] + 1 if following < len(stops) else count
        yield start, min(end, own + _LONGEST), own


def _sign(kind: str, folded: str) -> str:
    return emoji_sign(folded) if kind == "emoji" else HASHTAG_SIGN + folded.replace(" ", "")


def _match_signs(first: int, sequence: Sequence[str], kinds: Sequence[str], folded: Sequence[str]) -> int:
    """Return the token after the last sign, 0 if the signs do not all follow."""
    i = first
    for wanted in sequence:
        while i < len(kinds) and kinds[i] in {"space", "punct"}:
            i += 1
        if i >= len(kinds) or kinds[i] not in {"emoji", "hashtag"} or _sign(kinds[i], folded[i]) != wanted:
            return 0
        i += 1
    return i


def _between(entities: Sequence[EntityRange], start: int, end: int) -> Sequence[EntityRange]:
    """Return the entities of which the first token is one of [start, end)."""
    first = bisect_left(entities, (start,))
    return entities[first : bisect_left(entities, (end,), first)]
