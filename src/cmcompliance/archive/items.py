"""What comes out of an archive: drafts, what is none, and what cannot be read, each with its place."""

from __future__ import annotations

from dataclasses import dataclass

from cmcompliance.draft import Draft


@dataclass(frozen=True, slots=True)
class Place:
    """The record `number` of a member, from 1; 0: the member as a whole. `member` empty: the whole source."""

    source: str
    member: str = ""
    number: int = 0

    def __str__(self) -> str:
        member = f"!{self.member}" if self.member else ""
        return f"{self.source}{member}#{self.number}" if self.number else f"{self.source}{member}"


@dataclass(frozen=True, slots=True)
class Archived:
    """A draft; its id is the same whenever the archive is read."""

    draft: Draft
    place: Place


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that is no draft of the author: a repost, a message, a picture without a word."""

    place: Place
    reason: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that may hold a draft and cannot be read."""

    place: Place
    problem: str


Item = Archived | Skipped | Unreadable
