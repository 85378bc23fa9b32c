from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from tests.books import book, rule

from cmcompliance.report import (
    Finding,
    NotEvaluated,
    Remediation,
    Report,
    RulesetInfo,
    Severity,
    TextSpan,
    Waived,
)
from cmcompliance.report.verdict import verdict_of
from cmcompliance.rulebook.book import RuleBook

RULE = "fr/contest/rules-missing"
RULESET = RulesetInfo(name="test", version="1", digest="0")
MakeFinding = Callable[..., Finding]
MakeReport = Callable[..., Report]


@pytest.fixture(scope="session")
def rules() -> RuleBook:
    return book(rule(RULE), rule("fr/other"), replace(rule("fr/tobacco"), waivable=False))


@pytest.fixture(scope="session")
def finding() -> MakeFinding:
    def make(
        *words: str,
        name: str = RULE,
        severity: Severity = "error",
        jurisdiction: str | None = "FR",
        platform: str | None = None,
        waived: Waived | None = None,
    ) -> Finding:
        return Finding(
            rule=name,
            obligation="contest.rules-missing",
            fingerprint="0123456789abcdef",
            severity=severity,
            title="t",
            message="m",
            spans=[TextSpan(field="text", start=7, end=7 + len(text), text=text) for text in words],
            jurisdiction=jurisdiction,
            platform=platform,
            legal_basis=[],
            remediation=Remediation(hint="h"),
            because=[],
            waived=waived,
        )

    return make


@pytest.fixture(scope="session")
def report() -> MakeReport:
    def make(*findings: Finding, gaps: tuple[NotEvaluated, ...] = ()) -> Report:
        return Report(
            draft_id=None,
            verdict=verdict_of(findings, gaps),
            findings=list(findings),
            questions=[],
            language="fr",
            jurisdictions=["FR"],
            platform=None,
            as_of=date(2026, 11, 22),
            assumed=[],
            not_evaluated=list(gaps),
            ruleset=RULESET,
        )

    return make
