"""The drafts in a folder: the files that may hold some, by their suffix and what is in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

SUFFIXES = (".md", ".markdown", ".txt", ".json", ".jsonl", ".ndjson")
_TEXT_KEY = b'"text"'
_BLOCK = 1 << 16


def files_in(folder: Path) -> Iterator[Path]:
    """Yield the files that may hold drafts in a folder and below it, by name, each folder's own first.

    Hidden files and folders and links to folders are passed over.
    """
    entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    yield from (entry for entry in entries if entry.suffix.lower() in SUFFIXES and entry.is_file())
    for entry in entries:
        if entry.is_dir() and not entry.is_symlink():
            yield from files_in(entry)


def is_other_json(path: Path) -> bool:
    """Return whether a .json file found in a folder holds no draft: `text`, which each has, is not in it.

    A site's `package.json` is nobody's draft; a file that is named for itself is read in any case.
    """
    if path.suffix.lower() != ".json":
        return False
    tail = b""
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            if _TEXT_KEY in tail + block:
                return False
            tail = block[-len(_TEXT_KEY) :]
    return True
