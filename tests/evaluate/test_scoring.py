from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.draft import Draft
from cmcompliance.evaluate import Case, Evaluation, Expected, Judged, Scope, evaluate
from cmcompliance.report import (
    Finding,
    NotEvaluated,
    Question,
    Remediation,
    Report,
    RulesetInfo,
    Severity,
    TextSpan,
)

CODES = ["contest.dates-missing", "contest.rules-missing", "disclosure.missing", "rights.lyrics-or-quote"]
EVERYTHING = Scope(lambda code: True, {"asks/dates": "contest.dates-missing"})


def finding(code: str, severity: Severity = "error", words: str = "tirage") -> Finding:
    return Finding(
        rule=f"fr/{code}",
        obligation=code,
        fingerprint=code,
        severity=severity,
        title="t",
        message="m",
        spans=[TextSpan(field="text", start=0, end=len(words), text=words)],
        legal_basis=[],
        remediation=Remediation(hint="h"),
        because=[],
    )


def judged(
    *findings: Finding,
    case: str = "c1",
    lang: str = "fr",
    asks: list[str] | None = None,
    gaps: int = 0,
    **expected: list[str],
) -> Judged:
    report = Report(
        draft_id=None,
        verdict="pass",
        findings=list(findings),
        questions=[Question(field="f", question="?", type="text", why="w", rules=asks, at_stake=[])]
        if asks
        else [],
        language=lang,
        jurisdictions=["FR"],
        platform=None,
        as_of=date(2026, 11, 22),
        assumed=[],
        not_evaluated=[NotEvaluated(rule="*", reason="r")] * gaps,
        ruleset=RulesetInfo(name="n", version="v", digest="d"),
    )
    labels: dict[str, Any] = {key: frozenset(codes) for key, codes in expected.items()}
    return Judged(Case(id=case, lang=lang, draft=Draft(text="a"), expected=Expected(**labels)), report)


def scores(*items: Judged, scope: Scope = EVERYTHING) -> Evaluation:
    return evaluate(items, scope).overall


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_a_breach_is_met_by_a_finding_of_any_severity(severity: Severity) -> None:
    result = scores(judged(finding("disclosure.missing", severity), must=["disclosure.missing"]))
    assert (result.total.met, result.total.missed, result.total.alarms) == (1, 0, 0)
    assert result.total.recall == result.total.precision == 1.0


def test_a_breach_that_is_not_raised_is_a_miss() -> None:
    result = scores(judged(must=["disclosure.missing"]))
    assert result.total.recall == 0.0
    assert result.total.precision is None
    assert [(miss.case, miss.obligation, miss.asked) for miss in result.misses] == [
        ("c1", "disclosure.missing", False)
    ]


def test_a_miss_says_whether_it_was_asked_about() -> None:
    result = scores(judged(asks=["asks/dates"], must=["contest.dates-missing"]))
    assert result.misses[0].asked
    assert result.cases_with_question == 1


@pytest.mark.parametrize(("severity", "alarms"), [("error", 1), ("warning", 1), ("info", 0)])
def test_an_error_or_warning_that_nobody_wanted_is_a_false_alarm(severity: Severity, alarms: int) -> None:
    result = scores(
        judged(finding("disclosure.missing", severity, "grand tirage"), must_not=["disclosure.missing"])
    )
    assert result.total.alarms == len(result.alarms) == alarms
    if alarms:
        alarm = result.alarms[0]
        assert (alarm.case, alarm.rule, alarm.words, alarm.named) == (
            "c1",
            "fr/disclosure.missing",
            "grand tirage",
            True,
        )


def test_what_may_be_raised_counts_neither_way() -> None:
    result = scores(judged(finding("disclosure.missing"), may=["disclosure.missing"]))
    assert (result.total.met, result.total.missed, result.total.alarms) == (0, 0, 0)


def test_one_obligation_counts_once_a_case_with_its_worst_severity() -> None:
    result = scores(judged(finding("disclosure.missing", "warning"), finding("disclosure.missing", "error")))
    assert result.total.alarms == 1
    assert result.alarms[0].severity == "error"


def test_a_clean_case_is_one_with_nothing_to_raise_that_gets_no_error_or_warning() -> None:
    result = scores(
        judged(case="silent"),
        judged(finding("disclosure.missing", "info"), case="advice"),
        judged(finding("disclosure.missing", "warning"), case="loud", may=["disclosure.missing"]),
        judged(finding("disclosure.missing"), case="breach", must=["disclosure.missing"]),
    )
    assert (result.clean_silent, result.clean_cases) == (2, 3)
    assert result.clean_rate == pytest.approx(0.6667)


def test_obligations_out_of_scope_are_not_counted_but_keep_a_case_from_being_clean() -> None:
    scope = Scope(lambda code: code.startswith("contest."), {})
    result = scores(
        judged(finding("disclosure.missing"), must=["rights.lyrics-or-quote", "contest.dates-missing"]),
        scope=scope,
    )
    assert (result.total.met, result.total.missed, result.total.alarms) == (0, 1, 0)
    assert result.clean_cases == 0


def test_scores_are_split_by_obligation_family_and_language() -> None:
    measurement = evaluate(
        [
            judged(finding("contest.dates-missing"), must=["contest.dates-missing", "contest.rules-missing"]),
            judged(finding("disclosure.missing"), lang="en", case="c2"),
        ],
        EVERYTHING,
    )
    overall = measurement.overall
    assert overall.obligations["contest.dates-missing"].recall == 1.0
    assert overall.obligations["contest.rules-missing"].recall == 0.0
    assert overall.families["contest"].recall == 0.5
    assert overall.families["disclosure"].precision == 0.0
    assert list(measurement.languages) == ["en", "fr"]
    assert measurement.languages["en"].total.alarms == 1
    assert measurement.languages["fr"].total.alarms == 0


def test_severities_are_calibrated_apart() -> None:
    result = scores(
        judged(finding("contest.dates-missing", "error"), must=["contest.dates-missing"]),
        judged(finding("contest.rules-missing", "error"), may=["contest.rules-missing"]),
        judged(finding("disclosure.missing", "warning")),
    )
    assert result.severities["error"].model_dump() == {
        "right": 1,
        "neutral": 1,
        "false": 0,
        "right_share": 1.0,
    }
    assert result.severities["warning"].right_share == 0.0
    assert result.severities["info"].right_share is None


def test_cases_that_were_not_fully_evaluated_are_told() -> None:
    assert scores(judged(gaps=1), judged()).not_evaluated == 1


some_codes = st.lists(st.sampled_from(CODES), unique=True)
some_findings = st.lists(
    st.builds(finding, st.sampled_from(CODES), st.sampled_from(["error", "warning", "info"]))
)


@given(st.lists(st.tuples(some_findings, some_codes, some_codes), max_size=6))
def test_every_breach_is_met_or_missed_and_the_parts_add_up(
    cases: list[tuple[list[Finding], list[str], list[str]]],
) -> None:
    items = [
        judged(*findings, case=f"c{number}", lang="fr" if number % 2 else "en", must=must, may=may)
        for number, (findings, must, may) in enumerate(cases)
    ]
    measurement = evaluate(items, EVERYTHING)
    overall = measurement.overall
    assert overall.total.met + overall.total.missed == sum(len(must) for _, must, _ in cases)
    for parts in (overall.families, overall.obligations):
        assert sum(part.met for part in parts.values()) == overall.total.met
        assert sum(part.alarms for part in parts.values()) == len(overall.alarms)
    assert sum(part.total.missed for part in measurement.languages.values()) == overall.total.missed
