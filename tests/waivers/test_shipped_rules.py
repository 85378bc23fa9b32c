"""The breaches that nobody may accept: few, and each one an error where its facts are sure."""

from datetime import date

import pytest

from cmcompliance import Checker, Draft
from cmcompliance.draft import Waiver
from cmcompliance.rulebook import load_book


def test_nobody_is_kept_from_accepting_a_breach_but_for_a_few_errors() -> None:
    barred = [rule for rule in load_book().rules.values() if not rule.waivable]
    assert 0 < len(barred) < 10
    for rule in barred:
        assert "error" in {rule.severity, *(severity for severity, _ in rule.severity_when)}, rule.name


@pytest.mark.parametrize("rule", ["eu/sector/tobacco-vape", "sector", "eu"])
def test_tobacco_advertising_stays_an_error_whoever_accepts_it(rule: str) -> None:
    draft = Draft(
        text="Nos nouvelles puffs arrivent en boutique, -20 % avec le code VAPE20 !",
        platform="instagram",
        jurisdictions=["FR"],
        author={"role": "brand"},
        waivers=[Waiver(rule=rule, reason="accord", by="Léa", until=date(2027, 1, 31))],
    )
    report = Checker().check(draft, lang="fr", today=date(2026, 11, 29))
    assert report.verdict == "block"
    assert "not_waivable" in {note.kind for note in report.waiver_notes}
