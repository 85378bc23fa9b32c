"""What the files of a draft's media tell, taken along before it is checked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cmcompliance.draft import Draft
    from cmcompliance.elements import Gatherer
    from cmcompliance.read import ReadDraft
    from cmcompliance.settings import Prepared


class Gathering:
    """Completes the drafts of one call; the first that names a file has started what reads media."""

    def __init__(self, wanted: bool, ledger: Path | None = None) -> None:
        """`wanted` False: no file is looked at; `ledger`: the one to use instead of the nearest."""
        self._wanted = wanted
        self._ledger = ledger
        self._gatherer: Gatherer | None = None

    def __enter__(self) -> Gathering:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._gatherer is not None:
            self._gatherer.close()

    def gather(self, item: ReadDraft, prepared: Prepared) -> tuple[ReadDraft, Prepared]:
        """Return a draft with what its media's files tell; their paths go from the folder of its own file."""
        draft = prepared.draft
        if not self._wanted or not any(medium.path for medium in draft.media):
            return item, prepared
        if self._gatherer is None:
            from cmcompliance.elements import Gatherer, Ledgers

            self._gatherer = Gatherer(Ledgers(self._ledger))
        full = self._gathered(self._gatherer, draft, _folder_of(item.origin.file))
        return replace(item, draft=full), replace(prepared, draft=full)

    def _gathered(self, gatherer: Gatherer, draft: Draft, folder: Path) -> Draft:
        from cmcompliance.cli.failure import unusable
        from cmcompliance.ledger import LedgerError

        try:
            return gatherer.gather(draft, folder)
        except LedgerError as error:
            raise unusable(str(error)) from None


def _folder_of(file: str) -> Path:
    """Return the folder that a draft's file is in; a stream's is the working folder."""
    return Path.cwd() if file.startswith("<") else Path(file).parent
