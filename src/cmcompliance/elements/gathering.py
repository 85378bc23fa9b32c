"""Look at the files of media and into the ledger of rights; a draft takes along what they tell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from cmcompliance.draft import Draft, Medium
from cmcompliance.draft.evidence import Evidence
from cmcompliance.elements.completing import completed
from cmcompliance.elements.ledgers import Ledgers
from cmcompliance.elements.locating import located
from cmcompliance.elements.sayings import file_evidence
from cmcompliance.elements.transcribing import may_be_transcribed, with_words
from cmcompliance.media import Inspector
from cmcompliance.wording import words_beside


class Gatherer:
    """Completes drafts; for one thread. The process that reads media is started by the first file."""

    def __init__(
        self, ledgers: Ledgers | None = None, inspector: Callable[[], Inspector] = Inspector
    ) -> None:
        """`ledgers`: where entries are looked for; None: in the ledger nearest to each draft."""
        self._inspector = inspector()
        self._ledgers = ledgers or Ledgers()

    def __enter__(self) -> Gatherer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process that reads."""
        self._inspector.close()

    def gather(self, draft: Draft, folder: Path) -> Draft:
        """Return a draft with what the files of its media and the ledger tell; their paths go from `folder`.

        What already has evidence keeps it: it was gathered elsewhere. Of a file that is not there only the
        ledger is asked. Raises LedgerError.
        """
        if not any(medium.path and medium.evidence is None for medium in draft.media):
            return draft
        media = [self._with_evidence(medium, folder, draft.language) for medium in draft.media]
        return draft.model_copy(update={"media": media}) if media != draft.media else draft

    def _with_evidence(self, medium: Medium, folder: Path, language: str | None) -> Medium:
        if medium.path is None or medium.evidence is not None:
            return medium
        path = located(medium.path, folder)
        if path is None:
            return medium
        file = file_evidence(self._inspector.inspect(path)) if path.is_file() else None
        ledger = self._ledgers.of(folder)
        if file is None and ledger is None:
            return medium
        grants = None if ledger is None else ledger.grants_for(path, file.sha256 if file else None)
        full = completed(medium, Evidence(file=file, grants=grants))
        return with_words(full, words_beside(path, language)) if file and may_be_transcribed(full) else full
