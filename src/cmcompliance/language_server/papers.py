"""Texts that are shown to a person beside what they edit: an explanation, a report."""

from __future__ import annotations

import shlex
from datetime import timedelta

from cmcompliance.explaining import explain
from cmcompliance.language_server.checked import CheckedDocument, CheckedDraft
from cmcompliance.language_server.words import words_of
from cmcompliance.render import render_text
from cmcompliance.render.explanation import render_explanation

_DAYS = 90


def draft_of(checked: CheckedDocument, number: int) -> CheckedDraft | None:
    """Return the draft of that number, None if it has no report."""
    return next((draft for draft in checked.checked if draft.number == number), None)


def explanation(draft: CheckedDraft, rule: str) -> str:
    """Return why a rule fired on a draft, or did not."""
    prepared, language = draft.prepared, draft.language
    examined = prepared.checker.examine(prepared.draft, lang=language, policy=prepared.policy)
    told = explain(examined, prepared.checker.book, language, rules=frozenset((rule,)))
    return render_explanation(told, draft.outcome.source, language)


def report(draft: CheckedDraft) -> str:
    """Return the report on a draft."""
    return render_text(draft.report, draft.outcome.source, draft.language)


def how_to_waive(checked: CheckedDocument, draft: CheckedDraft, rule: str) -> str:
    """Return the command that accepts what a rule found, or why there is none."""
    document, words = checked.document, words_of(draft.language)
    if not document.is_file:
        return words["waive_save"]
    until = draft.report.as_of + timedelta(days=_DAYS)
    command = ["cmcompliance", "waive", str(document.path), "--rule", rule]
    if draft.read.draft.id is not None:
        command += ["--draft", draft.read.draft.id]
    ends = any(one.rule == rule and one.severity == "error" for one in draft.report.findings)
    command += ["--reason", f"<{words['waive_reason']}>", "--by", f"<{words['waive_by']}>"]
    command += ["--until", until.isoformat()] if ends else []
    return words["waive_how"].format(shlex.join(command))
