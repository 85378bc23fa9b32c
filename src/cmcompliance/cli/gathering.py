"""What the files of a draft's media and a ledger of rights tell, taken along before it is checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cmcompliance.draft import Draft
    from cmcompliance.elements import Gatherer


class Gathering:
    """Completes the drafts of one call; the first that names a file has started what reads media."""

    def __init__(self, wanted: bool, ledger: Path | None = None) -> None:
        """`wanted` False: no file is looked at; `ledger`: the one to use instead of the nearest."""
        self._wanted = wanted
        self._ledger = ledger
        self._gatherer: Gatherer | None = None

    def close(self) -> None:
        """End the process that reads media."""
        if self._gatherer is not None:
            self._gatherer.close()

    def gather(self, draft: Draft, file: str) -> Draft:
        """Return a draft with what its media's files tell; their paths go from the folder of its own `file`.

        Ends the command where a ledger is no good.
        """
        if not self._wanted or not any(medium.path for medium in draft.media):
            return draft
        from cmcompliance.cli.failure import unusable
        from cmcompliance.elements import Gatherer, Ledgers
        from cmcompliance.ledger import LedgerError

        if self._gatherer is None:
            self._gatherer = Gatherer(Ledgers(self._ledger))
        try:
            return self._gatherer.gather(draft, _folder_of(file))
        except LedgerError as error:
            raise unusable(str(error)) from None


def _folder_of(file: str) -> Path:
    """Return the folder that a draft's file is in; a stream's is the working folder."""
    return Path.cwd() if file.startswith("<") else Path(file).parent
