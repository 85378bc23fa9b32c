"""A lexicon made ready for matching: flat tables that `PhraseMatcher` searches and a cache can keep."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import chain
from typing import Any, Final

from cmcompliance.parse.fold import Folder, plain_letters, short_forms
from cmcompliance.parse.patterns import (
    HASHTAG_SIGN,
    AnyOf,
    Atom,
    Compiled,
    Emoji,
    Literal,
    OneOf,
    Pattern,
    PhraseCompiler,
    Signs,
    Step,
    Steps,
    groups_of,
    literals_of,
)
from cmcompliance.parse.rows import Rows
from cmcompliance.rulebook.phrase import Break, Entity, Gap, Hashtag, parse_phrase

GROUP: Final = 0
GAP: Final = 1
BREAK: Final = 2
CHOICE: Final = 3
"""The first number of a step: `GROUP, group`, `GAP, least, most`, `BREAK` or `CHOICE, options`, each option
after its length.
"""
_TRIPLED: Final = re.compile(r"[^\W\d_]*([^\W\d_])\1\1[^\W\d_]*", re.IGNORECASE)
_LENGTH: Final = 8
_WEIGHTS: Final = {"number": 3000, "mention": 3000, "proper": 3000, "url": 2000, "money": 1000, "date": 1000}
_OTHER_WEIGHT: Final = 300


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Labelled phrases, labels being numbers.

    An atom is a number: first the `words` in order, then the `stems` (of which the last word may go on), then
    the `others` (entities as `<money>`, hashtags as `#tag`, emoji as their sign).
    `labels`: of each of the words and stems. `firsts`, `pairs`: the first, and the first two words of longer
    `words`; `lengths`: how many words may begin with such a pair. `signs`, `sign_labels`: emoji or hashtags
    in a row, separated by spaces.
    `groups`: atoms, one of which must stand there. `patterns`, `pattern_labels`: each one's steps as numbers.
    `needs`: for each pattern, the groups that must all occur, the rarest first. `waiting`: for each atom, the
    patterns whose rarest group it belongs to; `always`: the patterns without groups, in one row.
    `known`, `beginnings`: the words, and the beginnings of words, of all phrases.
    """

    words: Sequence[str]
    stems: Sequence[str]
    others: Sequence[str]
    firsts: Sequence[str]
    pairs: Sequence[str]
    signs: Sequence[str]
    known: Sequence[str]
    beginnings: Sequence[str]
    labels: Rows
    lengths: Rows
    sign_labels: Rows
    groups: Rows
    patterns: Rows
    pattern_labels: Rows
    needs: Rows
    waiting: Rows
    always: Rows

    def to_bytes(self) -> bytes:
        """Return it as bytes that `from_bytes` reads."""
        parts: list[bytes] = []
        for field in fields(self):
            value = getattr(self, field.name)
            parts += value.to_bytes() if isinstance(value, Rows) else ["\n".join(value).encode()]
        return b"".join(len(part).to_bytes(_LENGTH, "little") + part for part in parts)


def from_bytes(data: bytes) -> Lexicon:
    """Read what `Lexicon.to_bytes` wrote. Raises ValueError."""
    parts = _parts(data)
    values: dict[str, Any] = {}
    try:
        for field in fields(Lexicon):
            if field.type == "Rows":
                values[field.name] = Rows.from_bytes(next(parts), next(parts))
            else:
                text = next(parts).decode()
                values[field.name] = text.split("\n") if text else []
    except StopIteration:
        raise ValueError("no lexicon") from None
    return Lexicon(**values)


