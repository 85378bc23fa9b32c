"""What a house's own rules do among those of the law."""

from __future__ import annotations

from datetime import date

from tests.books import book, concept, rule, seen, source

from cmcompliance import Checker
from cmcompliance.draft import Draft
from cmcompliance.report import Report
from cmcompliance.rulebook.book import Rule, ScopeEntry, Sighting
from cmcompliance.rulebook.condition import Test

SOURCES = (
    source("acme", house="ACME"),
    source("old", house="ACME", end=date(2025, 12, 31)),
    source("fr", territory="FR"),
    source("ig", platform="instagram"),
)
SAID = Test("says.apple")


def own(
    name: str = "acme/a", *, on: tuple[str, ...] = (), in_: tuple[str, ...] = (), cites: str = "acme"
) -> Rule:
    platforms, territories = tuple(map(ScopeEntry, on)), tuple(map(ScopeEntry, in_))
    return rule(name, condition=SAID, platforms=platforms, territories=territories, sources=(cites,))


def check(*rules: Rule, jurisdictions: tuple[str, ...] = ("FR",), platform: str | None = None) -> Report:
    a_book = book(
        *rules,
        concepts=(concept("apple", "apple"),),
        found=(seen("says.apple", Sighting(concepts=("apple",))),),
        sources=SOURCES,
    )
    draft = Draft(text="an apple", language="en", jurisdictions=list(jurisdictions), platform=platform)
    return Checker(a_book).check(draft, as_of=date(2026, 11, 22))


def names(report: Report) -> list[str]:
    return sorted(finding.rule for finding in report.findings)


def test_it_speaks_under_every_law_and_on_every_platform_and_says_whose_policy_it_is() -> None:
    for jurisdictions in (("FR",), ("US-NY",), ("FR", "BE")):
        for platform in (None, "tiktok"):
            (finding,) = check(own(), jurisdictions=jurisdictions, platform=platform).findings
            assert [basis.house for basis in finding.legal_basis] == ["ACME"]
            assert (finding.jurisdiction, finding.platform) == (None, None)


def test_it_may_be_for_one_platform_or_one_territory() -> None:
    assert names(check(own(on=("instagram",)), platform="instagram")) == ["acme/a"]
    assert names(check(own(on=("instagram",)), platform="x")) == []
    assert names(check(own(in_=("FR",)))) == ["acme/a"]
    assert names(check(own(in_=("FR",)), jurisdictions=("US",))) == []


def test_a_policy_that_has_ended_no_longer_holds() -> None:
    assert names(check(own(cites="old"))) == []


def test_it_silences_neither_the_law_nor_the_terms_of_a_platform_nor_do_they_silence_it() -> None:
    law = rule("fr/a", condition=SAID, territories=(ScopeEntry("FR"),), sources=("fr",))
    terms = rule("platforms/a", condition=SAID, platforms=(ScopeEntry("instagram"),), sources=("ig",))
    assert names(check(own(), law, platform="instagram")) == ["acme/a", "fr/a"]
    assert names(check(own(), terms, platform="instagram")) == ["acme/a", "platforms/a"]
    assert names(check(own("acme/a"), own("acme/b"))) == ["acme/a"]


def test_where_only_the_house_has_rules_the_law_counts_as_not_checked() -> None:
    (gap,) = check(own(in_=("US",)), jurisdictions=("US",)).not_evaluated
    assert "no rules for US" in gap.reason
