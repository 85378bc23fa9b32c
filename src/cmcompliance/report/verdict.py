"""The verdict: the worst finding decides, and what could not be evaluated is never a pass."""

from __future__ import annotations

from collections.abc import Sequence

from cmcompliance.report.model import Finding, NotEvaluated, Report, Verdict

EVERY_RULE = "*"
"""In the place of a rule: what is said concerns the draft as a whole."""
_RANK = {"error": 0, "warning": 1, "info": 2}


def verdict_of(findings: Sequence[Finding], not_evaluated: Sequence[NotEvaluated]) -> Verdict:
    """Return "block" for an error, "review" for a warning or a rule that could not run, else "pass"."""
    severities = {finding.severity for finding in findings if finding.waived is None}
    if "error" in severities:
        return "block"
    return "review" if "warning" in severities or not_evaluated else "pass"


def is_incomplete(report: Report) -> bool:
    """Return whether rules could not run: a fault of ours, other than a language or a law not covered."""
    return any(gap.rule != EVERY_RULE for gap in report.not_evaluated)


def most_severe_first(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings by severity, then by place in the text, then by rule."""
    return sorted(findings, key=_order)


def _order(finding: Finding) -> tuple[int, int, str, str, str]:
    first = finding.spans[0].start if finding.spans else 0
    return (
        _RANK[finding.severity],
        first,
        finding.rule,
        finding.jurisdiction or "",
        finding.platform or "",
    )
