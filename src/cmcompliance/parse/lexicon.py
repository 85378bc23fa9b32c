"""A lexicon made ready for matching, as plain data: what `PhraseMatcher` searches, and what a cache
can keep.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import srsly  # type: ignore[import-untyped]

from cmcompliance.parse.fold import Folder
from cmcompliance.parse.patterns import Compiled, Literal, Pattern, Signs, compile_phrase
from cmcompliance.parse.view import HASHTAG_SIGN
from cmcompliance.rulebook.phrase import parse_phrase

Labels = Sequence[int]
_PARTS: Final = 5


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Labelled phrases, labels being numbers.

    `words`: (key, last word may go on, labels, numbers of anchors); a key has a space at its beginning and,
    unless its last word may go on, at its end. `signs`: (emoji or hashtags, labels). `patterns`: (phrase,
    needs the marked view, labels, anchors that must all occur). `known` and `stems`: the words, and the
    beginnings of words, of all phrases.
    """

    words: Sequence[tuple[str, bool, Labels, Labels]]
    signs: Sequence[tuple[Sequence[str], Labels]]
    patterns: Sequence[tuple[str, bool, Labels, Labels]]
    known: Sequence[str]
    stems: Sequence[str]

    def to_bytes(self) -> bytes:
        """Return it as bytes that `from_bytes` reads."""
        data: bytes = srsly.msgpack_dumps([self.words, self.signs, self.patterns, self.known, self.stems])
        return data


def from_bytes(data: bytes) -> Lexicon:
    """Read what `Lexicon.to_bytes` wrote. Raises ValueError."""
    parts = srsly.msgpack_loads(data)
    if not isinstance(parts, list) or len(parts) != _PARTS:
        raise ValueError("no lexicon")
    return Lexicon(*parts)


def compile_lexicon(phrases: Iterable[tuple[int, str]]) -> Lexicon:
    """Read labelled phrases. Raises PhraseError."""
    first_reader = Folder()
    compiled = [
        (label, one) for label, text in phrases for one in compile_phrase(parse_phrase(text), first_reader)
    ]
    known, stems = _words_known(one for _, one in compiled)
    folder = Folder(known, stems)
    literals: dict[Literal, set[int]] = {}
    signs: dict[Signs, set[int]] = {}
    patterns: dict[Pattern, set[int]] = {}
    for label, one in compiled:
        match one:
            case Literal(words):
                if words:
                    literals.setdefault(_refold(one, folder), set()).add(label)
            case Signs():
                signs.setdefault(one, set()).add(label)
            case Pattern():
                patterns.setdefault(one, set()).add(label)
    numbers: dict[tuple[Literal, ...], int] = {}
    rows = [
        (
            pattern.source,
            pattern.marked,
            sorted(labels),
            [numbers.setdefault(group, len(numbers)) for group in pattern.anchors],
        )
        for pattern, labels in patterns.items()
    ]
    return Lexicon(
        _keys(literals, numbers, folder),
        [(one.signs, sorted(labels)) for one, labels in signs.items()],
        rows,
        sorted(known),
        sorted(stems),
    )


def _keys(
    literals: dict[Literal, set[int]], numbers: dict[tuple[Literal, ...], int], folder: Folder
) -> list[tuple[str, bool, Labels, Labels]]:
    anchors: dict[Literal, set[int]] = {}
    for group, number in numbers.items():
        for literal in group:
            anchors.setdefault(_refold(literal, folder), set()).add(number)
    return [
        (
            f" {one.words}" if one.prefix else f" {one.words} ",
            one.prefix,
            sorted(literals.get(one, ())),
            sorted(anchors.get(one, ())),
        )
        for one in sorted(literals.keys() | anchors.keys())
    ]


def _words_known(compiled: Iterable[Compiled]) -> tuple[set[str], set[str]]:
    words: set[str] = set()
    stems: set[str] = set()
    for one in compiled:
        if isinstance(one, Signs):
            words.update(sign[1:] for sign in one.signs if sign[0] == HASHTAG_SIGN)
            continue
        for literal in one.words if isinstance(one, Pattern) else (one,):
            parts = literal.words.split()
            if literal.prefix and parts:
                stems.add(parts.pop())
            words.update(parts)
    return words, stems


def _refold(one: Literal, folder: Folder) -> Literal:
    """Return a literal as a folder that knows the whole lexicon reads it."""
    # Numbers and links are folded by their kind, which is no longer known here.
    parts = [folder.fold(part) if part.isalpha() else (part,) for part in one.words.split()]
    return Literal(" ".join(word for words in parts for word in words), one.prefix)
