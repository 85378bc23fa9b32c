from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cmcompliance.draft import Draft
from cmcompliance.fixing import AppliedEdit, Fixed, LeftEdit, WhyLeft
from cmcompliance.render.mended import mended_json, render_mended
from cmcompliance.render.source import Source
from cmcompliance.report import Edit, Finding, Report

Make = Callable[..., Any]
LABEL = Edit(
    action="insert", field="text", start=0, end=0, text="Publicité pour [marque]\n", placeholders=["brand"]
)
WORD = Edit(action="replace", field="text", start=0, end=3, text="oui", safety="suggested")


def mended(report: Make, *, applied: list[AppliedEdit], left: list[LeftEdit], rest: list[Finding]) -> Fixed:
    return Fixed(
        original=Draft(text="non\nmerci"),
        draft=Draft(text="Publicité pour [marque]\nnon\nmerci" if applied else "non\nmerci"),
        applied=applied,
        left=left,
        before=report(),
        report=report(*rest),
    )


def page(fixed: Fixed, language: Any = "fr") -> str:
    return render_mended(fixed, Source(fixed.original, "post.md", 1), language)


def test_an_applied_edit_stands_with_its_finding_and_what_else_it_settled(
    report: Make, finding: Make
) -> None:
    belgian, other = finding(jurisdiction="BE"), finding(rule="eu/label", title="Mention absente")
    applied = AppliedEdit(edit=LABEL, finding=finding(), also=[belgian, other])
    assert page(mended(report, applied=[applied], left=[], rest=[])).splitlines() == [
        "post.md — 1 modification",
        "",
        "■ Règlement introuvable — FR, BE",
        "  Ajouter     au début (à confirmer) :",
        "              Publicité pour [marque]",
        "  À compléter [marque]",
        "  Lève aussi  Mention absente — FR",
        "  Règle       fr/contest/rules-missing (contest.rules-missing)",
        "",
        "Ensuite : RIEN RELEVÉ",
    ]


def test_each_edit_is_shown_in_the_text_that_it_was_made_in(report: Make, finding: Make) -> None:
    second = Edit(action="replace", field="text", start=24, end=27, text="oui")
    steps = [AppliedEdit(edit=edit, finding=finding(), also=[]) for edit in (LABEL, second)]
    shown = page(mended(report, applied=steps, left=[], rest=[]))
    assert "« non » par « oui »" in shown
    assert shown.startswith("post.md — 2 modifications")


@pytest.mark.parametrize(
    ("why", "reason"),
    [
        ("suggested", "à confirmer d'abord : `--unsafe` la fait, si elle dit vrai"),
        ("over_limit", "le texte deviendrait trop long pour la plateforme"),
        ("unfit", "le texte n'a pas l'endroit à modifier"),
        ("stays", "elle ne suffirait pas à lever ce constat"),
        ("brings", "elle amènerait : Loterie"),
        ("unfinished", "trop de modifications en une fois : relancez la commande"),
    ],
)
def test_what_was_left_says_why(report: Make, finding: Make, why: WhyLeft, reason: str) -> None:
    brings = [finding(title="Loterie")] if why == "brings" else []
    left = LeftEdit(edit=WORD, findings=[finding()], why=why, brings=brings)
    shown = page(mended(report, applied=[], left=[left], rest=[finding()]))
    assert "post.md — rien à modifier\n\nNON FAIT\n" in shown
    assert f"  Raison      {reason}\n" in shown


def test_what_was_not_asked_for_is_only_counted(report: Make, finding: Make) -> None:
    left = LeftEdit(edit=WORD, findings=[finding()], why="not_selected")
    shown = page(mended(report, applied=[], left=[left], rest=[finding()]))
    assert "1 autre modification possible, d'une règle que `--rule` ne nomme pas." in shown
    assert "NON FAIT" not in shown


def test_what_remains_is_told_in_the_readers_language(report: Make, finding: Make) -> None:
    rest = [finding(), finding(severity="info", rule="eu/hint", title="Advice", jurisdiction=None)]
    assert page(mended(report, applied=[], left=[], rest=rest), "en").splitlines()[1:] == [
        "",
        "Afterwards: DO NOT PUBLISH AS IT IS (1 error, 1 piece of advice)",
        "■ error: Règlement introuvable — FR (fr/contest/rules-missing)",
        "■ advice: Advice (eu/hint)",
    ]


def test_json_is_the_model(report: Make, finding: Make) -> None:
    left = LeftEdit(edit=WORD, findings=[finding()], why="stays")
    fixed = mended(report, applied=[], left=[left], rest=[finding()])
    assert Fixed.model_validate_json(mended_json(fixed)) == fixed
    assert isinstance(fixed.report, Report)
