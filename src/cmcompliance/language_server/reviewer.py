"""Looks at a document: which kind it is, and what there is to say of it. It works in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable

from cmcompliance.language_server.checked import DraftChecks, Speaks
from cmcompliance.language_server.document import Document
from cmcompliance.language_server.readiness import Readiness
from cmcompliance.language_server.reviewed import Reviewed, ReviewedDrafts


class Reviewer:
    """Reviews documents, one at a time."""

    def __init__(self, readiness: Readiness, speaks: Speaks) -> None:
        self._drafts = DraftChecks(readiness, speaks)

    def review(self, document: Document, is_stale: Callable[[], bool]) -> Reviewed | None:
        """Return what is known of a document; None when nobody waits for it any more."""
        if document.suffix in {".yaml", ".toml"}:
            return Reviewed(document)
        checked = self._drafts.check(document, is_stale)
        return None if checked is None else ReviewedDrafts(document, checked)
