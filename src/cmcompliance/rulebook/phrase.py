"""The phrases of the lexicon: their syntax as a small tree, and their finite expansion into plain words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NoReturn

ENTITY_KINDS: Final = frozenset(
    {"number", "money", "percent", "date", "period", "time", "age", "quantity"}
    | {"url", "mention", "hashtag", "promo_code", "email", "phone", "iban", "emoji"}
    | {"affiliate_url", "drinks_account", "plate", "proper"}
)
EXPANSION_LIMIT: Final = 128
MAX_GAP: Final = 20
_MAX_LENGTH: Final = 400
_MAX_DEPTH: Final = 12
_LETTERS: Final = re.compile(r"[^()\[\]|{}<>*#\s]+")
_GAP = re.compile(r"\{(\d+)(?:-(\d+))?\}")
_ENTITY = re.compile(r"<([a-z_]*)>")
_HASHTAG = re.compile(r"#(\w+)")
_BREAK: Final = "//"


class PhraseError(ValueError):
    """A phrase that does not follow the syntax. `position` counts characters from 0."""

    def __init__(self, phrase: str, position: int, found: str, expected: str) -> None:
        where = f"in the phrase {phrase!r}, character {position + 1}"
        super().__init__(f"{where}: found {found}, expected {expected}")
        self.phrase = phrase
        self.position = position
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Text:
    """Letters as they are written, without spaces."""

    text: str


@dataclass(frozen=True, slots=True)
class Space:
    """The end of a word."""


@dataclass(frozen=True, slots=True)
class Ending:
    """`*`: any end of the word."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Between `least` and `most` words, whatever they are."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Entity:
    """`<kind>`: something found by the grammar of entities."""

    kind: str


@dataclass(frozen=True, slots=True)
class Hashtag:
    """`#tag`: this hashtag only; `tag` is without its sign."""

    tag: str


