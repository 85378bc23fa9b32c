"""The entries of a ledger, and which of them are about a file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from cmcompliance.draft.evidence import Grant
from cmcompliance.settings.matching import Patterns

_T = TypeVar("_T")
_LITERAL = re.compile(r"[^\s*?\[\]\\!#](?:[^*?\[\]\\]*[^\s*?\[\]\\])?")
"""A pattern that means what is called so, and what is below it."""


@dataclass(frozen=True, eq=False)
class Entry:
    """What is granted, and to which files. `line`: where it stands; `named`: its paths as written."""

    grant: Grant
    line: int
    named: tuple[str, ...]
    sha256: str | None
    patterns: Patterns | None

    def names(self, path: Path) -> bool:
        """Tell whether the entry names an absolute path, literally or by a pattern."""
        return self.patterns is not None and self.patterns.match(path)

    @property
    def keys(self) -> tuple[str, ...] | None:
        """The paths and names of which one is in each path that it names; None where they cannot be told."""
        meant = [name for name in self.named if not name.startswith("!")]
        if not all(_LITERAL.fullmatch(name) for name in meant):
            return None
        return tuple(name.strip("/") for name in meant)

    def names_exactly(self, path: Path, folder: Path) -> bool:
        """Tell whether the path stands in the entry as it is, from the ledger's folder."""
        return Path(os.path.relpath(path, folder)).as_posix() in {name.lstrip("/") for name in self.named}


@dataclass(frozen=True, eq=False)
class Ledger:
    """A ledger: its file, which messages call `shown`, and its entries in their order."""

    path: Path
    shown: str
    entries: tuple[Entry, ...]

    @property
    def folder(self) -> Path:
        """From where its paths go."""
        return self.path.parent

    def entries_for(self, path: Path | None, sha256: str | None) -> tuple[Entry, ...]:
        """Return the entries about a file: those with its digest, else its very path, else a pattern of it.

        `path`: absolute, whether or not there is a file; an entry with another digest is about another file.
        """
        by_digest = [] if sha256 is None else self._by_digest.get(sha256, [])
        if by_digest or path is None:
            return tuple(by_digest)
        about = [
            one for one in self.naming(path) if (one.sha256 is None or sha256 is None or one.sha256 == sha256)
        ]
        exactly = [one for one in about if one.names_exactly(path, self.folder)]
        return tuple(exactly or about)

    def naming(self, path: Path) -> list[Entry]:
        """Return the entries that name an absolute path, whatever their digest, in their order."""
        parts = Path(os.path.relpath(path, self.folder)).parts
        keys = {*parts, *("/".join(parts[:length]) for length in range(1, len(parts) + 1))}
        places = {place for key in keys for place in self._by_key.get(key, ())}.union(self._wide)
        return [entry for place in sorted(places) if (entry := self.entries[place]).names(path)]

    @cached_property
    def _by_digest(self) -> dict[str, list[Entry]]:
        return _indexed((one.sha256, one) for one in self.entries if one.sha256 is not None)

    @cached_property
    def _by_key(self) -> dict[str, list[int]]:
        """The places of entries by what they name, so that a long ledger need not be gone through."""
        return _indexed((key, place) for place, one in enumerate(self.entries) for key in one.keys or ())

    @cached_property
    def _wide(self) -> list[int]:
        return [place for place, one in enumerate(self.entries) if one.keys is None]

    def grants_for(self, path: Path | None, sha256: str | None) -> list[Grant]:
        """Return what the entries about a file grant; of others that name it, who agreed and who did not.

        A licence of its own replaces that of a pattern; a person's refusal holds wherever it stands.
        """
        about = self.entries_for(path, sha256)
        others = [
            entry.grant
            for entry in (self.naming(path) if path is not None else ())
            if entry not in about and entry.grant.people and entry.sha256 in {None, sha256}
        ]
        people = (Grant(place=grant.place, people=grant.people) for grant in others)
        return [*(entry.grant for entry in about), *people]


def _indexed(pairs: Iterable[tuple[str, _T]]) -> dict[str, list[_T]]:
    found: dict[str, list[_T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
