"""Which findings a baseline accepts: those of the same rule, in the same place, about the same words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from cmcompliance.baseline.baseline import Accepted, Entry
from cmcompliance.report import Finding, Report, TextSpan
from cmcompliance.report.fingerprint import word_digests
from cmcompliance.report.verdict import verdict_of
from cmcompliance.rulebook.book import RuleBook

_RANK = {"error": 0, "warning": 1, "info": 2}


def acceptable(report: Report, book: RuleBook) -> list[Finding]:
    """Return the findings that a baseline may take in.

    Not those that are waived, whose waiver says how long, nor errors that nobody may accept.
    """
    return [
        finding
        for finding in report.findings
        if finding.waived is None and (finding.severity != "error" or book.rules[finding.rule].waivable)
    ]


def accepted_of(findings: Iterable[Finding]) -> tuple[Accepted, ...]:
    """Return the findings as a baseline keeps them, in order.

    With the words they rest on, not only those they point to: a rule that misses something points to the
    first sign of what asks for it, and another sign may come first once the text around is edited.
    """
    return tuple(
        sorted(
            Accepted(
                finding.rule,
                finding.jurisdiction or "",
                finding.platform or "",
                finding.severity,
                tuple(sorted(word_digests([*finding.spans, *_grounds(finding)]))),
            )
            for finding in findings
        )
    )


def without_accepted(report: Report, entry: Entry, book: RuleBook) -> Report:
    """Return the report without what the entry accepts: `baselined` counts it, and it does not decide."""
    candidates = acceptable(report, book)
    left_out = [id(finding) for finding in candidates if is_accepted(finding, entry.findings)]
    if not left_out:
        return report
    kept = [finding for finding in report.findings if id(finding) not in left_out]
    return report.model_copy(
        update={
            "findings": kept,
            "verdict": verdict_of(kept, report.not_evaluated),
            "baselined": len(left_out),
        }
    )


def is_accepted(finding: Finding, accepted: Sequence[Accepted]) -> bool:
    """Return whether one of these was the same breach: no graver now, and about no other words."""
    words = word_digests(finding.spans)
    return any(
        _same_breach(finding, one)
        and _RANK[finding.severity] >= _RANK[one.severity]
        and words <= set(one.words)
        for one in accepted
    )


def gone(report: Report, entry: Entry, off: Collection[str] = ()) -> int:
    """Return how many of the accepted findings are no longer found, of those that were looked for.

    `off`: rules that did not speak.
    """
    return sum(
        one.rule not in off
        and _looked_for(one, report)
        and not any(_same_breach(finding, one) for finding in report.findings)
        for one in entry.findings
    )


def _looked_for(one: Accepted, report: Report) -> bool:
    return one.jurisdiction in {"", *report.jurisdictions} and one.platform in {"", report.platform}


def _grounds(finding: Finding) -> Iterator[TextSpan]:
    return (span for because in finding.because for span in because.spans)


def _same_breach(finding: Finding, one: Accepted) -> bool:
    return (finding.rule, finding.jurisdiction or "", finding.platform or "") == (
        one.rule,
        one.jurisdiction,
        one.platform,
    )
