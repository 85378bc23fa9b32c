"""Rows of the datasets, made of reports: one dict a row, by the names of the columns."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cmcompliance.decisions.canonical import draft_digest
from cmcompliance.draft import Draft
from cmcompliance.report import Finding, Report
from cmcompliance.report.model import Question
from cmcompliance.scan.chunks import Given

Row = dict[str, Any]


def place_of(given: Given) -> Row:
    """Return the columns that each row begins with."""
    return {
        "draft_id": given.draft_id,
        "source": given.source,
        "member": given.member,
        "number": given.number,
    }


def draft_row(place: Row, draft: Draft, report: Report, given: str, checked_by: str) -> Row:
    """Return the row of a draft as it was checked; `given`: the digest of the draft before settings had their
    say; `checked_by`: of all that the report hangs on beside it.
    """
    counted = [finding.severity for finding in report.findings if finding.waived is None]
    when = draft.published_at
    return {
        **place,
        "digest": draft_digest(draft),
        "given": given,
        "checked_by": checked_by,
        "verdict": report.verdict,
        "errors": counted.count("error"),
        "warnings": counted.count("warning"),
        "infos": counted.count("info"),
        "waived": len(report.findings) - len(counted),
        "questions": len(report.questions),
        "kind": draft.kind,
        "platform": report.platform,
        "language": report.language,
        "jurisdictions": report.jurisdictions,
        "published_at": None if when is None else when.isoformat(),
        "published_on": when.date() if isinstance(when, datetime) else when,
        "as_of": report.as_of,
        "author": draft.author.name,
        "handle": draft.author.handle,
        "role": draft.author.role,
        "relationship": draft.relationship.kind,
        "brand": draft.relationship.brand,
        "platform_label": draft.relationship.platform_label,
        "title": draft.title,
        "text": draft.text,
        "links": draft.links,
        "assumed": report.assumed,
        "from_settings": report.from_settings,
        "switched_off": report.switched_off,
        "not_evaluated": [{"rule": gap.rule, "reason": gap.reason} for gap in report.not_evaluated],
    }


def finding_row(place: Row, finding: Finding) -> Row:
    """Return the row of a finding."""
    edit, waived = finding.remediation.edit, finding.waived
    return {
        **place,
        "rule": finding.rule,
        "obligation": finding.obligation,
        "severity": finding.severity,
        "regraded_from": finding.regraded_from,
        "jurisdiction": finding.jurisdiction,
        "platform": finding.platform,
        "fingerprint": finding.fingerprint,
        "title": finding.title,
        "message": finding.message,
        "spans": [
            {"field": span.field, "start": span.start, "end": span.end, "text": span.text}
            for span in finding.spans
        ],
        "legal_basis": [
            {"citation": basis.citation, "title": basis.title, "url": basis.url}
            for basis in finding.legal_basis
        ],
        "hint": finding.remediation.hint,
        "edit": edit
        and {
            "action": edit.action,
            "field": edit.field,
            "start": edit.start,
            "end": edit.end,
            "text": edit.text,
            "safety": edit.safety,
        },
        "waived": waived
        and {"by": waived.by, "reason": waived.reason, "until": waived.until, "place": waived.place},
    }


def question_row(place: Row, question: Question) -> Row:
    """Return the row of a question."""
    return {
        **place,
        "field": question.field,
        "question": question.question,
        "type": question.type,
        "choices": question.choices,
        "why": question.why,
        "rules": question.rules,
        "at_stake": [
            {
                "rule": stake.rule,
                "obligation": stake.obligation,
                "severity": stake.severity,
                "title": stake.title,
            }
            for stake in question.at_stake
        ],
    }
