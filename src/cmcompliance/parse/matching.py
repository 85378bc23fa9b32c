"""All phrases of many labels in one pass: plain words by Aho-Corasick, the rest by one RE2 set a view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import ahocorasick
import re2

from cmcompliance.parse.fold import Folder
from cmcompliance.parse.patterns import Compiled, Literal, Pattern, Signs
from cmcompliance.parse.view import EMOJI_SIGN, HASHTAG_SIGN, SOFT, View

_SET_MEMORY: Final = 256 << 20
_SEPARATORS: Final = frozenset(" \v\n")


class PhraseMatcher:
    """Finds labelled phrases. Labels are numbers; a label may have any number of phrases."""

    def __init__(self, phrases: Iterable[tuple[int, Compiled]]) -> None:
        literals: dict[tuple[str, bool], set[int]] = {}
        signs: dict[tuple[str, ...], set[int]] = {}
        patterns: dict[Pattern, set[int]] = {}
        for label, compiled in phrases:
            match compiled:
                case Literal(words, prefix):
                    if words:
                        literals.setdefault((words, prefix), set()).add(label)
                case Signs(sequence):
                    signs.setdefault(sequence, set()).add(label)
                case Pattern():
                    patterns.setdefault(compiled, set()).add(label)
        self._words = _automaton(literals)
        self._single = {words: tuple(labels) for (words, _), labels in literals.items() if " " not in words}
        self._signs = _by_first_sign(signs)
        self._plain = _RegexSet({pattern: labels for pattern, labels in patterns.items() if not pattern.marked})
        self._marked = _RegexSet({pattern: labels for pattern, labels in patterns.items() if pattern.marked})

    @property
    def needs_marks(self) -> bool:
        """Tell whether `find` wants the marked view."""
        return bool(self._marked)

    def find(
        self, kinds: Sequence[str], folded: Sequence[str], plain: View, marked: View | None
    ) -> list[tuple[int, int, int]]:
        """Return (label, first token, token after the last) of every occurrence, in no particular order."""
        found = self._find_words(plain)
        if "emoji" in kinds or "hashtag" in kinds:
            found += self._find_signs(kinds, folded)
        found += self._plain.find(plain)
        if marked is not None:
            found += self._marked.find(marked)
        return found

    def _find_words(self, view: View) -> list[tuple[int, int, int]]:
        if self._words is None:
            return []
        found: list[tuple[int, int, int]] = []
        text = view.text.replace(SOFT, " ")
        for last, (length, prefix, labels) in self._words.iter(text):
            end = last + 1
            if prefix:
                while text[end - 1] not in _SEPARATORS:
                    end += 1
            start, stop = view.token_range(last - length + 1, end)
            found += [(label, start, stop) for label in labels]
        return found

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


class _RegexSet:
    def __init__(self, patterns: Mapping[Pattern, set[int]]) -> None:
        options = re2.Options()
        options.max_mem = _SET_MEMORY
        options.log_errors = False
        self._set = re2.Set.SearchSet(options)
        self._regexes: list[Any] = []
        self._labels: list[tuple[int, ...]] = []
        longest = re2.Options()
        longest.longest_match = True
        self._trimmed = [pattern.marked and not pattern.ends_with_emoji for pattern in patterns]
        for pattern, labels in patterns.items():
            self._set.Add(pattern.regex)
            self._regexes.append(re2.compile(pattern.regex, longest))
            self._labels.append(tuple(labels))
        if patterns:
            self._set.Compile()

    def __bool__(self) -> bool:
        return bool(self._regexes)

    def find(self, view: View) -> list[tuple[int, int, int]]:
        if not self._regexes:
            return []
        found: list[tuple[int, int, int]] = []
        text = view.text
        for number in self._set.Match(text) or ():
            regex, labels = self._regexes[number], self._labels[number]
            match = regex.search(text)
            while match is not None:
                begin, end = match.start() + 1, match.end()
                if self._trimmed[number]:
                    end = view.without_trailing_marks(begin, end)
                start, stop = view.token_range(begin, end)
                found += [(label, start, stop) for label in labels]
                # The separator at the end may open the next occurrence.
                match = regex.search(text, match.end() - 1)
        return found


def words_known(compiled: Iterable[Compiled]) -> tuple[set[str], set[str]]:
    """Return the whole words and the beginnings of words that literals are made of."""
    words: set[str] = set()
    stems: set[str] = set()
    for one in compiled:
        if isinstance(one, Literal):
            parts = one.words.split()
            if one.prefix and parts:
                stems.add(parts.pop())
            words.update(parts)
        elif isinstance(one, Signs):
            words.update(sign[1:] for sign in one.signs if sign[0] == HASHTAG_SIGN)
    return words, stems


def refold(compiled: Compiled, folder: Folder) -> Compiled:
    """Return a literal as a folder that knows more words would have read it."""
    if not isinstance(compiled, Literal):
        return compiled
    return Literal(" ".join(word for part in compiled.words.split() for word in folder.fold(part)), compiled.prefix)


def _automaton(literals: Mapping[tuple[str, bool], set[int]]) -> Any:
    if not literals:
        return None
    automaton = ahocorasick.Automaton()
    for (words, prefix), labels in literals.items():
        key = f" {words}" if prefix else f" {words} "
        automaton.add_word(key, (len(key) - 1, prefix, tuple(sorted(labels))))
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
