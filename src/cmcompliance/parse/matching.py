"""All phrases of many labels in one pass of Aho-Corasick; patterns only where their anchors occur, by RE2."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import ahocorasick
import re2

from cmcompliance.parse.lexicon import Labels, Lexicon
from cmcompliance.parse.patterns import ends_with_emoji, regex_of
from cmcompliance.parse.view import HASHTAG_SIGN, SOFT, View, emoji_sign

_SEPARATORS: Final = frozenset(" \v\n")
Occurrence = tuple[int, int, int]
"""A label, the first token, the token after the last."""


class PhraseMatcher:
    """Finds the phrases of a lexicon; a label may have any number of them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._patterns = PatternSearch(lexicon)
        self._words = _automaton(lexicon)
        single = [(key.strip(), prefix, labels) for key, prefix, labels, _ in lexicon.words if labels]
        self._single = {word: labels for word, prefix, labels in single if " " not in word and not prefix}
        self._stems = {word: labels for word, prefix, labels in single if " " not in word and prefix}
        self._signs: dict[str, list[tuple[Sequence[str], Labels]]] = {}
        for sequence, labels in lexicon.signs:
            self._signs.setdefault(sequence[0], []).append((sequence, labels))

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

    def _labels_of_word(self, word: str) -> list[int]:
        found = list(self._single.get(word, ()))
        for length in range(1, len(word) + 1):
            found += self._stems.get(word[:length], ())
        return found

    def _find_signs(self, kinds: Sequence[str], folded: Sequence[str]) -> list[tuple[int, int, int]]:
        found: list[tuple[int, int, int]] = []
        for i, kind in enumerate(kinds):
            if kind not in {"emoji", "hashtag"}:
                continue
            if kind == "hashtag" and " " in folded[i]:
                found += [(label, i, i + 1) for label in self._labels_of_word(folded[i].replace(" ", ""))]
            for sequence, labels in self._signs.get(_sign(kind, folded[i]), ()):
                end = _match_signs(i, sequence, kinds, folded)
                found += [(label, i, end) for label in labels if end]
        return found


class PatternSearch:
    """Patterns by the anchors that a text must hold; each is compiled when its anchors first occur."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._patterns = lexicon.patterns
        self._regexes: dict[int, tuple[Any, bool]] = {}
        self._first: dict[int, list[tuple[int, Labels]]] = {}
        self._always: list[int] = []
        for number, (*_, anchors) in enumerate(lexicon.patterns):
            if anchors:
                self._first.setdefault(anchors[0], []).append((number, anchors[1:]))
            else:
                self._always.append(number)

    @property
    def needs_marks(self) -> bool:
        return any(marked for _, marked, _, _ in self._patterns)

    def find(self, anchors: set[int], plain: View, marked: View | None, found: list[Occurrence]) -> None:
        """Add the occurrences of the patterns whose anchors are among these to `found`."""
        candidates = list(self._always)
        for anchor in anchors & self._first.keys():
            for number, others in self._first[anchor]:
                if all(other in anchors for other in others):
                    candidates.append(number)
        for number in candidates:
            view = marked if self._patterns[number][1] else plain
            if view is not None:
                self._search(number, view, found)

    def _search(self, number: int, view: View, found: list[Occurrence]) -> None:
        regex, emoji = self._regexes.get(number) or self._compile(number)
        _, marks, labels, _ = self._patterns[number]
        text = view.text.encode()
        ascii_only = len(text) == len(view.text)
        match = regex.search(text)
        while match is not None:
            begin, stop_at = match.span()
            begin += 1
            end = stop_at
            if not ascii_only:
                begin, end = len(text[:begin].decode()), len(text[:end].decode())
            last = view.without_trailing_marks(begin, end, emoji=emoji) if marks else end
            start, stop = view.token_range(begin, last)
            found += [(label, start, stop) for label in labels]
            # The separator at the end may open the next occurrence.
            match = regex.search(text, stop_at - 1)

    def _compile(self, number: int) -> tuple[Any, bool]:
        source, marked, _, _ = self._patterns[number]
        options = re2.Options()
        options.longest_match = True
        regex = re2.compile(regex_of(source, marked=marked), options)
        made = regex, ends_with_emoji(source)
        self._regexes[number] = made
        return made


def _automaton(lexicon: Lexicon) -> Any:
    if not lexicon.words:
        return None
    automaton = ahocorasick.Automaton()
    for key, prefix, labels, anchors in lexicon.words:
        automaton.add_word(key, (len(key) - 1, prefix, labels, anchors))
    automaton.make_automaton()
    return automaton


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
