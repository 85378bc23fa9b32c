"""What the check of a draft returns."""

from cmcompliance.report.model import (
    Because,
    Edit,
    Finding,
    LegalBasis,
    NotEvaluated,
    Question,
    Remediation,
    Report,
    RulesetInfo,
    Severity,
    TextSpan,
    Verdict,
    Waived,
)

__all__ = [
    "Because",
    "Edit",
    "Finding",
    "LegalBasis",
    "NotEvaluated",
    "Question",
    "Remediation",
    "Report",
    "RulesetInfo",
    "Severity",
    "TextSpan",
    "Verdict",
    "Waived",
]
