"""The drafts of a document, checked."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from cmcompliance.baseline.file import BaselineError
from cmcompliance.cli.acceptance import Acceptance
from cmcompliance.draft import Draft
from cmcompliance.language_server.document import Document
from cmcompliance.language_server.kept_reports import Kept
from cmcompliance.language_server.readiness import Readiness
from cmcompliance.language_server.whereabouts import Whereabouts, whereabouts_of
from cmcompliance.read import Problem, ReadDraft, ReadError
from cmcompliance.read.reader import read_data
from cmcompliance.render import Language
from cmcompliance.render.outcome import Checked
from cmcompliance.report import Report
from cmcompliance.rulebook import RuleBookError
from cmcompliance.settings import Preparation, Prepared, SettingsError

_MOST_DRAFTS = 2_000
_MOST_TROUBLE = 10
_SECONDS = 20.0
"""How long the drafts of one document are checked; a file of thousands is for the command line."""

IsStale = Callable[[], bool]
Speaks = Callable[[Language | None], Language | None]
"""Gives the language of a report, from the one that the settings name."""


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft with its report, and where its fields stand; `read`: as it stands in the file.

    `judge`: gives the report on the draft once it is changed, as this one was judged.
    """

    number: int
    read: ReadDraft
    prepared: Prepared
    report: Report
    where: Whereabouts
    language: Language
    judge: Callable[[Draft], Report]

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

    def between(self, start: int, end: int) -> list[CheckedDraft]:
        """Return the drafts that have a report and stand, in part at least, between two offsets."""
        first = max(bisect_right(self.drafts, start, key=lambda draft: draft.where.begins) - 1, 0)
        last = bisect_right(self.drafts, end, key=lambda draft: draft.where.begins)
        return [draft for draft in self.drafts[first:last] if isinstance(draft, CheckedDraft)]


class DraftChecks:
    """Checks documents of drafts; threads may share it. Drafts that stay as they are keep their reports."""

    def __init__(self, readiness: Readiness, speaks: Speaks) -> None:
        self._readiness = readiness
        self._speaks = speaks
        self._kept: dict[str, Kept] = {}

    def check(self, document: Document, is_stale: IsStale) -> CheckedDocument | None:
        """Return the drafts of a document with their reports; None when nobody waits for them any more."""
        if document.suffix == ".json" and '"text"' not in document.text:
            return CheckedDocument(document, passed_over="no_draft")
        preparation, acceptance = self._readiness.preparation(), Acceptance()
        try:
            if preparation.excludes(document.path):
                return CheckedDocument(document, passed_over="excluded")
            settings = preparation.settings_for(document.path)
            if settings.baseline and settings.baseline.value.resolve() == document.path.resolve():
                return CheckedDocument(document, passed_over="no_draft")
            given = settings.output.get("lang")
            language = self._speaks(given.value if given else None)
            problems = preparation.problems(settings)
            if problems:
                raise SettingsError(problems)
            acceptance.settle(settings)
        except (SettingsError, RuleBookError, BaselineError) as error:
            return CheckedDocument(document, self._speaks(None), trouble=_few(str(error)))
        items = list(read_data(document.data, document.read_name))
        reads = [item if isinstance(item, ReadDraft) else None for item in items]
        places = whereabouts_of(document, reads)
        drafts: list[CheckedDraft | Unread] = []
        until = time.monotonic() + _SECONDS
        kept = Kept(self._kept.get(document.uri))
        checks = _Checks(document, preparation, acceptance, language, kept)
        for number, (item, where) in enumerate(zip(items, places, strict=True)):
            if is_stale():
                return None
            if number >= _MOST_DRAFTS or time.monotonic() > until:
                break
            drafts.append(checks.draft(number, item, where))
        if len(drafts) > 1:
            self._kept[document.uri] = kept
        return CheckedDocument(document, language, tuple(drafts), left=len(items) - len(drafts))

    def forget(self, uri: str) -> None:
        """Keep no reports of a document."""
        self._kept.pop(uri, None)


@dataclass(frozen=True, slots=True)
class _Checks:
    """How the drafts of one document are checked."""

    document: Document
    preparation: Preparation
    acceptance: Acceptance
    language: Language | None
    kept: Kept

    def draft(self, number: int, item: ReadDraft | ReadError, where: Whereabouts) -> CheckedDraft | Unread:
        if isinstance(item, ReadError):
            return Unread(number, item, where)
        try:
            named = _named(item.draft, item, self.document)
            prepared = self.preparation.prepare(named, self.document.path)

            def judge(draft: Draft) -> Report:
                changed = replace(prepared, draft=draft)
                report = self.kept.report(changed, self.language)
                return self.acceptance.accept(report, item, changed, self.document.path)

            report = judge(prepared.draft)
        except Exception as error:  # a draft that trips a fault of ours stops no other, and never passes
            message = f"could not be checked, a fault of cmcompliance: {type(error).__name__}: {error}"
            return Unread(number, ReadError(item.origin.file, (Problem(message),), item.origin.line), where)
        spoken: Language = self.language or ("fr" if report.language == "fr" else "en")
        return CheckedDraft(number, item, prepared, report, where, spoken, judge)


def _few(trouble: str) -> tuple[str, ...]:
    """Return the first lines of what is wrong: a broken pack has a line a mistake."""
    lines = trouble.splitlines()
    return (*lines[:_MOST_TROUBLE], *(["…"] if len(lines) > _MOST_TROUBLE else []))


def _named(draft: Draft, item: ReadDraft, document: Document) -> Draft:
    """Return the draft; one that is a file of its own and has no id goes by the file's name."""
    if draft.id is not None or item.origin.line is not None:
        return draft
    return draft.model_copy(update={"id": document.path.name})
