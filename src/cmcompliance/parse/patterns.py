"""Lexicon phrases made ready for matching: plain words, signs, or steps that follow one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from cmcompliance.parse.fold import Folder, bare_emoji, plain_letters
from cmcompliance.parse.tokens import split_tokens
from cmcompliance.parse.view import emoji_sign
from cmcompliance.rulebook.phrase import (
    Break,
    Choice,
    Entity,
    Gap,
    Hashtag,
    Part,
    Phrase,
    PhraseError,
    Sequence,
    Space,
    Text,
    expand,
)

HASHTAG_SIGN: Final = "#"
_MOST_SPELLINGS: Final = 4096
_MOST_JOINED: Final = 12
# Words that the tokenizer would leave as they are.
_PLAIN: Final = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]{2,}(?: [A-Za-zÀ-ÖØ-öø-ÿ]{2,})*\*?")


class Literal(NamedTuple):
    """Folded words between single spaces; with `prefix`, the last one may go on."""

    words: str
    prefix: bool


class Signs(NamedTuple):
    """Emoji or hashtags that follow one another, each as `E1f3b2` or `#` and the tag's letters."""

    signs: tuple[str, ...]


class Emoji(NamedTuple):
    """One emoji, as `emoji_sign` writes it."""

    sign: str


Atom = Literal | Emoji | Entity | Hashtag


class AnyOf(NamedTuple):
    """One of these, whole words."""

    atoms: tuple[Atom, ...]


class OneOf(NamedTuple):
    """One of several ways to go on; an empty one makes the others optional."""

    options: tuple[Steps, ...]


Step = AnyOf | OneOf | Gap | Break
Steps = tuple[Step, ...]


class Pattern(NamedTuple):
    """What holds more than words that follow one another."""

    steps: Steps


Compiled = Literal | Signs | Pattern


