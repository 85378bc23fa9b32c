"""All phrases of many labels in one pass of Aho-Corasick; patterns only where their anchors occur, by RE2."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import ahocorasick
import re2

from cmcompliance.parse.fold import Folder
from cmcompliance.parse.patterns import Compiled, Literal, Pattern, Signs
from cmcompliance.parse.view import EMOJI_SIGN, HASHTAG_SIGN, SOFT, View

_SEPARATORS: Final = frozenset(" \v\n")
Occurrence = tuple[int, int, int]
"""A label, the first token, the token after the last."""


class PhraseMatcher:
    """Finds labelled phrases. Labels are numbers; a label may have any number of phrases."""

    def __init__(self, phrases: Iterable[tuple[int, Compiled]]) -> None:
        literals: dict[Literal, set[int]] = {}
        signs: dict[tuple[str, ...], set[int]] = {}
        patterns: dict[Pattern, set[int]] = {}
        for label, compiled in phrases:
            match compiled:
                case Literal(words):
                    if words:
                        literals.setdefault(compiled, set()).add(label)
                case Signs(sequence):
                    signs.setdefault(sequence, set()).add(label)
                case Pattern():
                    patterns.setdefault(compiled, set()).add(label)
        self._patterns = PatternSearch(patterns)
        self._words = _automaton(literals, self._patterns.anchors)
        self._single = {one.words: tuple(labels) for one, labels in literals.items() if " " not in one.words}
        self._signs = _by_first_sign(signs)

    @property
    def needs_marks(self) -> bool:
        """Tell whether `find` wants the marked view."""
        return self._patterns.needs_marks

    def find(
        self, kinds: Sequence[str], folded: Sequence[str], plain: View, marked: View | None
    ) -> list[Occurrence]:
        """Return every occurrence, in no particular order."""
        found: list[Occurrence] = []
        anchors = self._find_words(plain, found)
        if "emoji" in kinds or "hashtag" in kinds:
            found += self._find_signs(kinds, folded)
        self._patterns.find(anchors, plain, marked, found)
        return found

    def _find_words(self, view: View, found: list[Occurrence]) -> set[int]:
        """Add the literals' occurrences to `found`; return the numbers of the anchors that occur."""
        anchors: set[int] = set()
        if self._words is None:
            return anchors
        text = view.text.replace(SOFT, " ")
        for last, (length, prefix, labels, groups) in self._words.iter(text):
            if groups:
                anchors.update(groups)
            if not labels:
                continue
            end = last + 1
            if prefix:
                while text[end - 1] not in _SEPARATORS:
                    end += 1
            start, stop = view.token_range(last - length + 1, end)
            for label in labels:
                found.append((label, start, stop))
        return anchors

    def _find_signs(self, kinds: Sequence[str], folded: Sequence[str]) -> list[tuple[int, int, int]]:
        found: list[tuple[int, int, int]] = []
        for i, kind in enumerate(kinds):
            if kind not in {"emoji", "hashtag"}:
                continue
            if kind == "hashtag" and " " in folded[i]:
                found += [(label, i, i + 1) for label in self._single.get(folded[i].replace(" ", ""), ())]
            for sequence, labels in self._signs.get(_sign(kind, folded[i]), ()):
                end = _match_signs(i, sequence, kinds, folded)
                found += [(label, i, end) for label in labels if end]
        return found


