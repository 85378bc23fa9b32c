"""The ledgers that hold for folders of drafts, each read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from cmcompliance.ledger import Ledger, find_ledger, read_ledger


class Ledgers:
    """Gives the ledger of a folder: the one that was named, else the nearest upwards."""

    def __init__(self, named: Path | None = None) -> None:
        self._named = named
        self._above = cache(find_ledger)
        self._read = cache(read_ledger)

    def of(self, folder: Path) -> Ledger | None:
        """Return the ledger that holds for the drafts of a folder. Raises LedgerError."""
        path = self._named or self._above(folder.resolve())
        return None if path is None else self._read(path)
