"""Looks at a document: which kind it is, and what there is to say of it."""

from __future__ import annotations

from collections.abc import Callable

from cmcompliance.language_server.checked import DraftChecks, Speaks
from cmcompliance.language_server.document import Document
from cmcompliance.language_server.grammar import Grammar
from cmcompliance.language_server.grammars import of_draft, of_rules, of_settings
from cmcompliance.language_server.readiness import Readiness
from cmcompliance.language_server.reviewed import Reviewed, ReviewedDrafts
from cmcompliance.language_server.rule_folders import RuleFolders
from cmcompliance.language_server.rules import review_rules
from cmcompliance.language_server.settings_files import (
    book_of,
    is_settings,
    is_waivers,
    review_settings,
    review_waivers,
)
from cmcompliance.language_server.trials import Trials
from cmcompliance.render import Language


class Reviewer:
    """Reviews documents; threads may share it."""

    def __init__(self, readiness: Readiness, speaks: Speaks) -> None:
        self._readiness = readiness
        self._folders = RuleFolders(readiness)
        self._trials = Trials()
        self._drafts = DraftChecks(readiness, speaks)

    def review(self, document: Document, is_stale: Callable[[], bool]) -> Reviewed | None:
        """Return what is known of a document; None when nobody waits for it any more."""
        if document.suffix == ".yaml":
            return self._rules(document)
        if document.suffix == ".toml":
            return self._settings(document)
        checked = self._drafts.check(document, is_stale)
        return None if checked is None else ReviewedDrafts(document, checked)

    def forget(self, uri: str) -> None:
        """Keep nothing of a document."""
        self._drafts.forget(uri)

    def grammar(self, document: Document, language: Language) -> Grammar | None:
        """Return what may be written in a document, None for one of which nothing is known."""
        if document.suffix == ".yaml":
            file = self._folders.of_file(document.path)
            merged = self._folders.merged(file, with_it=True) if file else {}
            return of_rules(document, file, merged, language) if file else None
        book = book_of(self._readiness, document.path)
        if document.suffix == ".toml":
            known = is_settings(document.path) or is_waivers(document, self._readiness)
            return of_settings(document, book, language) if known else None
        return of_draft(document, book, language)

    def _rules(self, document: Document) -> Reviewed:
        file = self._folders.of_file(document.path)
        return (
            Reviewed(document) if file is None else review_rules(document, file, self._folders, self._trials)
        )

    def _settings(self, document: Document) -> Reviewed:
        review = review_settings if is_settings(document.path) else review_waivers
        return review(document, self._readiness) or Reviewed(document)
