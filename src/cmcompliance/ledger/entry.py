"""The entries of a ledger, and which of them are about a file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from cmcompliance.draft.evidence import Grant
from cmcompliance.settings.matching import Patterns


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
        by_digest = [one for one in self.entries if sha256 is not None and one.sha256 == sha256]
        if by_digest or path is None:
            return tuple(by_digest)
        about = [
            one
            for one in self.entries
            if one.names(path) and (one.sha256 is None or sha256 is None or one.sha256 == sha256)
        ]
        exactly = [one for one in about if one.names_exactly(path, self.folder)]
        return tuple(exactly or about)

    def grants_for(self, path: Path | None, sha256: str | None) -> list[Grant]:
        """Return what the entries about a file grant."""
        return [entry.grant for entry in self.entries_for(path, sha256)]
