"""A file of an archive, and the names that archives may give to their files."""

from __future__ import annotations

import re
import unicodedata
from typing import BinaryIO, Protocol

_DIGITS = re.compile(r"(\d+)")
_LONGEST_NAME = 4096


class Member(Protocol):
    """A file of an archive; `name`: from its root, with "/"; `size`: bytes, as the archive says."""

    @property
    def name(self) -> str: ...

    @property
    def size(self) -> int: ...

    def open(self) -> BinaryIO:
        """Return its bytes, to be read once from first to last. It and each reading raise ArchiveFault."""
        ...


def wrong_name(name: str) -> str | None:
    """Return what is wrong with a member's name, None where it can be used."""
    if not name or len(name) > _LONGEST_NAME:
        return "has no name that could be used"
    if any(unicodedata.category(letter) == "Cc" for letter in name):
        return "has signs in its name that belong in none"
    if name.startswith("/") or re.match("[A-Za-z]:", name):
        return "wants to lie outside of the archive"
    if any(part in ("", ".", "..") for part in name.split("/")):
        return "wants to lie outside of the archive" if ".." in name.split("/") else "has an unusual name"
    return None


def natural(name: str) -> tuple[object, ...]:
    """Return by what names are sorted: part 2 comes before part 10."""
    # Texts and numbers take turns, so that each is compared with its like.
    return tuple(int(part) if place % 2 else part for place, part in enumerate(_DIGITS.split(name)))
