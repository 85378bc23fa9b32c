from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.baseline import Entry
from cmcompliance.baseline.acceptance import acceptable, accepted_of, gone, is_accepted, without_accepted
from cmcompliance.report import Finding, NotEvaluated, Report, Severity, Waived
from cmcompliance.rulebook.book import RuleBook

MakeFinding = Callable[..., Finding]
MakeReport = Callable[..., Report]
WORDS = st.lists(
    st.sampled_from(["guérit", "numéro un", "Tirage\n au sort", "gagne", "le moins cher"]), max_size=4
)


def test_what_was_accepted_is_left_out_counted_and_does_not_decide(
    rules: RuleBook, finding: MakeFinding, report: MakeReport
) -> None:
    old = finding("guérit")
    after = without_accepted(report(old), Entry("a.md", "0" * 16, accepted_of([old])), rules)
    assert (after.findings, after.verdict, after.baselined) == ([], "pass", 1)


@given(st.data())
def test_fewer_words_in_another_order_are_still_accepted(finding: MakeFinding, data: st.DataObject) -> None:
    words = data.draw(WORDS)
    kept = data.draw(st.permutations(words).map(lambda all_words: all_words[: len(words) // 2 + 1]))
    assert is_accepted(finding(*[word.upper() for word in kept]), accepted_of([finding(*words)]))


@given(words=WORDS, new=st.text(min_size=1).filter(lambda text: text.strip()))
def test_a_word_that_was_not_there_makes_it_new(finding: MakeFinding, words: list[str], new: str) -> None:
    known = {" ".join(word.split()).casefold() for word in words}
    expected = " ".join(new.split()).casefold() in known
    assert is_accepted(finding(*words, new), accepted_of([finding(*words)])) is expected


@pytest.mark.parametrize(
    "changes",
    [{"name": "fr/other"}, {"jurisdiction": "BE"}, {"jurisdiction": None}, {"platform": "instagram"}],
)
def test_another_rule_or_place_is_new(finding: MakeFinding, changes: dict[str, str | None]) -> None:
    assert not is_accepted(finding("guérit", **changes), accepted_of([finding("guérit")]))


@pytest.mark.parametrize(
    ("before", "now", "accepted"),
    [
        ("warning", "error", False),
        ("info", "warning", False),
        ("error", "warning", True),
        ("info", "info", True),
    ],
)
def test_a_finding_that_has_become_graver_is_new(
    finding: MakeFinding, before: Severity, now: Severity, accepted: bool
) -> None:
    assert is_accepted(finding(severity=now), accepted_of([finding(severity=before)])) is accepted


def test_a_waived_finding_stays_shown_and_is_not_taken_in(
    rules: RuleBook, finding: MakeFinding, report: MakeReport
) -> None:
    waived = finding("guérit", waived=Waived(by="Léa", reason="accord"))
    entry = Entry("a.md", "0" * 16, accepted_of([finding("guérit")]))
    assert acceptable(report(waived), rules) == []
    assert without_accepted(report(waived), entry, rules) == report(waived)


def test_an_error_that_nobody_may_accept_is_never_left_out(
    rules: RuleBook, finding: MakeFinding, report: MakeReport
) -> None:
    barred, doubtful = finding(name="fr/tobacco"), finding(name="fr/tobacco", severity="warning")
    entry = Entry("a.md", "0" * 16, accepted_of([barred, doubtful]))
    assert without_accepted(report(barred), entry, rules).findings == [barred]
    assert without_accepted(report(doubtful), entry, rules).findings == []


def test_what_could_not_be_evaluated_still_asks_for_a_review(
    rules: RuleBook, finding: MakeFinding, report: MakeReport
) -> None:
    old = finding()
    gap = NotEvaluated(rule="*", reason="r")
    after = without_accepted(report(old, gaps=(gap,)), Entry("a.md", "0" * 16, accepted_of([old])), rules)
    assert after.verdict == "review"


def test_what_is_no_longer_found_is_counted(finding: MakeFinding, report: MakeReport) -> None:
    entry = Entry("a.md", "0" * 16, accepted_of([finding("guérit"), finding(name="fr/other")]))
    assert gone(report(finding("gagne")), entry) == 1


def test_what_was_not_looked_for_is_not_gone(finding: MakeFinding, report: MakeReport) -> None:
    entry = Entry(
        "a.md",
        "0" * 16,
        accepted_of([finding(), finding(jurisdiction="BE"), finding(jurisdiction=None, platform="x")]),
    )
    assert gone(report(), entry) == 1
    assert gone(report(), entry, off={finding().rule}) == 0
