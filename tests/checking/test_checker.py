import threading
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.books import book, concept, rule, seen, source

from cmcompliance import Checker, Draft
from cmcompliance.checking import Policy
from cmcompliance.draft import Waiver as DraftWaiver
from cmcompliance.draft.model import Author
from cmcompliance.infer import Engine, InferenceError
from cmcompliance.infer.deduction import Deduction
from cmcompliance.rulebook.book import EditTemplate, RuleBook, ScopeEntry, Sighting
from cmcompliance.rulebook.condition import All, Test
from cmcompliance.waivers import Waiver


def small_book() -> RuleBook:
    drawn = All(
        (Test("says.draw"), Test("says.rules", negated=True), Test("contest.rules_url", negated=True))
    )
    return book(
        rule(
            "fr/contest/rules-missing",
            condition=All((Test("says.draw"), Test("says.rules", negated=True))),
            territories=(ScopeEntry("FR"),),
            sources=("law",),
            edit=EditTemplate("insert", {"fr": "Règlement en bio.", "en": "Rules in bio."}),
        ),
        rule(
            "be/contest/rules-missing",
            condition=drawn,
            territories=(ScopeEntry("BE"),),
            sources=("loi",),
            ask=("contest.rules_url",),
        ),
        concepts=(
            concept("draw", "tirage au sort", "prize draw"),
            concept("rules", "règlement", "rules in bio"),
        ),
        found=(
            seen("says.draw", Sighting(concepts=("draw",))),
            seen("says.rules", Sighting(concepts=("rules",))),
        ),
        sources=(source("law", territory="FR", start=date(2016, 7, 1)), source("loi", territory="BE")),
    )


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(small_book())


FR = Draft(text="Tirage au sort dimanche !", jurisdictions=["FR"], published_at=date(2024, 1, 1))


def test_a_breach_is_found_where_it_is_said_with_the_law_of_the_day(checker: Checker) -> None:
    report = checker.check(FR)
    (finding,) = report.findings
    assert (report.verdict, finding.rule, finding.jurisdiction) == (
        "review",
        "fr/contest/rules-missing",
        "FR",
    )
    assert [(span.start, span.text) for span in finding.spans] == [(0, "Tirage au sort")]
    assert [basis.citation for basis in finding.legal_basis] == ["law"]
    assert [(item.fact, item.value) for item in finding.because] == [
        ("says.draw", True),
        ("says.rules", False),
    ]


def test_before_the_law_there_is_no_breach(checker: Checker) -> None:
    assert not checker.check(FR, as_of=date(2016, 6, 30)).findings
    assert checker.check(FR, as_of=date(2016, 7, 1)).findings


def test_an_edit_is_in_the_drafts_language(checker: Checker) -> None:
    draft = Draft(text="Prize draw on Sunday, tell us your favourite!", jurisdictions=["FR"])
    edit = checker.check(draft, lang="fr").findings[0].remediation.edit
    assert edit is not None
    assert edit.text.strip() == "Rules in bio."


def test_a_rule_that_hangs_on_an_unknown_field_asks(checker: Checker) -> None:
    report = checker.check(Draft(text="Tirage au sort dimanche !", jurisdictions=["BE"]))
    assert (report.verdict, report.findings) == ("pass", [])
    assert [(question.field, question.rules) for question in report.questions] == [
        ("contest.rules_url", ["be/contest/rules-missing"])
    ]


def test_what_was_assumed_is_said(checker: Checker) -> None:
    report = checker.check("Bonjour à tous, il fait beau aujourd'hui")
    assert (report.language, report.jurisdictions) == ("fr", ["FR"])
    assert report.assumed == ["language", "jurisdictions", "as_of"]
    assert checker.check("Good morning everyone, the weather is fine today").jurisdictions == ["GB", "US"]


def test_configured_jurisdictions_come_before_the_languages() -> None:
    checker = Checker(small_book(), jurisdictions=["BE"])
    assert checker.check("Bonjour à tous").jurisdictions == ["BE"]


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (
            Draft(text="Heute gibt es etwas Neues in unserem Garten, kommt vorbei", jurisdictions=["FR"]),
            "langue",
        ),
        (Draft(text="Bonjour à tous", jurisdictions=["FR", "JP"]), "JP"),
    ],
)
def test_what_could_not_be_evaluated_is_never_a_pass(checker: Checker, draft: Draft, words: str) -> None:
    report = checker.check(draft, lang="fr")
    assert report.verdict == "review"
    assert words in report.not_evaluated[0].reason