@dataclass(frozen=True, slots=True)
class Break:
    """`//`: a sentence may end here."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several; an optional part is a choice that has an empty sequence."""

    options: tuple[Sequence, ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts one after the other."""

    parts: tuple[Part, ...]


Part = Text | Space | Ending | Gap | Entity | Hashtag | Break | Choice


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as written and as read."""

    source: str
    body: Sequence

    def expand(self, limit: int = EXPANSION_LIMIT) -> tuple[str, ...] | None:
        """Return every text it stands for, `*` kept; None if there are gaps, entities, breaks or too many."""
        return expand(self.body, limit)


def expand(sequence: Sequence, limit: int = EXPANSION_LIMIT) -> tuple[str, ...] | None:
    """Return every text that parts stand for, as `Phrase.expand` does."""
    texts: tuple[str, ...] = ("",)
    for part in sequence.parts:
        if isinstance(part, Text):
            texts = tuple([text + part.text for text in texts])
            continue
        tails = _tails(part, limit)
        if tails is None or len(texts) * len(tails) > limit:
            return None
        texts = tuple([text + tail for text in texts for tail in tails])
    return tuple(dict.fromkeys([" ".join(text.split()) for text in texts]))


def parse_phrase(text: str) -> Phrase:
    """Read a phrase such as `tir(é|ée|és) [au] sort {0-3} <date>`. Raises PhraseError."""
    reader = _Reader(text)
    body = reader.sequence("")
    if _may_be_empty(body):
        reader.fail(0, "a phrase that may match nothing", "at least one word that is not optional")
    return Phrase(text, body)


_SPACE: Final = Space()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0
        if len(text) > _MAX_LENGTH:
            self.fail(_MAX_LENGTH, "a longer phrase", f"at most {_MAX_LENGTH} characters")

    def fail(self, position: int, found: str, expected: str) -> NoReturn:
        raise PhraseError(self.text, position, found, expected)

    def sequence(self, closers: str) -> Sequence:
        text, length = self.text, len(self.text)
        parts: list[Part] = []
        while self.at < length and (char := text[self.at]) not in closers:
            if not char.isspace():
                parts.append(self.part())
                continue
            self.at += 1
            if parts and parts[-1] is not _SPACE:
                parts.append(_SPACE)
        if parts and parts[-1] is _SPACE and not closers:
            parts.pop()
        return Sequence(tuple(parts))

    def part(self) -> Part:
        if self.text.startswith(_BREAK, self.at) and (self.at == 0 or self.text[self.at - 1] in " ([|"):
            return self.sentence_break()
        letters = _LETTERS.match(self.text, self.at)
        if letters is not None:
            self.at = letters.end()
            return Text(letters[0])
        reader = _READERS.get(self.text[self.at])
        if reader is None:
            found = repr(self.text[self.at])
            self.fail(self.at, found, "a word, or the bracket that opens this one")
        return reader(self)

    def choice(self) -> Choice:
        start = self.at
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            self.fail(start, "brackets nested too deep", f"at most {_MAX_DEPTH} levels")
        optional = self.text[start] == "["
        closer = "]" if optional else ")"
        self.at += 1
        options: list[Sequence] = []
        while True:
            options.append(_trimmed(self.sequence(closer + "|")))
            if self.at >= len(self.text):
                self.fail(start, f"{self.text[start]!r} that is never closed", repr(closer))
            self.at += 1
            if self.text[self.at - 1] == closer:
                break
        self.depth -= 1
        if not any(option.parts for option in options):
            self.fail(start, "an empty bracket", "a word")
        if optional and not all(option.parts for option in options):
            self.fail(start, "an empty alternative in an optional part", "a word")
        return Choice((*options, Sequence(()))) if optional else Choice(tuple(options))

    def gap(self) -> Gap:
        match = _GAP.match(self.text, self.at)
        if match is None:
            self.fail(self.at, repr(self.text[self.at :]), "{least-most}, such as {0-3}")
        least, most = int(match[1]), int(match[2] or match[1])
        if least > most or most == 0 or most > MAX_GAP:
            self.fail(self.at, match[0], f"{{least-most}} with least <= most <= {MAX_GAP}")
        self.stand_alone(match.end(), match[0])
        self.at = match.end()
        return Gap(least, most)

    def sentence_break(self) -> Break:
        end = self.at + len(_BREAK)
        self.stand_alone(end, _BREAK)
        self.at = end
        return Break()

    def entity(self) -> Entity:
        match = _ENTITY.match(self.text, self.at)
        if match is None or match[1] not in ENTITY_KINDS:
            found = match[0] if match else repr(self.text[self.at :])
            self.fail(self.at, found, "one of " + " ".join(f"<{kind}>" for kind in sorted(ENTITY_KINDS)))
        self.stand_alone(match.end(), match[0])
        self.at = match.end()
        return Entity(match[1])

    def ending(self) -> Ending:
        before = self.text[self.at - 1] if self.at else " "
        after = self.text[self.at + 1] if self.at + 1 < len(self.text) else " "
        if before.isspace() or before in "([|{<*":
            self.fail(self.at, "'*'", "the first letters of the word before it, or {0-1} for any word")
        if not (after.isspace() or after in ")]|"):
            self.fail(self.at, "'*' inside a word", "'*' at the end of the word")
        self.at += 1
        return Ending()

    def hashtag(self) -> Hashtag:
        match = _HASHTAG.match(self.text, self.at)
        if match is None:
            self.fail(self.at, "'#'", "a hashtag such as #concours")
        self.stand_alone(match.end(), match[0])
        self.at = match.end()
        return Hashtag(match[1])

    def stand_alone(self, end: int, what: str) -> None:
        before = self.text[self.at - 1] if self.at else " "
        after = self.text[end] if end < len(self.text) else " "
        if not ((before.isspace() or before in "([|") and (after.isspace() or after in ")]|")):
            self.fail(self.at, f"{what} stuck to a word", "spaces around it")


_READERS: Final[dict[str, Callable[[_Reader], Part]]] = {
    "(": _Reader.choice,
    "[": _Reader.choice,
    "{": _Reader.gap,
    "<": _Reader.entity,
    "*": _Reader.ending,
    "#": _Reader.hashtag,
}


def _trimmed(sequence: Sequence) -> Sequence:
    parts = sequence.parts
    return Sequence(parts[:-1]) if parts and isinstance(parts[-1], Space) else sequence


def _may_be_empty(sequence: Sequence) -> bool:
    for part in sequence.parts:
        if isinstance(part, Text):
            if any(char.isalnum() or ord(char) > 0x2000 or char in "%€$£©" for char in part.text):
                return False
        elif isinstance(part, Choice):
            if not any(_may_be_empty(option) for option in part.options):
                return False
        elif isinstance(part, Entity | Hashtag):
            return False
    return True


def _tails(part: Part, limit: int) -> tuple[str, ...] | None:
    tails: tuple[str, ...] | None = None
    match part:
        case Text(text):
            tails = (text,)
        case Space():
            tails = (" ",)
        case Ending():
            tails = ("*",)
        case Hashtag(tag):
            tails = (f"#{tag}",)
        case Choice(options):
            inner = [expand(option, limit) for option in options]
            if all(texts is not None for texts in inner):
                tails = tuple(text for texts in inner for text in texts or ())
    return tails
