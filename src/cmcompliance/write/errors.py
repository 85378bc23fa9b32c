"""What can go wrong when changes are written back."""

from __future__ import annotations


class WriteError(ValueError):
    """Changes that could not be written; the file is as it was."""


CHANGED_MEANWHILE = "the file was changed meanwhile"
BY_HAND = "it is written in a way that cannot be changed here; do it by hand"
