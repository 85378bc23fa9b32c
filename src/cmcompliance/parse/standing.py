"""Where the atoms of a lexicon stand in a passage: words, emoji, hashtags, entities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cmcompliance.parse.phrasebook import Pattern, Phrasebook
from cmcompliance.parse.places import Found, Places
from cmcompliance.parse.view import EMOJI_SIGN, View, kept_slots

EntityRange = tuple[int, int, str]
"""The first token, the token after the last, the kind."""
Stretch = tuple[int, int]
"""The first, and the one after the last: slots or tokens."""


class Literals(NamedTuple):
    """Where literals stand, by atom: as bits those of one word, as stretches of slots the longer ones.

    `labelled`: (labels, first slot, slot after the last).
    """

    ones: dict[int, int]
    longer: dict[int, list[Stretch]]
    labelled: list[tuple[tuple[int, ...], int, int]]


def read_literals(book: Phrasebook, words: Sequence[str]) -> Literals:
    """Return the literals that stand in words, in one pass."""
    found = Literals({}, {}, [])
    ones, longer, labelled = found
    known, count = book.words, len(words)
    for i, word in enumerate(words):
        labels, atoms, lengths, heads = known.get(word) or book.word(word)
        if labels:
            labelled.append((labels, i, i + 1))
        for atom in atoms:
            ones[atom] = ones.get(atom, 0) | 1 << i
        for length in lengths:
            end = i + length
            if end > count:
                break
            literal = book.literal(" ".join(words[i:end]))
            if literal is not None:
                longer.setdefault(literal, []).append((i, end))
                labelled.append((book.labels(literal), i, end))
        for length in heads:
            end = i + length
            if end >= count:
                break
            for beginning, literal in book.headed(" ".join(words[i:end])):
                if words[end].startswith(beginning):
                    longer.setdefault(literal, []).append((i, end + 1))
                    labelled.append((book.labels(literal), i, end + 1))
    return found


def read_signs(
    book: Phrasebook, view: View, folded: Sequence[str], entities: Iterable[EntityRange]
) -> dict[int, list[Stretch]]:
    """Return where emoji, hashtags and entities stand, by atom, as stretches of tokens.

    `folded`: of all tokens. `entities`: those of the view.
    """
    signs: dict[int, list[Stretch]] = {}
    for start, end, kind in entities:
        for atom in book.of_entity(kind, folded[start]):
            signs.setdefault(atom, []).append((start, end))
    for slot in view.emoji:
        token = view.tokens[slot]
        for atom in book.of_emoji(view.words[slot]):
            signs.setdefault(atom, []).append((token, token + 1))
    return signs


class Standing:
    """Where groups of atoms stand in a view; `places`: to follow patterns by them."""

    def __init__(
        self,
        book: Phrasebook,
        view: View,
        literals: Literals,
        signs: Mapping[int, Sequence[Stretch]],
        entities: Iterable[EntityRange],
    ) -> None:
        """`literals`: in the view without its emoji. `entities`: those of the view."""
        self.places = Places(view, self._group)
        self._view = view
        self._book = book
        self._literals = literals
        self._signs = signs
        self._entities = entities
        self._atoms = {*literals.ones, *literals.longer, *signs}
        self._slots = kept_slots(view) if view.emoji else None
        self._groups: dict[int, Found] = {}
        self._edges: tuple[dict[int, int], dict[int, int]] | None = None

    def find(self, pattern: Pattern, first: int, own: int) -> Iterator[Stretch]:
        """Yield the tokens of a pattern's occurrences that begin between the tokens `first` and `own`: the
        longest from each beginning, none over another.
        """
        starts = self.places.starts(pattern.steps)
        while starts:
            start = (starts & -starts).bit_length() - 1
            token = self._view.tokens[start]
            if token >= own:
                return
            end = self.places.furthest(pattern.steps, start)
            if token >= first:
                yield self._tokens(start, self._trimmed(start, end, pattern), entities=pattern.has_entities)
            starts = starts >> end << end

    def _trimmed(self, start: int, end: int, pattern: Pattern) -> int:
        """Return where an occurrence ends without the emoji behind it."""
        if self._slots and not pattern.ends_with_emoji:
            while end > start + 1 and self._view.words[end - 1][0] == EMOJI_SIGN:
                end -= 1
        return end

    def _tokens(self, start: int, end: int, *, entities: bool) -> Stretch:
        """Return the tokens of slots [start, end); `entities`: with all of the entity at either end."""
        first, last = self._view.tokens[start], self._view.tokens[end - 1] + 1
        if not entities:
            return first, last
        if self._edges is None:
            self._edges = self._find_edges()
        opening, closing = self._edges
        return min(first, opening.get(start, first)), max(last, closing.get(end, last))

    def _find_edges(self) -> tuple[dict[int, int], dict[int, int]]:
        opening: dict[int, int] = {}
        closing: dict[int, int] = {}
        for first, last, _ in self._entities:
            start, end = self._view.slots(first, last)
            if start == end:
                continue
            opening[start] = min(first, opening.get(start, first))
            closing[end] = max(last, closing.get(end, last))
        return opening, closing

    def _group(self, number: int) -> Found:
        known = self._groups.get(number)
        if known is None:
            known = self._groups[number] = self._find(self._book.group(number) & self._atoms)
        return known

    def _find(self, atoms: Iterable[int]) -> Found:
        ones = 0
        pairs: list[Stretch] = []
        literals = self._literals
        for atom in atoms:
            signs = self._signs.get(atom)
            if signs is not None:
                pairs += (self._view.slots(start, end) for start, end in signs)
            elif atom in literals.longer:
                pairs += self._moved(literals.longer[atom])
            else:
                ones |= literals.ones[atom]
        if self._slots and ones:
            pairs += self._moved((slot, slot + 1) for slot in _slots_of(ones))
            ones = 0
        return Found(ones, [pair for pair in pairs if pair[0] < pair[1]])

    def _moved(self, stretches: Iterable[Stretch]) -> Iterable[Stretch]:
        slots = self._slots
        if slots is None:
            return stretches
        return ((slots[start], slots[end - 1] + 1) for start, end in stretches)


def _slots_of(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
