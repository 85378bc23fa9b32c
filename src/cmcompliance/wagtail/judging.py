"""The judgement on a page: the reports on all that it publishes, or why there are none."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from cmcompliance.draft import Draft
from cmcompliance.guard.worker import Worker
from cmcompliance.render.words import Language
from cmcompliance.report import Report, Verdict
from cmcompliance.rulebook import RuleBook
from cmcompliance.settings import Preparation, Prepared
from cmcompliance.wagtail.drafts import PageDraft, drafts_of
from cmcompliance.wagtail.said import completed
from cmcompliance.wagtail.site_settings import SiteSettings, site_settings

_log = logging.getLogger("cmcompliance.wagtail")
_KEPT = 128


@dataclass(frozen=True, slots=True)
class Judged:
    """A draft of a page, as it was checked (with the answers given and what was accepted), and the report."""

    made: PageDraft
    draft: Draft
    report: Report


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is to be said of a page; with an `error` nothing is known."""

    judged: tuple[Judged, ...] = ()
    error: Exception | None = None

    @property
    def verdict(self) -> Verdict:
        """The gravest of all."""
        verdicts = {one.report.verdict for one in self.judged}
        if self.error is not None:
            return "review"
        return "block" if "block" in verdicts else "review" if "review" in verdicts else "pass"

    def holds_back(self, settings: SiteSettings) -> bool:
        """Return whether the page must not go live, as the site wants it."""
        if self.error is not None:
            return settings.on_error == "block"
        by_verdict = {"block": settings.on_block == "block", "review": settings.on_review == "block"}
        return by_verdict.get(self.verdict, False)


class Office:
    """Checks under one settings file; the rules are loaded once, at the first check; threads share it."""

    def __init__(self, settings: Path | None) -> None:
        self._preparation = Preparation(settings, search=False)
        self._lock = threading.Lock()
        self._reports: OrderedDict[tuple[str, Language, date], Report] = OrderedDict()
        self._worker: Worker[tuple[Draft, Language], Report] = Worker(self._report)

    def report(self, draft: Draft, language: Language, timeout: float) -> Report:
        """Return the report on a draft; what was asked a moment ago is not checked again.

        Raises TimeoutError, and SettingsError or RuleBookError for what cannot be used.
        """
        key = draft.model_dump_json(), language, date.today()
        with self._lock:
            known = self._reports.get(key)
        if known is not None:
            return known
        future = self._worker.submit((draft, language))
        try:
            report = future.result(timeout)
        except TimeoutError:
            if not future.cancel() and future.done():
                raise
            raise TimeoutError(f"it took longer than {timeout:g} s (CMCOMPLIANCE['TIMEOUT'])") from None
        with self._lock:
            self._reports[key] = report
            while len(self._reports) > _KEPT:
                self._reports.popitem(last=False)
        return report

    def prepared(self, draft: Draft) -> Prepared:
        """Return a draft with what the settings say of it; raises as `report` does."""
        with self._lock:
            return self._preparation.prepare(draft)

    def book(self) -> RuleBook:
        """Return the rules."""
        with self._lock:
            return self._preparation.checker_for(self._preparation.settings_for(None)).book

    def _report(self, asked: tuple[Draft, Language]) -> Report:
        draft, language = asked
        return self.prepared(draft).check(lang=language)


@lru_cache(maxsize=4)
def _office_for(settings: Path | None) -> Office:
    return Office(settings)


def office() -> Office:
    """Return the one office of this process for the site's settings."""
    return _office_for(site_settings().settings)


def judge(instance: Any, language: Language) -> Judgement:
    """Return the judgement on what an instance publishes. Raises ImproperlyConfigured and nothing else."""
    settings = site_settings()
    try:
        made = drafts_of(instance)
        drafts = completed(instance, made)
        reports = [office().report(draft, language, settings.timeout) for draft in drafts]
    except Exception as error:  # whatever fails, the answer must not be that all is well
        _log.exception("the check of %s %s failed", instance._meta.label, instance.pk)
        return Judgement(error=error)
    return Judgement(tuple(map(Judged, made, drafts, reports)))


def reason_of(error: Exception) -> str:
    """Return in one line why a check failed."""
    said = " ".join(str(error).split())
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def same_words(some: Sequence[PageDraft], others: Sequence[PageDraft]) -> bool:
    """Return whether two states of a page publish the same."""
    return [one.draft for one in some] == [one.draft for one in others]
