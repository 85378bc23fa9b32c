from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cmcompliance.report import (
    Because,
    Finding,
    LegalBasis,
    Remediation,
    Report,
    RulesetInfo,
    TextSpan,
)

MakeFinding = Callable[..., Finding]
MakeReport = Callable[..., Report]


@pytest.fixture
def span() -> Callable[..., TextSpan]:
    def make(text: str, words: str, field: str = "text") -> TextSpan:
        start = text.index(words)
        return TextSpan(field=field, start=start, end=start + len(words), text=words)

    return make


@pytest.fixture
def finding() -> MakeFinding:
    def make(**changes: Any) -> Finding:
        values: dict[str, Any] = {
            "rule": "fr/contest/rules-missing",
            "fingerprint": "0123456789abcdef",
            "obligation": "contest.rules-missing",
            "severity": "error",
            "title": "Règlement introuvable",
            "message": "Le texte ne dit pas où lire le règlement.",
            "spans": [],
            "jurisdiction": "FR",
            "legal_basis": [LegalBasis(citation="Code A, art. 1", sanction="amende de 10 €")],
            "remediation": Remediation(hint="Donnez le lien du règlement."),
            "because": [
                Because(fact="says.draw", value=True, origin="text", meaning="un tirage est annoncé")
            ],
        }
        return Finding(**{**values, **changes})

    return make


@pytest.fixture
def report() -> MakeReport:
    def make(*findings: Finding, **changes: Any) -> Report:
        values: dict[str, Any] = {
            "draft_id": None,
            "verdict": "block" if findings else "pass",
            "findings": list(findings),
            "questions": [],
            "language": "fr",
            "jurisdictions": ["FR"],
            "platform": None,
            "as_of": date(2026, 11, 22),
            "assumed": [],
            "not_evaluated": [],
            "ruleset": RulesetInfo(name="cmcompliance", version="2026.11", digest="0123456789abcdef"),
        }
        return Report(**{**values, **changes})

    return make
