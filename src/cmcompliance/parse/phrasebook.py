"""A lexicon's tables, opened: what is asked for is read from them when it is first needed, and remembered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from cmcompliance.parse.lexicon import CHOICE, GAP, GROUP, Lexicon
from cmcompliance.parse.patterns import HASHTAG_SIGN
from cmcompliance.parse.places import Step, Steps, backwards, strides
from cmcompliance.parse.view import EMOJI_SIGN

_MOST_WORDS: Final = 20_000
_ANY_EMOJI: Final = "<emoji>"
_NONE: Final = ()
Labels = tuple[int, ...]


class Word(NamedTuple):
    """What begins with a word: labels of the word alone, its atoms that patterns hold, whether longer phrases
    do, and the numbers of words before the last of those whose last word may go on.
    """

    labels: Labels
    atoms: tuple[int, ...]
    goes_on: bool
    heads: tuple[int, ...]


class Pattern(NamedTuple):
    """A pattern: its steps, the same from the last to the first, its labels, and what is in its groups."""

    steps: Steps
    backward: Steps
    labels: Labels
    has_emoji: bool
    ends_with_emoji: bool
    has_signs: bool


class Phrasebook:
    """Gives, for words and atoms of a text, what the lexicon has for them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._exact = dict(zip(lexicon.words, range(len(lexicon.words)), strict=True))
        self._firsts = frozenset(lexicon.firsts)
        self._pairs = dict(zip(lexicon.pairs, range(len(lexicon.pairs)), strict=True))
        self.in_patterns = frozenset(lexicon.groups.values)
        """The atoms that patterns hold."""
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
        self._first_other = len(lexicon.words) + len(lexicon.stems)
        self._others = {name: number for number, name in enumerate(lexicon.others, self._first_other)}
        self._signs: dict[str, list[tuple[Sequence[str], Labels]]] = {}
        for number, text in enumerate(lexicon.signs):
            signs = text.split(" ")
            self._signs.setdefault(signs[0], []).append((signs, lexicon.sign_labels[number]))
        self.words: dict[str, Word] = {}
        """The words known so far."""
        self._labels: dict[int, Labels] = {}
        self._waiting: dict[int, tuple[tuple[int, tuple[int, ...]], ...]] = {}
        self._always = self._with_needs(lexicon.always[0])
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

    def lengths(self, pair: str) -> tuple[int, ...]:
        """Return how many words the literals may have that begin with these two."""
        number = self._pairs.get(pair)
        return _NONE if number is None else self._lexicon.lengths[number]

    def literal(self, words: str) -> int | None:
        """Return the atom of several words."""
        return self._exact.get(words)

    def headed(self, words: str) -> Sequence[tuple[str, int]]:
        """Return (beginning of the last word, atom) of the literals whose other words these are."""
        return self._heads.get(words, _NONE)

    def labels(self, atom: int) -> Labels:
        """Return the labels of words."""
        known = self._labels.get(atom)
        if known is None:
            known = self._labels[atom] = self._lexicon.labels[atom]
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

    def rows_of_signs(self, first: str) -> Sequence[tuple[Sequence[str], Labels]]:
        """Return (signs in a row, labels) of the rows that begin with a sign."""
        return self._signs.get(first, _NONE)

    def candidates(self, atoms: set[int]) -> Iterable[int]:
        """Return the patterns of which every group has one of these atoms."""
        found: dict[int, None] = {}
        absent: dict[int, bool] = {}
        waiting, groups = self._waiting, self._groups
        rows = [self._always]
        for atom in atoms:
            row = waiting.get(atom)
            if row is None:
                row = waiting[atom] = self._with_needs(self._lexicon.waiting[atom])
            if row:
                rows.append(row)
        for row in rows:
            for number, needs in row:
                for group in needs:
                    missing = absent.get(group)
                    if missing is None:
                        missing = absent[group] = (groups.get(group) or self.group(group)).isdisjoint(atoms)
                    if missing:
                        break
                else:
                    found[number] = None
        return found

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

    def _with_needs(self, patterns: Iterable[int]) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """Return patterns with the groups that they need beside the one that they wait for."""
        return tuple((number, self._lexicon.needs[number][1:]) for number in patterns)

    def _read_word(self, word: str) -> Word:
        exact = self._exact.get(word)
        atoms = [] if exact is None else [exact]
        for length in range(1, min(len(word), self._longest_stem) + 1):
            stem = self._stems.get(word[:length])
            if stem is not None:
                atoms.append(stem)
        return Word(
            tuple(label for atom in atoms for label in self.labels(atom)),
            tuple(atom for atom in atoms if atom in self.in_patterns),
            word in self._firsts,
            tuple(sorted(self._head_lengths.get(word, ()))),
        )

    def _read_pattern(self, number: int) -> Pattern:
        steps = _steps(self._lexicon.patterns[number])
        groups = tuple(_groups(steps))
        return Pattern(
            steps,
            backwards(steps),
            self._lexicon.pattern_labels[number],
            self._has_emoji(groups),
            self._has_emoji(_groups(steps[-1:])),
            any(atom >= self._first_other for group in groups for atom in self.group(group)),
        )

    def _has_emoji(self, groups: Iterable[int]) -> bool:
        others, first = self._lexicon.others, self._first_other
        names = (others[atom - first] for group in groups for atom in self.group(group) if atom >= first)
        return any(name[0] == EMOJI_SIGN or name == _ANY_EMOJI for name in names)


def _steps(numbers: Sequence[int]) -> Steps:
    steps: list[Step] = []
    at = 0
    while at < len(numbers):
        kind = numbers[at]
        if kind == GROUP:
            steps.append((kind, numbers[at + 1], (), ()))
            at += 2
        elif kind == GAP:
            least, most = numbers[at + 1 : at + 3]
            steps.append((kind, least, strides(most - least), ()))
            at += 3
        elif kind == CHOICE:
            options: list[Steps] = []
            count = numbers[at + 1]
            at += 2
            for _ in range(count):
                end = at + 1 + numbers[at]
                options.append(_steps(numbers[at + 1 : end]))
                at = end
            steps.append((kind, 0, (), tuple(options)))
        else:
            steps.append((kind, 0, (), ()))
            at += 1
    return tuple(steps)


def _groups(steps: Iterable[Step]) -> Iterator[int]:
    for kind, number, _, options in steps:
        if kind == GROUP:
            yield number
        for option in options:
            yield from _groups(option)
