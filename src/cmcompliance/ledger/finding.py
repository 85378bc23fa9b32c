"""Where the ledger of a file is: in its folder, or in the nearest above that has one."""

from __future__ import annotations

from pathlib import Path

from cmcompliance.ledger.errors import LedgerError
from cmcompliance.rulebook.errors import Problem

NAMES = ("rights.toml", "rights.csv")


def find_ledger(folder: Path) -> Path | None:
    """Return the ledger of an absolute folder: its own, or the nearest above.

    Raises LedgerError for a folder that has both kinds: nobody could tell which one holds.
    """
    for step in (folder, *folder.parents):
        found = [step / name for name in NAMES if (step / name).is_file()]
        if len(found) > 1:
            message = f"lies beside {NAMES[1]}: keep one of the two, or name the one that holds"
            raise LedgerError([Problem(str(found[0]), 1, 1, message)])
        if found:
            return found[0]
    return None
