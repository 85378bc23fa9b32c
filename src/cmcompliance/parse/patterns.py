"""Lexicon phrases made ready for matching: plain words, tokens, or a regular expression without
backtracking.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

import re2

from cmcompliance.parse.fold import Folder, bare_emoji, plain_letters
from cmcompliance.parse.tokens import split_tokens
from cmcompliance.parse.view import EMOJI_SIGN, ENTITY_LETTERS, HASHTAG_SIGN, emoji_sign
from cmcompliance.rulebook.phrase import (
    Break,
    Choice,
    Ending,
    Entity,
    Gap,
    Hashtag,
    Part,
    Phrase,
    Sequence,
    Space,
    Text,
    parse_phrase,
)

_MOST_ANCHORS: Final = 2
_AS_FOLDED: Final = frozenset({"number", "url", "email", "mention"})
_FOLDER: Final = Folder((), ())
_SEP: Final = r"[ \v]"
_WORD: Final = r"[^ \v\n]+"
_MARKED_SEP: Final = r"[ \v](?:[A-Z][^ \v\n]*[ \v])*"
_MARKED_SKIP: Final = r"(?:[A-Z][^ \v\n]* )*"
_WORD_PIECES: Final = re.compile(r"[^\s'’ʼ`´‘\-‐‑‒–—_.,/|~*+&:;!?\"«»]+")
# Words that the tokenizer would leave as they are.
_PLAIN: Final = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]{2,}(?: [A-Za-zÀ-ÖØ-öø-ÿ]{2,})*\*?")
_MARKED_WORD: Final = r"[^ \v\nA-Z][^ \v\n]*"


class Literal(NamedTuple):
    """Folded words between single spaces; with `prefix`, the last one may go on."""

    words: str
    prefix: bool


class Signs(NamedTuple):
    """Emoji or hashtags that follow one another, each as `E🎲` or `T` and the tag's letters."""

    signs: tuple[str, ...]


class Pattern(NamedTuple):
    """What needs a regular expression, over the plain or (`marked`) the marked view.

    `anchors`: literals of which a text must hold at least one of each group, or the pattern cannot match.
    `words`: the plain words in it.
    """

    source: str
    marked: bool
    anchors: tuple[tuple[Literal, ...], ...]
    words: tuple[Literal, ...]


Compiled = Literal | Signs | Pattern


def compile_phrase(phrase: Phrase, folder: Folder) -> tuple[Compiled, ...]:
    """Return what to look for; several things for a phrase that stands for several texts."""
    texts = phrase.expand()
    if texts is not None:
        plain = [_compile_text(text, folder) for text in texts]
        if all(one is not None for one in plain):
            return tuple(dict.fromkeys(one for one in plain if one is not None))
    marked = bool(phrase.features & {Entity, Hashtag}) or _emoji_in(phrase.body)
    words = tuple(dict.fromkeys(_known_words(phrase.body, folder)))
    return (Pattern(phrase.source, marked, _anchors(phrase.body, folder), words),)


def _known_words(sequence: Sequence, folder: Folder) -> Iterator[Literal]:
    for unit in _words(sequence):
        match unit:
            case (Choice(options),):
                for option in options:
                    yield from _known_words(option, folder)
            case _:
                yield from _anchor(unit, folder)


def regex_of(source: str, *, marked: bool) -> str:
    """Return the RE2 expression of a phrase; it takes one separator at each end."""
    return r"[ \v]" + _units(parse_phrase(source).body, marked=marked)


def ends_with_emoji(source: str) -> bool:
    """Tell whether an emoji at the end of a phrase belongs to the match."""
    last = parse_phrase(source).body.parts[-1]
    return last == Entity("emoji") or _emoji_in(Sequence((last,)))


def _anchors(sequence: Sequence, folder: Folder) -> tuple[tuple[Literal, ...], ...]:
    groups = [group for unit in _words(sequence) if (group := _anchor(unit, folder))]
    best = sorted(groups, key=lambda group: (-min(len(one.words) for one in group), len(group)))
    return tuple(dict.fromkeys(best[:_MOST_ANCHORS]))


def _anchor(unit: tuple[Part, ...], folder: Folder) -> tuple[Literal, ...]:
    """Return literals of which one must be there for the unit to match; none if that cannot be said."""
    texts = Phrase("", Sequence(unit)).expand()
    if texts is None:
        match unit:
            case (Choice(options),):
                groups = [_anchors(option, folder)[:1] for option in options]
                return tuple({one for group in groups for one in group[0]}) if all(groups) else ()
            case _:
                return ()
    literals = [_compile_text(text, folder) if "*" not in text[:-1] else None for text in texts]
    found = [one for one in literals if isinstance(one, Literal) and one.words]
    return tuple(dict.fromkeys(found)) if len(found) == len(texts) else ()


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


def _sep(marked: bool) -> str:
    return _MARKED_SEP if marked else _SEP


def _units(sequence: Sequence, *, marked: bool) -> str:
    """Return a regular expression for whole words, each with the separator after it."""
    return "".join(_unit(unit, marked) for unit in _words(sequence))


def _words(sequence: Sequence) -> Iterator[tuple[Part, ...]]:
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


def _unit(unit: tuple[Part, ...], marked: bool) -> str:
    sep = _sep(marked)
    match unit:
        case (Gap(least, most),):
            skip, word = (_MARKED_SKIP, _MARKED_WORD) if marked else ("", _WORD)
            return f"(?:{skip}{word} ){{{least},{most}}}{skip}"
        case (Break(),):
            return r"(?:\n[ \v])?"
        case (Entity(kind),):
            return _entity(kind) + sep
        case (Hashtag(tag),):
            folded = re2.escape(plain_letters(tag))
            return rf"H\([ \v]{HASHTAG_SIGN}{folded}[ \v][^H\n]*H\){sep}"
        case (Choice(options),):
            return "(?:" + "|".join(_units(option, marked=marked) for option in options) + ")"
        case _:
            inner = "".join(_letters(part, marked) for part in unit)
            return inner + sep if inner else ""


def _entity(kind: str) -> str:
    if kind == "emoji":
        return rf"{EMOJI_SIGN}[^ \v\n]*"
    letter = ENTITY_LETTERS[kind]
    return rf"{letter}\([^{letter}\n]*{letter}\)"


def _letters(part: Part, marked: bool) -> str:
    match part:
        case Text(text):
            return _text(text, marked)
        case Ending():
            return r"[^ \v\n]*"
        case Choice(options):
            return "(?:" + "|".join(_joined(option, marked) for option in options) + ")"
        case _:
            return ""


def _joined(sequence: Sequence, marked: bool) -> str:
    units = ["".join(_letters(part, marked) for part in unit) for unit in _words(sequence)]
    return _sep(marked).join(unit for unit in units if unit)


def _text(text: str, marked: bool) -> str:
    words: list[str] = []
    for start, end, kind in split_tokens(text):
        token = text[start:end]
        if kind == "emoji":
            words.append(emoji_sign(bare_emoji(token)))
        elif kind in _AS_FOLDED:
            words += [re2.escape(word) for word in _FOLDER.fold(token, kind)]
        elif kind != "punct" or token[0] in "%€$£©":
            words += [re2.escape(word) for word in _WORD_PIECES.findall(plain_letters(token))]
    return _sep(marked).join(words)


def _emoji_in(sequence: Sequence) -> bool:
    return any(
        (isinstance(part, Text) and any(kind == "emoji" for *_, kind in split_tokens(part.text)))
        or (isinstance(part, Choice) and any(_emoji_in(option) for option in part.options))
        for part in sequence.parts
    )
