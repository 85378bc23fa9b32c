"""What an editor has open, as it is now."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pygls.uris import to_fs_path

from cmcompliance.language_server.lines import Lines

_MARK = "\ufeff"
_READ = frozenset((".md", ".markdown", ".txt", ".json", ".jsonl", ".ndjson", ".yaml", ".toml"))
_SCHEMES = ("file", "untitled")
_BY_LANGUAGE = {
    "markdown": ".md",
    "mdx": ".md",
    "plaintext": ".txt",
    "text": ".txt",
    "json": ".json",
    "jsonl": ".jsonl",
    "ndjson": ".jsonl",
    "jsonlines": ".jsonl",
    "yaml": ".yaml",
    "toml": ".toml",
}
"""Suffixes by the names that editors give to languages."""


@dataclass(frozen=True, eq=False)
class Document:
    """A text with its version.

    `path`: where its settings are looked for; of what was never saved, a name in the folder that is open.
    `suffix`: what it is read as. `encoding`: the units in which the editor counts columns.
    """

    uri: str
    version: int | None
    text: str
    path: Path
    suffix: str
    encoding: str = field(default="utf-16")

    @cached_property
    def lines(self) -> Lines:
        """Its lines."""
        return Lines(self.text, self.encoding)

    @cached_property
    def mark(self) -> int:
        """How many characters of a byte order mark stand before what is read."""
        return len(_MARK) if self.text.startswith(_MARK) else 0

    @cached_property
    def data(self) -> bytes:
        """The bytes of the file that it would be."""
        return self.text.encode("utf-8", "surrogatepass")

    @property
    def is_file(self) -> bool:
        """Whether it was ever saved."""
        return self.uri.startswith("file:")

    @property
    def is_saved(self) -> bool:
        """Whether the file has just this in it."""
        try:
            return self.path.read_bytes() == self.data
        except OSError:
            return False

    @property
    def read_name(self) -> str:
        """The name by which its format is known."""
        return str(self.path) if self.path.suffix.lower() == self.suffix else f"{self.path}{self.suffix}"


def suffix_of(uri: str, language: str | None) -> str | None:
    """Return what a document is read as, None if it holds nothing that can be checked.

    A file is what its suffix says; one with another suffix, or never saved, what the editor takes it for.
    """
    scheme, _, _ = uri.partition(":")
    if scheme not in _SCHEMES:  # an older version of a file, or what an editor shows of something
        return None
    suffix = Path(to_fs_path(uri) or "").suffix.lower() if scheme == "file" else ""
    return suffix if suffix in _READ else _BY_LANGUAGE.get(language or "")


def path_of(uri: str, suffix: str, folder: Path) -> Path:
    """Return by which path a document goes; `folder`: where what was never saved is taken to be."""
    file = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(file) if file else folder / f"untitled{suffix}"
