"""All phrases of many labels in one pass over a folded text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from cmcompliance.parse.lexicon import Lexicon
from cmcompliance.parse.patterns import HASHTAG_SIGN
from cmcompliance.parse.phrasebook import Phrasebook
from cmcompliance.parse.standing import EntityRange, Standing, read_literals, read_signs
from cmcompliance.parse.view import View, emoji_sign, part_of, view_of, without_emoji

Occurrence = tuple[int, int, int]
"""A label, the first token, the token after the last."""

_PASSAGE: Final = 800
_LONGEST: Final = 300
"""Slots that a pattern may reach over, where a text is read in several passages."""


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
    ) -> list[Occurrence]:
        """Return every occurrence, in no particular order.

        `kinds`, `folded`: of each token. `hard`, `soft`: the tokens after which a sentence ends, `soft` if
        only by a line break. `entities`: in reading order.
        """
        found: list[Occurrence] = []
        if "emoji" in kinds or "hashtag" in kinds:
            found += self._signs(kinds, folded)
        view = view_of(kinds, folded, hard, soft)
        count = len(view.words)
        reached: dict[int, int] = {}
        for start in range(0, count, _PASSAGE):
            end = min(count, start + _PASSAGE + _LONGEST)
            own = view.tokens[start + _PASSAGE] if end < count else len(folded)
            self._read(part_of(view, start, end), own, folded, entities, reached, found)
            if end == count:
                break
        return found

    def _read(
        self,
        passage: View,
        own: int,
        folded: Sequence[str],
        entities: Sequence[EntityRange],
        reached: dict[int, int],
        found: list[Occurrence],
    ) -> None:
        """Add to `found` what begins in a passage before the token `own`.

        `reached`: for each pattern, the token up to which it was found in the text before.
        """
        book = self._book
        plain = without_emoji(passage)
        literals = read_literals(book, plain.words)
        tokens = plain.tokens
        for labels, start, end in literals.labelled:
            first, last = tokens[start], tokens[end - 1] + 1
            if first < own:
                for label in labels:
                    found.append((label, first, last))
        here = _between(entities, passage.tokens[0], passage.tokens[-1] + 1)
        signs = read_signs(book, passage, folded, here)
        candidates = book.candidates({*literals.ones, *literals.longer, *signs})
        if not candidates:
            return
        standing = Standing(book, plain, literals, signs, here)
        with_emoji = Standing(book, passage, literals, signs, here) if passage.emoji else standing
        for number in candidates:
            pattern = book.pattern(number)
            ground = with_emoji if pattern.has_emoji else standing
            for first, last in ground.find(pattern, reached.get(number, 0), own):
                reached[number] = last
                for label in pattern.labels:
                    found.append((label, first, last))

    def _signs(self, kinds: Sequence[str], folded: Sequence[str]) -> Iterator[Occurrence]:
        """Yield what emoji and hashtags say by themselves."""
        for i, kind in enumerate(kinds):
            if kind not in {"emoji", "hashtag"}:
                continue
            if kind == "hashtag" and " " in folded[i]:
                for label in self._book.word(folded[i].replace(" ", "")).labels:
                    yield label, i, i + 1
            for signs, labels in self._book.rows_of_signs(_sign(kind, folded[i])):
                end = _match_signs(i, signs, kinds, folded)
                if end:
                    for label in labels:
                        yield label, i, end


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
