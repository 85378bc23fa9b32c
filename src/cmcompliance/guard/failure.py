"""The report on a draft whose check failed: it says that nothing was looked at, and why."""

from __future__ import annotations

from datetime import date

from cmcompliance.draft import Draft
from cmcompliance.render.words import Language
from cmcompliance.report import NotEvaluated, Report, RulesetInfo

_NO_RULES = RulesetInfo(name="", version="", digest="")


def report_of_failure(draft: Draft, error: BaseException, language: Language) -> Report:
    """Return a report that asks for a review: no rule ran, because of `error`."""
    reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return Report(
        draft_id=draft.id,
        verdict="review",
        findings=[],
        questions=[],
        language=draft.language or language,
        jurisdictions=draft.jurisdictions or [],
        platform=draft.platform,
        as_of=date.today(),
        assumed=[],
        not_evaluated=[NotEvaluated(rule="*", reason=reason)],
        ruleset=_NO_RULES,
    )
