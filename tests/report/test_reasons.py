from __future__ import annotations

import pytest

from cmcompliance import Checker
from cmcompliance.draft import parse_draft


@pytest.mark.parametrize(
    ("language", "kind", "label"),
    [
        (
            "fr",
            ("lien avec la marque", "rémunération"),
            ("étiquette de partenariat activée", "non"),
        ),
        ("en", ("link to the brand", "payment"), ("partnership label switched on", "no")),
    ],
)
def test_what_a_draft_gives_is_told_in_words(
    language: str, kind: tuple[str, str], label: tuple[str, str]
) -> None:
    draft = parse_draft(
        {
            "text": "Merci @lumidaube pour ce sérum, -15 % avec LEA15",
            "platform": "instagram",
            "jurisdictions": ["FR"],
            "author": {"role": "influencer"},
            "relationship": {"kind": "paid", "brand": "Lumidaube", "platform_label": False},
        }
    )
    findings = Checker().check(draft, lang=language).findings  # type: ignore[arg-type]
    told = {item.fact: item for finding in findings for item in finding.because}
    assert (told["relationship.kind"].meaning, told["relationship.kind"].value_meaning) == kind
    assert told["relationship.kind"].value == "paid"
    off = told["relationship.platform_label"]
    assert (off.meaning, off.value_meaning) == label
    assert all(item.value_meaning is None for item in told.values() if item.origin in {"text", "derived"})
