"""The posts of one account of ten years, as often as they are asked for, in any number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from bench.posts import Kind, Language, invented_posts

BEGIN: Final = 1_480_500_000
"""The end of November 2016, in seconds since 1970; ten years later it ends."""
_YEARS: Final = 10 * 365 * 86_400


@dataclass(frozen=True, slots=True)
class Piece:
    """A post: its number from 0, when it was published, in seconds since 1970, and what it says."""

    number: int
    second: int
    language: Language
    kind: Kind
    text: str

    @property
    def when(self) -> datetime:
        """The moment."""
        return datetime.fromtimestamp(self.second, UTC)

    @property
    def is_paid(self) -> bool:
        """Whether a network that asks was told that a brand is behind it."""
        return self.kind == "promotion" and self.number % 2 == 0


@dataclass(frozen=True, slots=True)
class Account:
    """Whose posts they are; each iteration invents the same ones anew, so that none is held."""

    network: str
    posts: int
    name: str = "Savonnerie du Pont"
    handle: str = "savonneriedupont"

    def __iter__(self) -> Iterator[Piece]:
        seed = sum(map(ord, self.network))
        for number, post in enumerate(invented_posts("archive", self.posts, seed)):
            second = BEGIN + number * _YEARS // self.posts
            yield Piece(number, second, post.language, post.kind, post.text)
