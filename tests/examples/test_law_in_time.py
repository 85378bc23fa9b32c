"""A post is judged by the law of its day: what it is told on both sides of the changes that matter."""

from __future__ import annotations

from typing import Any

import pytest

from cmcompliance import Checker
from cmcompliance.draft import parse_draft
from cmcompliance.report import Finding

Change = tuple[str, dict[str, Any], str, tuple[str, str | None], tuple[str, str | None]]
Cited = tuple[str, dict[str, Any], str, list[tuple[str, str]]]
PAID = {"author": {"role": "influencer"}, "relationship": {"kind": "paid", "brand": "Lumidaube"}}
CREDIT = "Un prêt perso de 5 000 € en 24 h, dès 3,9 % TAEG, demandez-le en ligne !"
OLD_SENTENCE = (
    "Un crédit vous engage et doit être remboursé. "
    "Vérifiez vos capacités de remboursement avant de vous engager."
)
LENDER = {"platform": "facebook", "jurisdictions": ["FR"], "author": {"role": "brand", "name": "PrêtNet"}}


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def findings(checker: Checker, day: str, text: str, fields: dict[str, Any]) -> dict[str, Finding]:
    report = checker.check(parse_draft({"text": text, "published_at": day, **fields}))
    return {finding.obligation: finding for finding in report.findings}


# text, fields, obligation; (last day of the old law, severity), (first day of the new, severity)
CHANGES: dict[str, Change] = {
    "the old French credit sentence": (
        f"{CREDIT} {OLD_SENTENCE}",
        LENDER,
        "sector.finance-warning-missing",
        ("2026-11-19", None),
        ("2026-11-20", "error"),
    ),
    "the French influencer label": (
        "Contenu sponsorisé par @lumidaube : ma routine du soir",
        {"platform": "instagram", "jurisdictions": ["FR"], **PAID},
        "disclosure.ambiguous",
        ("2024-11-07", "warning"),
        ("2024-11-08", None),
    ),
    "the threshold of the influencer's contract": (
        "Collaboration commerciale avec @lumidaube : ma routine",
        {
            "platform": "instagram",
            "jurisdictions": ["FR"],
            "author": {"role": "influencer"},
            "relationship": {
                "kind": "paid",
                "brand": "Lumidaube",
                "value": 1500,
                "currency": "EUR",
                "written_contract": False,
            },
        },
        "disclosure.contract-missing",
        ("2025-12-31", None),
        ("2026-01-01", "error"),
    ),
    "general green claims where directive 2024/825 is law": (
        "Notre nouvelle lessive est éco-responsable et respectueuse de la planète, achetez-la !",
        {"platform": "facebook", "jurisdictions": ["BE"], "author": {"role": "brand"}},
        "claims.green-generic",
        ("2026-09-26", "warning"),
        ("2026-09-27", "error"),
    ),
    "general green claims in France, where it is not": (
        "Notre nouvelle lessive est éco-responsable et respectueuse de la planète, achetez-la !",
        {"platform": "facebook", "jurisdictions": ["FR"], "author": {"role": "brand"}},
        "claims.green-generic",
        ("2026-09-26", "warning"),
        ("2026-09-27", "warning"),
    ),
    "reviews for a reward in the United Kingdom": (
        "Leave us a 5-star review on Google and get 20% off your next order!",
        {"platform": "facebook", "jurisdictions": ["GB"], "author": {"role": "brand"}},
        "claims.fake-review",
        ("2025-04-05", "warning"),
        ("2025-04-06", "error"),
    ),
    "reviews for a reward in the United States": (
        "Leave us a 5-star review on Google and get $10 off!",
        {"platform": "facebook", "jurisdictions": ["US"], "author": {"role": "brand"}},
        "claims.fake-review",
        ("2024-10-20", "warning"),
        ("2024-10-21", "error"),
    ),
    "a real person's image made by AI in the European Union": (
        "Notre PDG vous parle depuis la Lune",
        {
            "platform": "website",
            "jurisdictions": ["FR"],
            "author": {"role": "brand"},
            "media": [
                {
                    "kind": "video",
                    "ai_generated": True,
                    "ai_label": False,
                    "people": [{"name": "X", "consent": True, "public_figure": True}],
                }
            ],
        },
        "disclosure.ai-content-missing",
        ("2026-08-01", None),
        ("2026-08-02", "warning"),
    ),
    "the sentence on France Rénov'": (
        "Isolez vos combles avec MaPrimeRénov', devis gratuit !",
        {"platform": "facebook", "jurisdictions": ["FR"], "author": {"role": "brand"}},
        "sector.energy-renovation-mention-missing",
        ("2026-09-30", None),
        ("2026-10-01", "error"),
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_each_day_has_its_law(checker: Checker, change: Change) -> None:
    text, fields, obligation, *sides = change
    for day, severity in sides:
        found = findings(checker, day, text, fields).get(obligation)
        assert (found.severity if found else None) == severity, day


CITED: dict[str, Cited] = {
    "unlabelled advertising in the United Kingdom": (
        "Sundays are for slow coffee and my @pourwell dripper",
        {
            "platform": "instagram",
            "jurisdictions": ["GB"],
            "author": {"role": "influencer"},
            "relationship": {"kind": "paid", "brand": "Pourwell"},
        },
        "disclosure.missing",
        [
            ("2012-05-01", "Consumer Protection from Unfair Trading Regulations 2008"),
            ("2025-04-05", "Consumer Protection from Unfair Trading Regulations 2008"),
            ("2025-04-06", "Digital Markets, Competition and Consumers Act 2024"),
        ],
    ),
    "the conditions of a promotion in France": (
        "🎁 Concours : un vélo à gagner, commentez !",
        {"platform": "x", "jurisdictions": ["FR"], "author": {"role": "brand"}},
        "contest.rules-missing",
        [
            ("2016-06-30", "anc. art. L. 121-15-2"),
            ("2016-07-01", "art. L. 122-9"),
        ],
    ),
    "a loan in France": (
        CREDIT,
        LENDER,
        "sector.finance-warning-missing",
        [("2026-11-19", "rédaction antérieure"), ("2026-11-20", "ordonnance n° 2025-880")],
    ),
}


@pytest.mark.parametrize("case", CITED.values(), ids=CITED.keys())
def test_the_text_that_is_cited_was_in_force(checker: Checker, case: Cited) -> None:
    text, fields, obligation, days = case
    cited = {
        day: {basis.citation for basis in findings(checker, day, text, fields)[obligation].legal_basis}
        for day, _ in days
    }
    for day, citation in days:
        assert any(citation in one for one in cited[day]), (day, cited[day])
    first, last = days[0], days[-1]
    assert not any(first[1] in one for one in cited[last[0]])
    assert not any(last[1] in one for one in cited[first[0]])