def _parts(data: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(data):
        end = at + _LENGTH + int.from_bytes(data[at : at + _LENGTH], "little")
        yield data[at + _LENGTH : end]
        at = end


Forms = Mapping[str, tuple[Compiled, ...]]
"""What each phrase is made into."""
CompileTexts = Callable[[Sequence[str], Collection[str]], Forms]
"""Makes phrases ready, given the words that are no misspelt ones. Raises PhraseError."""


def compile_texts(texts: Iterable[str], words: Collection[str]) -> Forms:
    """Make phrases ready; each one for itself, so that what was made of it holds among other phrases too.

    Raises PhraseError.
    """
    compiler = PhraseCompiler(Folder(words))
    return {text: compiler.compile(parse_phrase(text)) for text in dict.fromkeys(texts)}


def compile_lexicon(
    phrases: Iterable[tuple[int, str]],
    aside: Iterable[tuple[int, str]] = (),
    compile_phrases: CompileTexts = compile_texts,
) -> Lexicon:
    """Read labelled phrases; those `aside` add no known words. Raises PhraseError."""
    compiled = _compile(list(phrases), compile_phrases)
    known, beginnings = _words_known(one for _, one in compiled)
    tables = _Tables(Folder(known, beginnings), [*compiled, *_compile(list(aside), compile_texts)])
    return tables.lexicon(known, beginnings)


def _compile(phrases: Sequence[tuple[int, str]], compile_phrases: CompileTexts) -> list[tuple[int, Compiled]]:
    # A phrase means its letters: "aaa" is no long "a", "vs" no short "vous".
    tripled = {plain_letters(word[0]) for _, text in phrases for word in _TRIPLED.finditer(text)}
    forms = compile_phrases([text for _, text in phrases], tripled | short_forms().keys())
    return [(label, one) for label, text in phrases for one in forms[text]]


class _Tables:
    """Numbers everything in a lexicon."""

    def __init__(self, folder: Folder, compiled: Iterable[tuple[int, Compiled]]) -> None:
        self._folder = folder
        # What a known word is folded into is itself.
        self._settled = {
            word for word in folder.words - short_forms().keys() if word.isascii() and word.isalpha()
        }
        self._refolded: dict[Literal, Literal] = {}
        self._labels: dict[Literal, set[int]] = {}
        self._signs: dict[Signs, set[int]] = {}
        self._patterns: dict[Steps, set[int]] = {}
        for label, one in compiled:
            match one:
                case Literal(words):
                    if words:
                        self._labels.setdefault(self._literal(one), set()).add(label)
                case Signs():
                    self._signs.setdefault(one, set()).add(label)
                case Pattern(steps):
                    self._patterns.setdefault(self._refold(steps), set()).add(label)
        self._groups: dict[AnyOf, int] = {}
        for steps in self._patterns:
            for group in groups_of(steps):
                self._number(group)

    def lexicon(self, known: Iterable[str], beginnings: Iterable[str]) -> Lexicon:
        weights = _Weights([*self._labels, *(one for steps in self._patterns for one in literals_of(steps))])
        needs = [sorted(_needs(steps, weights), key=weights.of_group) for steps in self._patterns]
        need_rows = Rows.of([self._number(group) for group in groups] for groups in needs)
        atoms = {atom for group in self._groups for atom in group.atoms}
        literals = sorted(self._labels.keys() | {atom for atom in atoms if isinstance(atom, Literal)})
        words = [one for one in literals if not one.prefix]
        stems = [one for one in literals if one.prefix]
        others = sorted({_named(atom): atom for atom in atoms if not isinstance(atom, Literal)}.items())
        numbers: dict[Atom, int] = {
            atom: number for number, atom in enumerate([*words, *stems, *(atom for _, atom in others)])
        }
        waiting: list[list[int]] = [[] for _ in numbers]
        always = []
        for number, groups in enumerate(needs):
            if not groups:
                always.append(number)
            for atom in groups[0].atoms if groups else ():
                waiting[numbers[atom]].append(number)
        pairs = _pairs(one.words for one in words)
        return Lexicon(
            [one.words for one in words],
            [one.words for one in stems],
            [name for name, _ in others],
            sorted({pair.partition(" ")[0] for pair in pairs}),
            list(pairs),
            [" ".join(one.signs) for one in self._signs],
            sorted(known),
            sorted(beginnings),
            Rows.of(sorted(self._labels.get(one, ())) for one in [*words, *stems]),
            Rows.of(sorted(lengths) for lengths in pairs.values()),
            Rows.of(map(sorted, self._signs.values())),
            Rows.of([numbers[atom] for atom in group.atoms] for group in self._groups),
            Rows.of(self._coded(steps) for steps in self._patterns),
            Rows.of(map(sorted, self._patterns.values())),
            need_rows,
            Rows.of(waiting),
            Rows.of([always]),
        )

    def _number(self, group: AnyOf) -> int:
        return self._groups.setdefault(group, len(self._groups))

    def _literal(self, one: Literal) -> Literal:
        """Return a literal as a folder that knows the whole lexicon reads it."""
        known = self._refolded.get(one)
        if known is None:
            words = one.words.split(" ")
            known = one if self._settled.issuperset(words) else self._folded(words, one.prefix)
            self._refolded[one] = known
        return known

    def _folded(self, words: Sequence[str], prefix: bool) -> Literal:
        # Numbers and links are folded by their kind, which is no longer known here.
        parts = [self._folder.fold(word) if word.isalpha() else (word,) for word in words]
        return Literal(" ".join(word for found in parts for word in found), prefix)

    def _refold(self, steps: Steps) -> Steps:
        return tuple(map(self._refold_step, steps))

    def _refold_step(self, step: Step) -> Step:
        match step:
            case AnyOf(atoms):
                found = [self._literal(atom) if isinstance(atom, Literal) else atom for atom in atoms]
                return AnyOf(tuple(dict.fromkeys(found)))
            case OneOf(options):
                return OneOf(tuple(map(self._refold, options)))
            case _:
                return step

    def _coded(self, steps: Steps) -> Iterator[int]:
        for step in steps:
            match step:
                case AnyOf():
                    yield from (GROUP, self._groups[step])
                case Gap(least, most):
                    yield from (GAP, least, most)
                case Break():
                    yield BREAK
                case OneOf(options):
                    yield from (CHOICE, len(options))
                    for option in options:
                        coded = list(self._coded(option))
                        yield from (len(coded), *coded)


class _Weights:
    """How often something may be expected in a post: as often as its rarest word stands in the lexicon."""

    def __init__(self, literals: Iterable[Literal]) -> None:
        self._counts = Counter(chain.from_iterable(set(one.words.split()) for one in literals))

    def of_group(self, group: AnyOf) -> int:
        return sum(map(self._of, group.atoms))

    def _of(self, atom: Atom) -> int:
        match atom:
            case Literal(words):
                return min(self._counts[word] for word in words.split()) + 1
            case Entity(kind):
                return _WEIGHTS.get(kind, _OTHER_WEIGHT)
            case _:
                return _OTHER_WEIGHT


def _needs(steps: Steps, weights: _Weights) -> list[AnyOf]:
    """Return groups that must all occur for the steps to match."""
    found: dict[AnyOf, None] = {}
    for step in steps:
        if isinstance(step, AnyOf):
            found[step] = None
        elif isinstance(step, OneOf):
            needs = [_needs(option, weights) for option in step.options]
            inner = [min(groups, key=weights.of_group, default=AnyOf(())) for groups in needs]
            if all(one.atoms for one in inner):
                found[AnyOf(tuple(dict.fromkeys(atom for one in inner for atom in one.atoms)))] = None
    return list(found)


def _pairs(texts: Iterable[str]) -> Mapping[str, set[int]]:
    """Return, by their first two words, of how many words texts are."""
    pairs: dict[str, set[int]] = {}
    for text in texts:
        words = text.split(" ")
        if len(words) > 1:
            pairs.setdefault(" ".join(words[:2]), set()).add(len(words))
    return pairs


def _named(atom: Atom) -> str:
    match atom:
        case Entity(kind):
            return f"<{kind}>"
        case Hashtag(tag):
            return HASHTAG_SIGN + tag
        case Emoji(sign):
            return sign
        case _:
            return ""


def _words_known(compiled: Iterable[Compiled]) -> tuple[set[str], set[str]]:
    words: set[str] = set()
    literals: set[Literal] = set()
    for one in compiled:
        if isinstance(one, Literal):
            literals.add(one)
        elif isinstance(one, Pattern):
            literals.update(literals_of(one.steps))
        else:
            words.update(sign[1:] for sign in one.signs if sign[0] == HASHTAG_SIGN)
    beginnings: set[str] = set()
    for text, prefix in literals:
        parts = text.split()
        if prefix and parts:
            beginnings.add(parts.pop())
        words.update(parts)
    return words, beginnings
