"""The drafts of a document, checked."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from cmcompliance.draft import Draft
from cmcompliance.language_server.document import Document
from cmcompliance.language_server.readiness import Readiness
from cmcompliance.language_server.whereabouts import Whereabouts, whereabouts_of
from cmcompliance.read import Problem, ReadDraft, ReadError
from cmcompliance.read.reader import read_data
from cmcompliance.render import Language
from cmcompliance.render.outcome import Checked
from cmcompliance.report import Report
from cmcompliance.rulebook import RuleBookError
from cmcompliance.settings import Preparation, Prepared, SettingsError

_MOST_DRAFTS = 10_000
_SECONDS = 20.0
"""How long the drafts of one document are checked; a file of thousands is for the command line."""

IsStale = Callable[[], bool]
Speaks = Callable[[Language | None], Language | None]
"""Gives the language of a report, from the one that the settings name."""


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft with its report, and where its fields stand; `read`: as it stands in the file."""

    number: int
    read: ReadDraft
    prepared: Prepared
    report: Report
    where: Whereabouts
    language: Language

    @property
    def outcome(self) -> Checked:
        """The draft as it was checked, for those who render."""
        return Checked(replace(self.read, draft=self.prepared.draft), self.report)


@dataclass(frozen=True, slots=True)
class Unread:
    """A draft that could not be read, or not be checked."""

    number: int
    error: ReadError
    where: Whereabouts


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """All drafts of a document. `trouble`: why none could be checked; `left`: how many were not."""

    document: Document
    language: Language | None = None
    drafts: tuple[CheckedDraft | Unread, ...] = ()
    trouble: tuple[str, ...] = ()
    left: int = 0
    passed_over: Literal["excluded", "no_draft"] | None = None

    @property
    def checked(self) -> list[CheckedDraft]:
        """The drafts that have a report."""
        return [draft for draft in self.drafts if isinstance(draft, CheckedDraft)]


class DraftChecks:
    """Checks documents of drafts; one at a time."""

    def __init__(self, readiness: Readiness, speaks: Speaks) -> None:
        self._readiness = readiness
        self._speaks = speaks

    def check(self, document: Document, is_stale: IsStale) -> CheckedDocument | None:
        """Return the drafts of a document with their reports; None when nobody waits for them any more."""
        if document.suffix == ".json" and '"text"' not in document.text:
            return CheckedDocument(document, passed_over="no_draft")
        preparation = self._readiness.preparation()
        try:
            if preparation.excludes(document.path):
                return CheckedDocument(document, passed_over="excluded")
            settings = preparation.settings_for(document.path)
            given = settings.output.get("lang")
            language = self._speaks(given.value if given else None)
            problems = preparation.problems(settings)
            if problems:
                raise SettingsError(problems)
        except (SettingsError, RuleBookError) as error:
            return CheckedDocument(document, self._speaks(None), trouble=tuple(str(error).splitlines()))
        items = list(read_data(document.data, document.read_name))
        reads = [item if isinstance(item, ReadDraft) else None for item in items]
        places = whereabouts_of(document, reads)
        drafts: list[CheckedDraft | Unread] = []
        until = time.monotonic() + _SECONDS
        for number, (item, where) in enumerate(zip(items, places, strict=True)):
            if is_stale():
                return None
            if number >= _MOST_DRAFTS or time.monotonic() > until:
                break
            drafts.append(self._draft(number, item, where, document, preparation, language))
        return CheckedDocument(document, language, tuple(drafts), left=len(items) - len(drafts))

    def _draft(
        self,
        number: int,
        item: ReadDraft | ReadError,
        where: Whereabouts,
        document: Document,
        preparation: Preparation,
        language: Language | None,
    ) -> CheckedDraft | Unread:
        if isinstance(item, ReadError):
            return Unread(number, item, where)
        try:
            prepared = preparation.prepare(_named(item.draft, item, document), document.path)
            report = prepared.check(lang=language)
        except Exception as error:  # a draft that trips a fault of ours stops no other, and never passes
            message = f"could not be checked, a fault of cmcompliance: {type(error).__name__}: {error}"
            return Unread(number, ReadError(item.origin.file, (Problem(message),), item.origin.line), where)
        spoken: Language = language or ("fr" if report.language == "fr" else "en")
        return CheckedDraft(number, item, prepared, report, where, spoken)


def _named(draft: Draft, item: ReadDraft, document: Document) -> Draft:
    """Return the draft; one that is a file of its own and has no id goes by the file's name."""
    if draft.id is not None or item.origin.line is not None:
        return draft
    return draft.model_copy(update={"id": document.path.name})
