"""The pictures, videos and sounds in the folder of a ledger; links and hidden files are left alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cmcompliance.ledger.finding import NAMES
from cmcompliance.media.kinds import HEAD, UNKNOWN, kind_of
from cmcompliance.media.limits import DEFAULT_LIMITS
from cmcompliance.media.opening import NotOpened, opened


@dataclass(frozen=True, slots=True)
class Content:
    """A file; `sha256`: None where nobody asks for it, or it was written to meanwhile."""

    path: Path
    sha256: str | None


def contents_of(folder: Path, with_digests: bool) -> Iterator[Content]:
    """Yield the media in a folder and below, in order; a folder with a ledger of its own is left to that."""
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _own(at, name))
        for name in sorted(names):
            if name.startswith("."):
                continue
            path = Path(at, name)
            try:
                with opened(str(path), DEFAULT_LIMITS.largest_file) as file:
                    if kind_of(file.head(HEAD)) != UNKNOWN:
                        yield Content(path, file.sha256() if with_digests else None)
            except NotOpened:
                continue


def _own(at: str, name: str) -> bool:
    return any(Path(at, name, ledger).is_file() for ledger in NAMES)