def test_an_engine_that_fails_is_a_gap_and_not_a_pass(
    checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise InferenceError("out of order")

    monkeypatch.setattr(Engine, "infer_for", fail)
    report = checker.check(FR)
    assert report.verdict == "review"
    assert [(gap.rule, gap.reason) for gap in report.not_evaluated] == [
        ("fr/contest/rules-missing", "out of order")
    ]


def test_rules_that_do_not_apply_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[int] = []
    real = Deduction.conclude
    monkeypatch.setattr(
        Deduction, "conclude", lambda self, rank: (looked_at.append(rank), real(self, rank))[1]
    )
    here = small_book()
    abroad = {
        f"jp/contest/rule-{index}": rule(
            f"jp/contest/rule-{index}",
            condition=All((Test("says.draw"), Test("author.followers", ">=", (index,)))),
            territories=(ScopeEntry("JP"),),
            sources=("law",),
        )
        for index in range(100)
    }
    counts = []
    for a_book in (here, replace(here, rules={**here.rules, **abroad})):
        looked_at.clear()
        assert Checker(a_book).check(FR).findings
        counts.append(len(looked_at))
    assert counts[0] == counts[1] > 0


def test_what_was_checked_before_changes_no_report() -> None:
    texts = ("Tirage au sort dimanche !", "Tirage au sort, règlement en bio", "Bonjour à tous", "Règlement")
    drafts = [
        Draft(text=text, jurisdictions=codes, kind=kind)
        for text in texts
        for codes in (["FR"], ["BE", "FR"], ["JP"])
        for kind in ("post", "story")
    ]
    cold = [Checker(small_book()).check(draft) for draft in drafts]
    warm = Checker(small_book())
    for order in (1, -1, 1):
        assert [warm.check(draft) for draft in drafts[::order]] == cold[::order]


def test_threads_share_a_checker(checker: Checker) -> None:
    reports: list[str] = []

    def work() -> None:
        reports.extend(checker.check(FR).model_dump_json() for _ in range(10))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(reports) == 40
    assert len(set(reports)) == 1


def test_the_hints_are_in_the_readers_language(checker: Checker) -> None:
    assert checker.check(FR, lang="fr").findings[0].message == "texte"
    assert checker.check(FR, lang="en").findings[0].message == "text"


def test_a_rule_that_is_off_neither_finds_nor_asks_and_is_named_in_the_report(checker: Checker) -> None:
    both = Draft(text="Tirage au sort dimanche !", jurisdictions=["FR", "BE"])
    off = Policy(off=frozenset({"fr/contest/rules-missing", "be/contest/rules-missing", "no/such/rule"}))
    report = checker.check(both, policy=off)
    assert (report.findings, report.questions, report.verdict) == ([], [], "pass")
    assert report.switched_off == ["be/contest/rules-missing", "fr/contest/rules-missing"]
    assert checker.check(both).switched_off == []


def test_a_team_decides_how_grave_a_breach_is(checker: Checker) -> None:
    report = checker.check(FR, policy=Policy(severity={"fr/contest/rules-missing": "error"}))
    assert (report.verdict, report.findings[0].severity) == ("block", "error")
    assert report.findings[0].regraded_from == "warning"
    same = checker.check(FR, policy=Policy(severity={"fr/contest/rules-missing": "warning"}))
    assert [finding.regraded_from for finding in same.findings] == [None]
    asked = checker.check(
        Draft(text="Tirage au sort dimanche !", jurisdictions=["BE"]),
        policy=Policy(severity={"be/contest/rules-missing": "info"}),
    )
    assert asked.questions[0].at_stake[0].severity == "info"


@pytest.mark.parametrize(
    ("author", "safety"),
    [({"role": "brand"}, "safe"), ({"role": "consumer"}, "suggested"), ({}, "suggested")],
    ids=str,
)
def test_an_edit_is_safe_only_where_what_proves_it_surely_holds(author: dict[str, Any], safety: str) -> None:
    edit = EditTemplate(
        "insert", {"fr": "Règlement en bio."}, safe_when=Test("author.role", "in", ("brand",))
    )
    known = small_book()
    changed = replace(known.rules["fr/contest/rules-missing"], edit=edit)
    judged = Checker(replace(known, rules={changed.name: changed}))
    (finding,) = judged.check(FR.model_copy(update={"author": Author(**author)})).findings
    assert finding.remediation.edit is not None
    assert finding.remediation.edit.safety == safety


WAIVER = DraftWaiver(rule="fr/contest", reason="accord écrit", by="Léa", until=date(2026, 12, 31))
TODAY = date(2026, 11, 29)


def test_what_the_draft_waives_does_not_decide(checker: Checker) -> None:
    report = checker.check(FR.model_copy(update={"waivers": [WAIVER]}), today=TODAY)
    (finding,) = report.findings
    assert finding.waived is not None
    assert (report.verdict, finding.waived.source, finding.waived.place) == ("pass", "draft", "waivers[0]")


def test_a_policy_waives_as_the_draft_does(checker: Checker) -> None:
    policy = Policy(waivers=(Waiver("contest", "accord", "Léa", date(2026, 12, 31), place="w.toml:1"),))
    report = checker.check(FR, policy=policy, today=TODAY)
    assert [finding.waived.place for finding in report.findings if finding.waived] == ["w.toml:1"]


@pytest.mark.parametrize(
    ("published", "as_of", "today", "holds"),
    [
        (None, None, date(2026, 12, 31), True),
        (None, None, date(2027, 1, 1), False),
        (date(2027, 1, 1), None, TODAY, False),
        (date(2024, 1, 1), None, date(2027, 1, 1), False),
        (date(2027, 1, 1), date(2026, 12, 31), date(2027, 1, 1), True),
        (None, date(2027, 1, 1), TODAY, False),
    ],
)
def test_a_waiver_holds_today_and_on_publication_or_on_the_day_that_is_asked_for(
    checker: Checker, published: date | None, as_of: date | None, today: date, holds: bool
) -> None:
    # No law of the small book ends: what changes is the waiver alone.
    draft = FR.model_copy(update={"published_at": published, "waivers": [WAIVER]})
    report = checker.check(draft, as_of=as_of, today=today)
    assert [finding.waived is not None for finding in report.findings] == [holds]
    assert [note.kind for note in report.waiver_notes] == ([] if holds else ["expired"])
