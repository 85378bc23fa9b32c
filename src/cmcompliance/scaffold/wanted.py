"""What a new rule of a house is to be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["forbidden-word", "required-mention", "approval", "handle", "blank"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)+")
_SYNTAX = re.compile(r"[()\[\]{}|*<>]|//|\n")
_OBLIGATIONS: dict[Kind, str] = {
    "forbidden-word": "house.forbidden-word",
    "required-mention": "house.mention-missing",
    "approval": "house.not-approved",
    "handle": "house.handle",
    "blank": "house.rule",
}


class WantedError(ValueError):
    """Options that make no rule."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A rule to be written. `words`: what is forbidden, required, or the right handle; `wrong`: handles that
    are not; `instead`: what takes the place of a forbidden word; `pack`: the pack's name.
    """

    name: str
    kind: Kind
    pack: str
    house: str
    policy: str
    severity: Literal["error", "warning", "info"]
    language: Literal["fr", "en"]
    words: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    instead: str | None = None
    label: str = "client_approved"
    own_obligation: str | None = None
    platforms: tuple[str, ...] = ()

    @property
    def obligation(self) -> str:
        """The code of what its breach is."""
        return self.own_obligation or _OBLIGATIONS[self.kind]

    @property
    def stem(self) -> str:
        """The rule's name as a word: `acme/no-cheap` → `acme_no_cheap`."""
        word = self.name.replace("/", "_").replace("-", "_")
        return word if word[0].isalpha() else f"rule_{word}"

    def check(self) -> None:
        """Raise WantedError for what makes no rule."""
        if not _NAME.fullmatch(self.name):
            raise WantedError(
                f"{self.name!r} is no name of a rule: a-z, 0-9 and hyphens, as in acme/no-cheap"
            )
        if self.kind in {"forbidden-word", "required-mention", "handle"} and not self.words:
            raise WantedError(f"--kind {self.kind} needs --word")
        if self.kind == "handle" and not self.wrong:
            raise WantedError("--kind handle needs --not: a handle that must not be used")
        for word in (*self.words, *self.wrong):
            if _SYNTAX.search(word) or not any(map(str.isalnum, word)):
                raise WantedError(f"{word!r}: give a word as people write it, without brackets or signs")
        for handle in (*self.words, *self.wrong) if self.kind == "handle" else ():
            if not handle.startswith("@") or " " in handle:
                raise WantedError(f"{handle!r} is no handle: write @name")
        if not re.fullmatch(r"[a-z][a-z0-9_]*", self.label):
            raise WantedError(f"{self.label!r} is no name of a label: a-z, 0-9 and _")
        if not re.fullmatch(r"[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*", self.obligation):
            raise WantedError(f"{self.obligation!r} is no code of an obligation: write house.forbidden-word")
