"""The chain over entries: each hash is of the entry and of the hash before it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

FIRST = "0" * 64
"""What stands before the first entry."""


@dataclass(frozen=True, slots=True)
class Link:
    """A place in the chain."""

    seq: int = 0
    hash: str = FIRST

    def after(self, body: str) -> Link:
        """Return the place of the entry that follows."""
        return Link(self.seq + 1, link_hash(self.hash, body))


def link_hash(before: str, body: str) -> str:
    """Return the hash of an entry behind another one."""
    return hashlib.sha256(f"{before}\n{body}".encode()).hexdigest()
