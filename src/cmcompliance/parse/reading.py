"""What is read in one text of a draft, as plain data: every place is a range of tokens."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, overload

SCOPES: Final = ("negated", "conditional", "question", "quoted", "past", "third_party")
Range = tuple[int, int]
"""From the first token up to, without, the last."""


class Tokens(NamedTuple):
    """The tokens of a text; `starts` in code points, `spaced[i]`: a single space follows token i and belongs
    to no token.

    `kinds`: word number hashtag mention url email emoji punct space. `folded`: the folded words of a token,
    separated by single spaces, empty for decoration.
    """

    text: str
    starts: Sequence[int]
    texts: Sequence[str]
    kinds: Sequence[str]
    folded: Sequence[str]
    spaced: Sequence[bool]


class Segments(NamedTuple):
    """Lines, sentences, clauses and blocks of hashtags.

    `hard`: tokens after which nothing may be read together; `soft`: after which only fixed wordings may be (a
    sentence that only a line break ends).
    """

    lines: Sequence[Range]
    sentences: Sequence[Range]
    clauses: Sequence[Range]
    hashtag_blocks: Sequence[Range]
    hard: frozenset[int]
    soft: frozenset[int]


class Entity(NamedTuple):
    """An amount, a date, an address … at tokens [start, end), and what it says."""

    start: int
    end: int
    kind: str
    value: Mapping[str, Any]


class Place(NamedTuple):
    """A concept at tokens [start, end)."""

    start: int
    end: int
    concept: str


class Concepts(ABC, Sequence[Place]):
    """The concepts of a text in reading order, each looked for when it is first asked for.

    `names`: those that may stand in the text; no other does.
    """

    __slots__ = ("_known", "_places", "names")

    def __init__(self, names: Collection[str]) -> None:
        self.names = names
        self._known: dict[str, list[Range]] = {}
        self._places: list[Place] | None = None

    @abstractmethod
    def _look_for(self, concept: str) -> list[Range]:
        """Return where one of `names` stands, in order."""

    def of(self, concept: str) -> Sequence[Range]:
        """Return where a concept stands, in order."""
        known = self._known.get(concept)
        if known is None:
            known = self._known[concept] = self._look_for(concept) if concept in self.names else []
        return known

    def _all(self) -> list[Place]:
        if self._places is None:
            found = [Place(start, end, name) for name in self.names for start, end in self.of(name)]
            self._places = sorted(found)
        return self._places

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, index: int) -> Place: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Place]: ...
    def __getitem__(self, index: int | slice) -> Place | Sequence[Place]:
        return self._all()[index]

    def __iter__(self) -> Iterator[Place]:
        return iter(self._all())


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is read in a text. `scopes`: by name, the stretches that are negated, asked, quoted …"""

    tokens: Tokens
    segments: Segments
    languages: tuple[str, ...]
    entities: Sequence[Entity]
    concepts: Concepts
    scopes: Mapping[str, Sequence[Range]]

    @property
    def text(self) -> str:
        """The text itself; half a surrogate pair is one U+FFFD in it."""
        return self.tokens.text

    def characters(self, start: int, end: int) -> Range:
        """Return where tokens [start, end) stand in the text, in code points."""
        tokens = self.tokens
        return tokens.starts[start], tokens.starts[end - 1] + len(tokens.texts[end - 1])
