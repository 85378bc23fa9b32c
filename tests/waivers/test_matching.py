from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.books import book, rule

from cmcompliance.draft import Draft
from cmcompliance.report import Finding, Remediation, Severity, TextSpan
from cmcompliance.waivers import Waiver
from cmcompliance.waivers.matching import settle

RULE = "fr/contest/rules-missing"
BOOK = book(rule(RULE), replace(rule("fr/tobacco"), waivable=False))
DAY = date(2026, 11, 29)
DRAFT = Draft(text="Concours !", id="p-1", platform="instagram")


def finding(
    *words: str, name: str = RULE, severity: Severity = "error", jurisdiction: str | None = "FR"
) -> Finding:
    return Finding(
        rule=name,
        obligation="contest.rules-missing",
        fingerprint="0123456789abcdef",
        severity=severity,
        title="t",
        message="m",
        spans=[TextSpan(field="text", start=0, end=len(text), text=text) for text in words],
        jurisdiction=jurisdiction,
        legal_basis=[],
        remediation=Remediation(hint="h"),
        because=[],
    )


def waiver(**changes: Any) -> Waiver:
    values: dict[str, Any] = {"rule": RULE, "reason": "accord écrit", "by": "Léa", "until": DAY}
    return Waiver(**{**values, **changes})


def outcome(
    found: Finding, *waivers: Waiver, day: date = DAY, draft: Draft = DRAFT
) -> tuple[bool, list[str]]:
    settled = settle([found], waivers, draft, day, BOOK)
    return settled.findings[0].waived is not None, [trouble.kind for trouble in settled.troubles]


def test_a_waived_finding_says_who_why_until_when_and_where() -> None:
    (found,) = settle([finding()], [waiver(place="waivers.toml:3")], DRAFT, DAY, BOOK).findings
    assert found.waived is not None
    assert found.waived.model_dump() == {
        "by": "Léa",
        "reason": "accord écrit",
        "until": DAY,
        "source": "file",
        "place": "waivers.toml:3",
    }


@pytest.mark.parametrize(
    "selector", [RULE, "fr/contest", "fr", "contest.rules-missing", "contest", "/fr/contest/"]
)
def test_a_waiver_names_rules_as_settings_do(selector: str) -> None:
    assert outcome(finding(), waiver(rule=selector)) == (True, [])


@pytest.mark.parametrize(
    ("scope", "covered"),
    [
        ({"jurisdiction": "FR"}, True),
        ({"jurisdiction": "EU"}, True),
        ({"jurisdiction": "BE"}, False),
        ({"platform": "instagram"}, True),
        ({"platform": "tiktok"}, False),
        ({"drafts": ("p-1", "p-2")}, True),
        ({"drafts": ("p-2",)}, False),
        ({"rule": "fr/tobacco"}, False),
    ],
)
def test_a_waiver_holds_inside_its_scope_only(scope: dict[str, Any], covered: bool) -> None:
    assert outcome(finding(), waiver(**scope)) == (covered, [])


def test_a_waiver_for_one_country_does_not_hold_where_a_finding_names_none() -> None:
    assert outcome(finding(jurisdiction=None), waiver(jurisdiction="FR")) == (False, [])


@pytest.mark.parametrize(
    ("words", "marked", "covered"),
    [
        (("numéro un",), ("Le NUMÉRO\n un du savon",), True),
        (("l'élixir",), ("L’élixir du bonheur",), True),
        (("art",), ("parti",), False),
        (("-50 %",), ("tout à -50 %",), True),
        (("guérit", "soigne"), ("guérit le rhume", "soigne la toux"), True),
        (("guérit",), (), False),
    ],
)
def test_words_are_compared_as_people_read_them(
    words: tuple[str, ...], marked: tuple[str, ...], covered: bool
) -> None:
    assert outcome(finding(*marked), waiver(words=words)) == (covered, [])


def test_a_waiver_for_one_claim_does_not_cover_another_one_in_the_same_post() -> None:
    found = finding("guérit le rhume", "soigne la toux")
    settled = settle([found], [waiver(words=("guérit le rhume",))], DRAFT, DAY, BOOK)
    assert settled.findings == [found]
    (trouble,) = settled.troubles
    assert (trouble.kind, trouble.words) == ("partial", ("soigne la toux",))


def test_the_last_day_is_included() -> None:
    assert outcome(finding(), waiver(until=DAY)) == (True, [])
    assert outcome(finding(), waiver(until=DAY), day=date(2026, 11, 30)) == (False, ["expired"])


def test_an_expired_waiver_is_told_even_where_another_one_took_its_place() -> None:
    old = waiver(until=date(2026, 1, 1))
    assert outcome(finding(), old, waiver()) == (True, ["expired"])


def test_an_error_is_accepted_for_a_time_only_and_a_warning_without_end() -> None:
    assert outcome(finding(), waiver(until=None)) == (False, ["no_end"])
    assert outcome(finding(severity="warning"), waiver(until=None)) == (True, [])


def test_an_error_that_nobody_may_accept_stays_and_its_warning_may_be_looked_at() -> None:
    assert outcome(finding(name="fr/tobacco"), waiver(rule="fr")) == (False, ["not_waivable"])
    assert outcome(finding(name="fr/tobacco", severity="warning"), waiver(rule="fr")) == (True, [])


def test_the_drafts_own_waiver_that_covers_nothing_is_told_and_that_of_a_file_is_not() -> None:
    assert outcome(finding(), waiver(rule="fr/tobacco", source="draft")) == (False, ["unused"])
    assert outcome(finding(), waiver(rule="fr/tobacco", source="file")) == (False, [])
    assert outcome(finding(), waiver(rule="fr/contst", source="draft")) == (False, ["unknown_rule"])


def test_a_waiver_for_a_rule_that_did_not_speak_is_not_called_unused() -> None:
    own = waiver(source="draft")
    assert settle([], [own], DRAFT, DAY, BOOK, frozenset({RULE})).troubles == ()
    assert [trouble.kind for trouble in settle([], [own], DRAFT, DAY, BOOK).troubles] == ["unused"]


def test_a_waiver_is_told_once_for_all_its_findings() -> None:
    expired = waiver(until=date(2026, 1, 1))
    both = [finding(jurisdiction="FR"), finding(jurisdiction="BE")]
    assert len(settle(both, [expired], DRAFT, DAY, BOOK).troubles) == 1


@given(
    st.lists(st.sampled_from(["a b", "c", "d e f"]), max_size=3),
    st.lists(
        st.builds(
            waiver,
            rule=st.sampled_from([RULE, "fr", "fr/tobacco", "nonsense"]),
            until=st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2027, 12, 31))),
            words=st.lists(st.sampled_from(["a", "b", "c", "e f"]), max_size=2).map(tuple),
            jurisdiction=st.sampled_from([None, "FR", "BE"]),
            source=st.sampled_from(["draft", "file"]),
        ),
        max_size=4,
    ),
    st.sampled_from(["error", "warning", "info"]),
)
def test_waivers_change_nothing_of_a_finding_but_that_it_is_waived(
    marked: list[str], waivers: list[Waiver], severity: Severity
) -> None:
    found = finding(*marked, severity=severity)
    settled = settle([found], waivers, DRAFT, DAY, BOOK)
    (after,) = settled.findings
    assert after.model_copy(update={"waived": None}) == found
    if after.waived is not None:
        assert after.waived.until is not None or severity != "error"
        assert after.waived.until is None or after.waived.until >= DAY