class PatternSearch:
    """Patterns by the anchors that a text must hold; each is compiled when its anchors first occur."""

    def __init__(self, patterns: Mapping[Pattern, set[int]]) -> None:
        self._patterns = list(patterns)
        self._labels = [tuple(sorted(labels)) for labels in patterns.values()]
        self._regexes: dict[int, Any] = {}
        self.anchors: dict[tuple[Literal, ...], int] = {}
        self._first: dict[int, list[tuple[int, tuple[int, ...]]]] = {}
        self._always: list[int] = []
        for number, pattern in enumerate(self._patterns):
            groups = tuple(self.anchors.setdefault(group, len(self.anchors)) for group in pattern.anchors)
            if groups:
                self._first.setdefault(groups[0], []).append((number, groups[1:]))
            else:
                self._always.append(number)

    @property
    def needs_marks(self) -> bool:
        return any(pattern.marked for pattern in self._patterns)

    def find(self, anchors: set[int], plain: View, marked: View | None, found: list[Occurrence]) -> None:
        """Add the occurrences of the patterns whose anchors are among these to `found`."""
        candidates = list(self._always)
        for anchor in anchors & self._first.keys():
            for number, others in self._first[anchor]:
                if all(other in anchors for other in others):
                    candidates.append(number)
        for number in candidates:
            view = marked if self._patterns[number].marked else plain
            if view is not None:
                self._search(number, view, found)

    def _search(self, number: int, view: View, found: list[Occurrence]) -> None:
        regex, trimmed = self._regexes.get(number) or self._compile(number)
        text = view.text
        match = regex.search(text)
        while match is not None:
            begin, end = match.span()
            begin += 1
            last = view.without_trailing_marks(begin, end) if trimmed else end
            start, stop = view.token_range(begin, last)
            found += [(label, start, stop) for label in self._labels[number]]
            # The separator at the end may open the next occurrence.
            match = regex.search(text, end - 1)

    def _compile(self, number: int) -> tuple[Any, bool]:
        pattern = self._patterns[number]
        options = re2.Options()
        options.longest_match = True
        made = re2.compile(pattern.regex(), options), pattern.marked and not pattern.ends_with_emoji
        self._regexes[number] = made
        return made


def words_known(compiled: Iterable[Compiled]) -> tuple[set[str], set[str]]:
    """Return the whole words and the beginnings of words that literals are made of."""
    words: set[str] = set()
    stems: set[str] = set()
    for one in compiled:
        if isinstance(one, Signs):
            words.update(sign[1:] for sign in one.signs if sign[0] == HASHTAG_SIGN)
        for literal in one.words if isinstance(one, Pattern) else (one,):
            if isinstance(literal, Literal):
                parts = literal.words.split()
                if literal.prefix and parts:
                    stems.add(parts.pop())
                words.update(parts)
    return words, stems


def refold(compiled: Compiled, folder: Folder) -> Compiled:
    """Return a literal as a folder that knows more words would have read it."""
    if not isinstance(compiled, Literal):
        return compiled
    return Literal(" ".join(word for part in compiled.words.split() for word in folder.fold(part)), compiled.prefix)


def _automaton(literals: Mapping[Literal, set[int]], anchors: Mapping[tuple[Literal, ...], int]) -> Any:
    groups: dict[Literal, list[int]] = {}
    for group, number in anchors.items():
        for literal in group:
            groups.setdefault(literal, []).append(number)
    automaton = ahocorasick.Automaton()
    for literal in literals.keys() | groups.keys():
        key = f" {literal.words}" if literal.prefix else f" {literal.words} "
        labels = tuple(sorted(literals.get(literal, ())))
        automaton.add_word(key, (len(key) - 1, literal.prefix, labels, tuple(groups.get(literal, ()))))
    if not len(automaton):
        return None
    automaton.make_automaton()
    return automaton


def _by_first_sign(
    signs: Mapping[tuple[str, ...], set[int]],
) -> dict[str, list[tuple[tuple[str, ...], tuple[int, ...]]]]:
    table: dict[str, list[tuple[tuple[str, ...], tuple[int, ...]]]] = {}
    for sequence, labels in signs.items():
        table.setdefault(sequence[0], []).append((sequence, tuple(sorted(labels))))
    return table


def _sign(kind: str, folded: str) -> str:
    return EMOJI_SIGN + folded if kind == "emoji" else HASHTAG_SIGN + folded.replace(" ", "")


def _match_signs(first: int, sequence: tuple[str, ...], kinds: Sequence[str], folded: Sequence[str]) -> int:
    """Return the token after the last sign, 0 if the signs do not all follow."""
    i = first
    for wanted in sequence:
        while i < len(kinds) and kinds[i] in {"space", "punct"}:
            i += 1
        if i >= len(kinds) or kinds[i] not in {"emoji", "hashtag"} or _sign(kinds[i], folded[i]) != wanted:
            return 0
        i += 1
    return i
