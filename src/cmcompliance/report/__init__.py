"""What the check of a draft returns."""

from cmcompliance.report.model import (
    SCHEMA_VERSION,
    AtStake,
    Because,
    Edit,
    Finding,
    LegalBasis,
    NotEvaluated,
    Question,
    Remediation,
    Report,
    RulesetInfo,
    Safety,
    Severity,
    TextSpan,
    Verdict,
    Waived,
)

__all__ = [
    "SCHEMA_VERSION",
    "AtStake",
    "Because",
    "Edit",
    "Finding",
    "LegalBasis",
    "NotEvaluated",
    "Question",
    "Remediation",
    "Report",
    "RulesetInfo",
    "Safety",
    "Severity",
    "TextSpan",
    "Verdict",
    "Waived",
]
