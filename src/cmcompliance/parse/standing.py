"""Where the atoms of a lexicon stand in a passage: words, emoji, hashtags, entities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from cmcompliance.parse.phrasebook import Labels, Phrasebook
from cmcompliance.parse.places import Found, slots_of
from cmcompliance.parse.view import View, kept_slots

EntityRange = tuple[int, int, str]
"""The first token, the token after the last, the kind."""
Stretch = tuple[int, int]
"""The first, and the one after the last: slots or tokens."""


_NOWHERE: Final[Mapping[int, Sequence[int]]] = {}


class Literals(NamedTuple):
    """Where literals stand, by atom: as bits those of one word, as stretches of slots the longer ones.

    `labelled`: (labels, first slot, slot after the last).
    """

    ones: dict[int, int]
    longer: dict[int, list[Stretch]]
    labelled: list[tuple[Labels, int, int]]


def read_literals(book: Phrasebook, words: Sequence[str]) -> Literals:
    """Return the literals that stand in words, in one pass."""
    found = Literals({}, {}, [])
    ones, longer, labelled = found
    known, in_patterns, count = book.words, book.in_patterns, len(words)
    for i, word in enumerate(words):
        labels, atoms, goes_on, heads = known.get(word) or book.word(word)
        if labels:
            labelled.append((labels, i, i + 1))
        for atom in atoms:
            ones[atom] = ones.get(atom, 0) | 1 << i
        if goes_on and i + 1 < count:
            for length in book.lengths(f"{word} {words[i + 1]}"):
                end = i + length
                if end > count:
                    break
                literal = book.literal(" ".join(words[i:end]))
                if literal is not None:
                    if literal in in_patterns:
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


class Standing(dict[int, Found]):
    """Where groups of atoms stand in a view, by their numbers; each is looked for when first asked for."""

    def __init__(
        self, book: Phrasebook, view: View, literals: Literals, signs: Mapping[int, Sequence[Stretch]]
    ) -> None:
        """`literals`: in the view without its emoji."""
        super().__init__()
        self._book = book
        self._view = view
        self._literals = literals
        self._signs = signs
        self._slots = kept_slots(view) if view.emoji else None
        self._atoms = {*literals.ones, *literals.longer, *signs}

    def __missing__(self, group: int) -> Found:
        ones = 0
        longer: list[Stretch] = []
        known = self._literals.ones
        for atom in self._book.group(group) & self._atoms:
            bits = known.get(atom)
            if bits is not None:
                ones |= bits
            elif atom in self._signs:
                longer += (self._view.slots(start, end) for start, end in self._signs[atom])
            else:
                longer += self._moved(self._literals.longer[atom])
        if self._slots and ones:
            longer += self._moved((slot, slot + 1) for slot in slots_of(ones))
            ones = 0
        found = self[group] = _found(ones, longer) if longer else (ones, 0, _NOWHERE)
        return found

    def _moved(self, stretches: Iterable[Stretch]) -> Iterable[Stretch]:
        slots = self._slots
        if slots is None:
            return stretches
        return ((slots[start], slots[end - 1] + 1) for start, end in stretches)


def _found(ones: int, stretches: Iterable[Stretch]) -> Found:
    starts = 0
    ends: dict[int, list[int]] = {}
    for start, end in stretches:
        if end == start + 1:
            ones |= 1 << start
        elif end > start:
            starts |= 1 << start
            ends.setdefault(start, []).append(end)
    return ones, starts, ends
