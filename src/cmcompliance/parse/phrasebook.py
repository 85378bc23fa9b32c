"""A lexicon's tables, opened: what is asked for is read from them when it is first needed, and remembered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from cmcompliance.parse.lexicon import CHOICE, GAP, GROUP, Lexicon
from cmcompliance.parse.patterns import HASHTAG_SIGN
from cmcompliance.parse.places import Step
from cmcompliance.parse.view import EMOJI_SIGN

_MOST_WORDS: Final = 50_000
_ANY_EMOJI: Final = "<emoji>"


class Word(NamedTuple):
    """What begins with a word: labels of the word alone, its atoms, the numbers of words that longer phrases
    may have, and the numbers of words before the last of those whose last word may go on.
    """

    labels: tuple[int, ...]
    atoms: tuple[int, ...]
    lengths: tuple[int, ...]
    heads: tuple[int, ...]


class Pattern(NamedTuple):
    """Steps, what is found by them, the groups that must occur, and what the groups may be."""

    steps: tuple[Step, ...]
    labels: tuple[int, ...]
    needs: tuple[int, ...]
    has_emoji: bool
    has_entities: bool
    ends_with_emoji: bool


_UNKNOWN: Final = Word((), (), (), ())


class Phrasebook:
    """Gives, for words and atoms of a text, what the lexicon has for them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._exact = dict(zip(lexicon.words, range(len(lexicon.words)), strict=True))
        self._firsts = dict(zip(lexicon.firsts, range(len(lexicon.firsts)), strict=True))
        self._stems: dict[str, int] = {}
        self._heads: dict[str, list[tuple[str, int]]] = {}
        self._head_lengths: dict[str, set[int]] = {}
        for number, stem in enumerate(lexicon.stems, len(lexicon.words)):
            head, _, last = stem.rpartition(" ")
            if head:
                self._heads.setdefault(head, []).append((last, number))
                words = head.split(" ")
                self._head_lengths.setdefault(words[0], set()).add(len(words))
            else:
                self._stems[last] = number
        self._longest_stem = max(map(len, self._stems), default=0)
        self.first_other = len(lexicon.words) + len(lexicon.stems)
        self._others = {name: number for number, name in enumerate(lexicon.others, self.first_other)}
        self._always = lexicon.always[0]
        self._signs: dict[str, list[tuple[list[str], tuple[int, ...]]]] = {}
        for number, text in enumerate(lexicon.signs):
            signs = text.split(" ")
            self._signs.setdefault(signs[0], []).append((signs, lexicon.sign_labels[number]))
        self.words: dict[str, Word] = {}
        self._labels: dict[int, tuple[int, ...]] = {}
        self._waiting: dict[int, tuple[int, ...]] = {}
        self._groups: dict[int, frozenset[int]] = {}
        self._patterns: dict[int, Pattern] = {}

    def word(self, word: str) -> Word:
        """Return what begins with a word."""
        known = self.words.get(word)
        if known is None:
            if len(self.words) >= _MOST_WORDS:
                self.words.clear()
            known = self.words[word] = self._read_word(word)
        return known

    def rows_of_signs(self, first: str) -> list[tuple[list[str], tuple[int, ...]]]:
        """Return (signs in a row, labels) of the rows that begin with a sign."""
        return self._signs.get(first, [])

    def candidates(self, atoms: set[int]) -> list[int]:
        """Return the patterns of which all groups have one of these atoms."""
        waiting = set(self._always)
        for atom in atoms:
            waiting.update(self.waiting(atom))
        present: dict[int, bool] = {}
        found = []
        for number in waiting:
            for group in self.pattern(number).needs:
                here = present.get(group)
                if here is None:
                    here = present[group] = not self.group(group).isdisjoint(atoms)
                if not here:
                    break
            else:
                found.append(number)
        return found

    def literal(self, words: str) -> int | None:
        """Return the atom of several words."""
        return self._exact.get(words)

    def headed(self, words: str) -> list[tuple[str, int]]:
        """Return (beginning of the last word, atom) of the literals whose other words these are."""
        return self._heads.get(words, [])

    def labels(self, atom: int) -> tuple[int, ...]:
        """Return the labels of words."""
        known = self._labels.get(atom)
        if known is None:
            known = self._labels[atom] = self._lexicon.labels[atom]
        return known

    def waiting(self, atom: int) -> tuple[int, ...]:
        """Return the patterns that an atom calls for."""
        known = self._waiting.get(atom)
        if known is None:
            known = self._waiting[atom] = self._lexicon.waiting[atom]
        return known

    def group(self, number: int) -> frozenset[int]:
        """Return the atoms of a group."""
        known = self._groups.get(number)
        if known is None:
            known = self._groups[number] = frozenset(self._lexicon.groups[number])
        return known

    def pattern(self, number: int) -> Pattern:
        """Return a pattern."""
        known = self._patterns.get(number)
        if known is None:
            known = self._patterns[number] = self._read_pattern(number)
        return known

    def of_entity(self, kind: str, folded: str) -> list[int]:
        """Return the atoms of an entity of that kind whose first token is so folded; emoji are none."""
        if kind == "emoji":
            return []
        names = [f"<{kind}>"]
        if kind == "hashtag":
            names.append(HASHTAG_SIGN + folded.replace(" ", ""))
        return [self._others[name] for name in names if name in self._others]

    def of_emoji(self, sign: str) -> list[int]:
        """Return the atoms of an emoji."""
        return [self._others[name] for name in (_ANY_EMOJI, sign) if name in self._others]

    def _read_word(self, word: str) -> Word:
        exact = self._exact.get(word)
        atoms = [] if exact is None else [exact]
        for length in range(1, min(len(word), self._longest_stem) + 1):
            stem = self._stems.get(word[:length])
            if stem is not None:
                atoms.append(stem)
        first = self._firsts.get(word)
        lengths = () if first is None else self._lexicon.lengths[first]
        heads = tuple(sorted(self._head_lengths.get(word, ())))
        if not (atoms or lengths or heads):
            return _UNKNOWN
        labels = tuple(label for atom in atoms for label in self.labels(atom))
        return Word(labels, tuple(atoms), lengths, heads)

    def _read_pattern(self, number: int) -> Pattern:
        steps = _steps(self._lexicon.patterns[number])
        groups = tuple(_groups(steps))
        return Pattern(
            steps,
            self._lexicon.pattern_labels[number],
            self._lexicon.needs[number][1:],
            self._has_emoji(groups),
            any(atom >= self.first_other for group in groups for atom in self.group(group)),
            self._has_emoji(_groups(steps[-1:])),
        )

    def _has_emoji(self, groups: Iterable[int]) -> bool:
        others, first = self._lexicon.others, self.first_other
        names = (others[atom - first] for group in groups for atom in self.group(group) if atom >= first)
        return any(name[0] == EMOJI_SIGN or name == _ANY_EMOJI for name in names)


def _steps(numbers: tuple[int, ...]) -> tuple[Step, ...]:
    steps: list[Step] = []
    at = 0
    while at < len(numbers):
        kind = numbers[at]
        if kind == GROUP:
            steps.append((kind, numbers[at + 1], 0, ()))
            at += 2
        elif kind == GAP:
            steps.append((kind, numbers[at + 1], numbers[at + 2], ()))
            at += 3
        elif kind == CHOICE:
            options = []
            count = numbers[at + 1]
            at += 2
            for _ in range(count):
                end = at + 1 + numbers[at]
                options.append(_steps(numbers[at + 1 : end]))
                at = end
            steps.append((kind, 0, 0, tuple(options)))
        else:
            steps.append((kind, 0, 0, ()))
            at += 1
    return tuple(steps)


def _groups(steps: Iterable[Step]) -> Iterator[int]:
    for kind, number, _, options in steps:
        if kind == GROUP:
            yield number
        for option in options:
            yield from _groups(option)
