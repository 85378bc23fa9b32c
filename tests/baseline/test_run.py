"""Baselines over the shipped rules: edits elsewhere keep a finding accepted, what is added is new."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmcompliance import Checker, Draft
from cmcompliance.baseline.run import BaselineRun, Renewal
from cmcompliance.read import Origin
from cmcompliance.report import Report

DAY = date(2026, 11, 22)
FOLDER = Path()
BREACHING = [
    "🎁 Concours ! Tague un ami pour gagner un panier garni, tirage au sort dimanche.",
    "Notre tisane guérit le rhume en deux jours.",
    "Notre savon est 100 % écologique, neutre en carbone.",
    "Le meilleur restaurant de France, sans hésiter !",
]
NEUTRAL = st.sampled_from(
    [
        "Belle journée au marché de Sarlat.",
        "Merci à tous pour votre visite.",
        "On se retrouve demain matin.",
        "☀️",
    ]
)
ADDED = "Notre crème soigne l'eczéma."


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def check(checker: Checker, text: str) -> tuple[Report, Draft, Origin]:
    draft = Draft(text=text, jurisdictions=["FR"], author={"role": "brand"})
    return checker.check(draft, as_of=DAY, lang="fr"), draft, Origin("post.md")


def renewed(checker: Checker, text: str) -> Renewal:
    renewal = Renewal(None, FOLDER)
    renewal.add(*check(checker, text), checker.book)
    return renewal


def applied(checker: Checker, renewal: Renewal, text: str) -> tuple[Report, BaselineRun]:
    report, draft, origin = check(checker, text)
    run = BaselineRun(renewal.baseline(report.ruleset, prune=True), FOLDER)
    return run.apply(report, draft, origin, checker.book), run


@settings(deadline=None, max_examples=40)
@given(
    text=st.sampled_from(BREACHING), before=st.lists(NEUTRAL, max_size=2), after=st.lists(NEUTRAL, max_size=3)
)
def test_what_is_written_around_a_finding_keeps_it_accepted(
    checker: Checker, text: str, before: list[str], after: list[str]
) -> None:
    renewal = renewed(checker, text)
    assert renewal.new > 0
    report, run = applied(checker, renewal, "\n\n".join([*before, text, *after]))
    assert [finding.rule for finding in report.findings] == []
    assert (report.verdict, run.gone) == ("pass", 0)


@settings(deadline=None, max_examples=20)
@given(text=st.sampled_from(BREACHING), after=st.lists(NEUTRAL, max_size=2))
def test_a_breach_that_is_added_is_new(checker: Checker, text: str, after: list[str]) -> None:
    report, _ = applied(checker, renewed(checker, text), "\n\n".join([text, *after, ADDED]))
    assert any("eczéma" in span.text for finding in report.findings for span in finding.spans)


def test_what_was_mended_is_counted_as_gone(checker: Checker) -> None:
    renewal = renewed(checker, BREACHING[1])
    report, run = applied(checker, renewal, "Une tisane pour le soir.")
    assert (report.baselined, run.left_out) == (0, 0)
    assert run.gone == renewal.new


def test_renewing_keeps_the_drafts_that_were_not_in_the_run_unless_pruned(checker: Checker) -> None:
    report, draft, _ = check(checker, BREACHING[1])
    first = Renewal(None, FOLDER)
    for name in ("a.md", "b.md"):
        first.add(report, draft.model_copy(update={"id": name}), Origin(name), checker.book)
    old = first.baseline(report.ruleset, prune=False)
    second = Renewal(old, FOLDER)
    second.add(report, draft.model_copy(update={"id": "a.md"}), Origin("a.md"), checker.book)
    assert second.baseline(report.ruleset, prune=False) == old
    assert len(second.baseline(report.ruleset, prune=True).entries) == 1
    assert (second.new, second.gone) == (0, 0)
