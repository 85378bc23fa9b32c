"""A reply that is none."""

from __future__ import annotations


class MisreadError(ValueError):
    """A reply that does not answer the question; the message says what would, in the reader's language."""
