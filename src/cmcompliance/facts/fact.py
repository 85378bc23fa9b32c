"""A fact: what is known about a draft, with the places that show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

Value = bool | int | float | str | None
Origin = Literal["text", "metadata", "derived", "assumed", "ledger", "file", "subtitles", "transcript", "ocr"]


class Evidence(NamedTuple):
    """A stretch of one field of the draft, in code points."""

    field: str
    start: int
    end: int
    text: str


class Shown(NamedTuple):
    """What a file or a ledger says: of which medium (`media[0]`), where it says so, and its words."""

    field: str
    origin: Origin
    where: str
    value: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One named fact. `value` None means unknown: neither true nor false.

    `asks`: the draft's fields that would make an unknown fact known; its own name when empty.
    `shown`: what files and ledgers say that makes it true.
    """

    name: str
    value: Value
    origin: Origin
    evidence: tuple[Evidence, ...] = ()
    asks: tuple[str, ...] = ()
    shown: tuple[Shown, ...] = ()


Facts = Mapping[str, Fact]
