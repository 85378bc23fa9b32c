"""The drafts in a folder: the files that may hold some, by their suffix."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

SUFFIXES = (".md", ".markdown", ".txt", ".json", ".jsonl", ".ndjson")


def files_in(folder: Path) -> Iterator[Path]:
    """Yield the files that may hold drafts in a folder and below it, by name, each folder's own first.

    Hidden files and folders and links to folders are passed over.
    """
    entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    yield from (entry for entry in entries if entry.suffix.lower() in SUFFIXES and entry.is_file())
    for entry in entries:
        if entry.is_dir() and not entry.is_symlink():
            yield from files_in(entry)
