"""What of a lexicon may stand in a text; each label's phrases are looked for when they are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from cmcompliance.parse.pattern_search import PatternSearch
from cmcompliance.parse.phrasebook import Labels, Phrasebook
from cmcompliance.parse.ranges import Range
from cmcompliance.parse.standing import EntityRange, Literals, Standing, Stretch
from cmcompliance.parse.view import View

Occurrences = dict[int, list[Range]]
"""By label, in no particular order: the first token, the token after the last."""
_NONE: Final = ()


class Passage:
    """A stretch of a text in which patterns are searched. `own`: what begins before this token is its own."""

    __slots__ = ("_book", "_literals", "_loose", "_plain", "_searches", "_signs", "_view", "own")

    def __init__(
        self,
        book: Phrasebook,
        view: View,
        plain: View,
        literals: Literals,
        signs: dict[int, list[Stretch]],
        loose: Sequence[EntityRange],
        own: int,
    ) -> None:
        """`plain`: the view without its emoji. `loose`: entities with an edge that has no slot."""
        self._book = book
        self._view = view
        self._plain = plain
        self._literals = literals
        self._signs = signs
        self._loose = loose
        self.own = own
        self._searches: dict[bool, PatternSearch] = {}

    def search(self, with_emoji: bool) -> PatternSearch:
        """Return the search in the words alone, or in the words and the emoji."""
        with_emoji = with_emoji and bool(self._view.emoji)
        known = self._searches.get(with_emoji)
        if known is None:
            view = self._view if with_emoji else self._plain
            standing = Standing(self._book, view, self._literals, self._signs)
            known = self._searches[with_emoji] = PatternSearch(view, standing, self._loose)
        return known


class Matches:
    """The phrases of a text. `labels`: of all that may stand there, and of few others."""

    __slots__ = ("_book", "_by_label", "_by_pattern", "_literals", "_passages")

    def __init__(self, book: Phrasebook) -> None:
        self._book = book
        self._literals: Occurrences = {}
        self._by_label: dict[int, dict[int, None]] = {}
        self._passages: dict[int, list[Passage]] = {}
        self._by_pattern: dict[int, list[Range]] = {}

    @property
    def labels(self) -> Collection[int]:
        """The labels of what was found, and of what is still to be looked for."""
        return self._literals.keys() | self._by_label.keys()

    def add(self, labels: Labels, start: int, end: int) -> None:
        """Add what stands at tokens [start, end)."""
        found = self._literals
        for label in labels:
            if label in found:
                found[label].append((start, end))
            else:
                found[label] = [(start, end)]

    def expect(self, pattern: int, passage: Passage) -> None:
        """Add a pattern that may stand in a passage; the passages of a text come in its order."""
        passages = self._passages.get(pattern)
        if passages is not None:
            passages.append(passage)
            return
        self._passages[pattern] = [passage]
        by_label = self._by_label
        for label in self._book.pattern(pattern).labels:
            if label in by_label:
                by_label[label][pattern] = None
            else:
                by_label[label] = {pattern: None}

    def of(self, label: int) -> Sequence[Range]:
        """Return the occurrences of a label, in no particular order."""
        patterns = self._by_label.get(label)
        literals = self._literals.get(label, _NONE)
        if patterns is None:
            return literals
        return [*literals, *(one for pattern in patterns for one in self._of_pattern(pattern))]

    def all(self) -> Occurrences:
        """Return every occurrence."""
        return {label: list(found) for label in self.labels if (found := self.of(label))}

    def _of_pattern(self, number: int) -> list[Range]:
        known = self._by_pattern.get(number)
        if known is None:
            known = self._by_pattern[number] = list(self._found(number))
        return known

    def _found(self, number: int) -> Iterator[Range]:
        pattern = self._book.pattern(number)
        reached = 0
        for passage in self._passages[number]:
            for first, last in passage.search(pattern.has_emoji).find(pattern, reached, passage.own):
                reached = last
                yield first, last