class PhraseCompiler:
    """Makes phrases ready; what it made of a word it remembers, for phrases share most of theirs."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._known: dict[str, Steps] = {}

    def compile(self, phrase: Phrase) -> tuple[Compiled, ...]:
        """Return what to look for; several things for a phrase that stands for several texts.

        Raises PhraseError for a word that can be written in too many ways.
        """
        texts = phrase.expand()
        if texts is not None:
            plain = [_compile_text(text, self._folder) for text in texts]
            if None not in plain:
                return tuple(dict.fromkeys(one for one in plain if one is not None))
        steps = self._steps(phrase.body, phrase)
        match steps:
            case (AnyOf(atoms),) if all(isinstance(atom, Literal) for atom in atoms):
                return tuple(atom for atom in atoms if isinstance(atom, Literal))
        return (Pattern(steps),)

    def _steps(self, sequence: Sequence, phrase: Phrase) -> Steps:
        steps: list[Step] = []
        for unit in _units(sequence):
            for step in self._unit_steps(unit, phrase):
                joined = _joined(steps[-1], step) if steps else None
                if joined is None:
                    steps.append(step)
                else:
                    steps[-1] = joined
        return tuple(steps)

    def _unit_steps(self, unit: tuple[Part, ...], phrase: Phrase) -> Steps:
        match unit:
            case (Text(text),):
                return self._text_steps(text)
            case (Gap() | Break() as step,):
                return (step,)
            case (Entity() as atom,):
                return (AnyOf((atom,)),)
            case (Hashtag(tag),):
                return (AnyOf((Hashtag(plain_letters(tag)),)),)
            case (Choice(options),):
                return _choice(self._steps(option, phrase) for option in options)
        texts = expand(Sequence(unit), _MOST_SPELLINGS)
        if texts is None:
            found, expected = "a word with too many spellings", f"at most {_MOST_SPELLINGS}"
            raise PhraseError(phrase.source, 0, found, expected)
        return _choice(map(self._text_steps, texts))

    def _text_steps(self, text: str) -> Steps:
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = _text_steps(text, self._folder)
        return known


def literals_of(steps: Steps) -> Iterator[Literal]:
    """Yield the literals of a pattern."""
    for group in groups_of(steps):
        for atom in group.atoms:
            if isinstance(atom, Literal):
                yield atom


def groups_of(steps: Steps) -> Iterator[AnyOf]:
    """Yield the groups of a pattern, optional ones too."""
    for step in steps:
        if isinstance(step, AnyOf):
            yield step
        elif isinstance(step, OneOf):
            for option in step.options:
                yield from groups_of(option)


def _units(sequence: Sequence) -> Iterator[tuple[Part, ...]]:
    unit: list[Part] = []
    for part in sequence.parts:
        if isinstance(part, Space):
            if unit:
                yield tuple(unit)
            unit = []
        else:
            unit.append(part)
    if unit:
        yield tuple(unit)


def _choice(options: Iterable[Steps]) -> Steps:
    atoms: dict[Atom, None] = {}
    others: dict[Steps, None] = {}
    for option in options:
        match option:
            case (AnyOf(some),):
                atoms.update(dict.fromkeys(some))
            case _:
                others[option] = None
    if not others:
        return (AnyOf(tuple(atoms)),)
    ways = ((AnyOf(tuple(atoms)),), *others) if atoms else tuple(others)
    if len(ways) == 1:
        return ways[0]
    return (OneOf(ways),)


def _text_steps(text: str, folder: Folder) -> Steps:
    """Return what to look for in a row for a text, each of whose words may end in `*`."""
    pieces = text.split("*")
    atoms: list[Atom] = []
    for number, piece in enumerate(pieces):
        words: list[str] = []
        for word, is_sign in _folded(piece, folder):
            if not is_sign:
                words.append(word)
                continue
            if words:
                atoms.append(Literal(" ".join(words), False))
                words = []
            atoms.append(Emoji(word))
        if words:
            atoms.append(Literal(" ".join(words), number < len(pieces) - 1))
    return tuple(AnyOf((atom,)) for atom in atoms)


def _joined(first: Step, then: Step) -> AnyOf | None:
    """Return two groups of words that follow one another as one, if they are few."""
    if not (isinstance(first, AnyOf) and isinstance(then, AnyOf)):
        return None
    if len(first.atoms) * len(then.atoms) > _MOST_JOINED:
        return None
    pairs = [(one, other) for one in first.atoms for other in then.atoms]
    found = [
        Literal(f"{one.words} {other.words}", other.prefix)
        for one, other in pairs
        if isinstance(one, Literal) and isinstance(other, Literal) and not one.prefix
    ]
    return AnyOf(tuple(found)) if len(found) == len(pairs) else None


def _folded(text: str, folder: Folder) -> Iterator[tuple[str, bool]]:
    """Yield (folded word or sign, it is a sign)."""
    for start, end, kind in split_tokens(text):
        token = text[start:end]
        if kind == "emoji":
            yield emoji_sign(bare_emoji(token)), True
        else:
            for word in folder.fold(token, kind):
                yield word, False


def _compile_text(text: str, folder: Folder) -> Literal | Signs | None:
    prefix = text.endswith("*")
    if "*" in text[:-1]:
        return None
    words: list[str] = []
    signs: list[str] = []
    if _PLAIN.fullmatch(text):
        for word in text.removesuffix("*").split():
            words += folder.fold(word)
        return Literal(" ".join(words), prefix)
    for start, end, kind in split_tokens(text.removesuffix("*")):
        token = text[start:end]
        if kind == "emoji":
            signs.append(emoji_sign(bare_emoji(token)))
        elif kind == "hashtag":
            signs.append(HASHTAG_SIGN + "".join(folder.fold(token, kind)))
        else:
            words += folder.fold(token, kind)
    if words and signs:
        return None
    return Signs(tuple(signs)) if signs else Literal(" ".join(words), prefix)
