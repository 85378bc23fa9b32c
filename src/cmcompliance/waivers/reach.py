"""Which drafts a waiver of a file is for, as far as files go; ids are compared where findings are."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from cmcompliance.waivers.waiver import Waiver

if TYPE_CHECKING:
    from cmcompliance.settings.matching import Patterns

_SPECIAL = frozenset("*?[]!#\\ ")


def is_for(waiver: Waiver, path: Path | None) -> bool:
    """Return whether the waiver is for the drafts of an absolute path; None: of no file."""
    if not waiver.paths:
        return True
    return path is not None and _patterns(waiver).match(path)


def files_meant(waiver: Waiver, suffixes: frozenset[str]) -> Iterator[Path]:
    """Yield the files that the patterns of a waiver mean, of those with one of these suffixes."""
    if waiver.folder is None or not waiver.paths:
        return
    patterns = _patterns(waiver)
    for folder, folders, names in os.walk(waiver.folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files = (Path(folder, name) for name in names)
        yield from (file for file in files if file.suffix.lower() in suffixes and patterns.match(file))


def pattern_of(path: Path, folder: Path) -> str:
    """Return the pattern that means one file and no other, from a folder that holds it.

    Raises ValueError when the folder does not hold it.
    """
    inside = path.relative_to(folder).as_posix()
    return "/" + "".join(f"\\{letter}" if letter in _SPECIAL else letter for letter in inside)


@lru_cache(maxsize=1024)
def _patterns(waiver: Waiver) -> Patterns:
    from cmcompliance.settings.matching import patterns_of  # noqa: PLC0415  # few waivers have patterns

    return patterns_of(waiver.paths, waiver.folder or Path.cwd())
