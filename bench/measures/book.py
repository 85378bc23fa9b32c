"""Which rules are measured."""

from __future__ import annotations

from typing import Any

from bench.measures.literals import literals
from cmcompliance.rulebook import load_book


def measure() -> dict[str, Any]:
    """Return what to call the rule book, and how large it is."""
    book = load_book()
    return {
        "version": book.version,
        "digest": book.digest,
        "rules": len(book.rules),
        "literals": len(literals(book)),
    }
