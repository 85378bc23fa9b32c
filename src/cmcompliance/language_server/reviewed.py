"""What is known of a document once it was looked at, whatever it holds."""

from __future__ import annotations

from dataclasses import dataclass

from lsprotocol import types

from cmcompliance.language_server.actions import (
    Kinds,
    actions_for,
    all_safe_edits,
    fix_all_action,
    offers_fix_all,
)
from cmcompliance.language_server.checked import CheckedDocument
from cmcompliance.language_server.diagnostics import diagnostics_of, language_of
from cmcompliance.language_server.document import Document
from cmcompliance.language_server.hover import hover_of
from cmcompliance.language_server.lenses import lenses_of
from cmcompliance.language_server.words import words_of
from cmcompliance.render import Language

_FEW = 20


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A document with nothing to say of it."""

    document: Document

    @property
    def language(self) -> Language:
        """The language in which it is spoken of."""
        return "en"

    @property
    def is_large(self) -> bool:
        """Whether to change all of it takes longer than one waits for a menu."""
        return False

    def diagnostics(self) -> list[types.Diagnostic]:
        """Return what is underlined."""
        return []

    @property
    def has_more(self) -> bool:
        """Whether there is more to say that takes time to find out."""
        return False

    def more(self) -> list[types.Diagnostic]:
        """Return what is underlined besides, once it is found out."""
        return []

    def hover(self, offset: int) -> types.Hover | None:
        """Return what is said of a place."""
        return None

    def actions(self, start: int, end: int, only: Kinds) -> list[types.CodeAction]:
        """Return what can be done about a stretch."""
        return []

    def lenses(self) -> list[types.CodeLens]:
        """Return what stands above lines."""
        return []


@dataclass(frozen=True, slots=True)
class ReviewedDrafts(Reviewed):
    """A document of drafts, with their reports."""

    checked: CheckedDocument

    @property
    def language(self) -> Language:
        """The language of its reports."""
        return language_of(self.checked)

    def diagnostics(self) -> list[types.Diagnostic]:
        """Return findings, questions, and what could not be read."""
        return diagnostics_of(self.checked)

    def hover(self, offset: int) -> types.Hover | None:
        """Return the findings of a place with their law."""
        return hover_of(self.checked, offset)

    def actions(self, start: int, end: int, only: Kinds) -> list[types.CodeAction]:
        """Return edits, answers, and what explains; all safe edits together still without what changes."""
        found = actions_for(self.checked, start, end, only)
        if offers_fix_all(self.checked, only):
            found.append(fix_all_action(self.checked, words_of(self.language)["fix_all"]))
        return found

    def lenses(self) -> list[types.CodeLens]:
        """Return the verdicts."""
        return lenses_of(self.checked)

    @property
    def is_large(self) -> bool:
        """Whether to mend all drafts takes longer than one waits for a menu."""
        return len(self.checked.drafts) > _FEW

    def safe_edits(self) -> types.WorkspaceEdit | None:
        """Return all safe changes of all drafts."""
        return all_safe_edits(self.checked)
