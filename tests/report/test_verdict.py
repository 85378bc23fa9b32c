import pytest

from cmcompliance.report import Finding, NotEvaluated, Remediation, Severity, TextSpan, Waived
from cmcompliance.report.verdict import most_severe_first, verdict_of


def finding(severity: Severity, start: int = 0, waived: Waived | None = None, rule: str = "r") -> Finding:
    return Finding(
        rule=rule,
        obligation="contest.rules-missing",
        fingerprint="f",
        severity=severity,
        title="t",
        message="m",
        spans=[TextSpan(field="text", start=start, end=start + 1, text="x")],
        legal_basis=[],
        remediation=Remediation(hint="h"),
        because=[],
        waived=waived,
    )


@pytest.mark.parametrize(
    ("severities", "expected"),
    [([], "pass"), (["info"], "pass"), (["info", "warning"], "review"), (["warning", "error"], "block")],
)
def test_the_worst_finding_decides(severities: list[Severity], expected: str) -> None:
    assert verdict_of([finding(severity) for severity in severities], []) == expected


def test_a_rule_that_could_not_run_is_never_a_pass() -> None:
    gap = NotEvaluated(rule="*", reason="language")
    assert verdict_of([], [gap]) == "review"
    assert verdict_of([finding("error")], [gap]) == "block"


def test_a_waived_finding_does_not_decide() -> None:
    assert verdict_of([finding("error", waived=Waived(by="Léa", reason="accord écrit"))], []) == "pass"


def test_findings_come_most_severe_first_then_in_reading_order() -> None:
    given = [finding("info", 1), finding("error", 9), finding("error", 2), finding("warning", 0)]
    assert [(item.severity, item.spans[0].start) for item in most_severe_first(given)] == [
        ("error", 2),
        ("error", 9),
        ("warning", 0),
        ("info", 1),
    ]
