"""Mending every labelled draft and every breaching example of the rules: what must hold whatever the draft.

A sample, unless `CMCOMPLIANCE_EVERY_DRAFT` is set: then all of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from cmcompliance import Checker
from cmcompliance.draft import Draft, parse_draft
from cmcompliance.evaluate.case import Case
from cmcompliance.fixing import Fixed, fix
from cmcompliance.remedy import apply_edit
from cmcompliance.report import Edit, Report
from cmcompliance.rulebook import load_book
from cmcompliance.rulebook.book import Rule
from cmcompliance.rulebook.unfilled import rules_on_placeholders

CORPORA = Path(__file__).parents[2] / "corpora"
STEP = 1 if os.environ.get("CMCOMPLIANCE_EVERY_DRAFT") else 9
MODES = pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
Named = tuple[str, Draft]


@cache
def checker() -> Checker:
    return Checker()


def may_be_safe(rule: Rule) -> bool:
    return rule.edit is not None and (rule.edit.safety == "safe" or rule.edit.safe_when is not None)


SAFE = [rule for rule in load_book().rules.values() if may_be_safe(rule)]


@cache
def drafts() -> tuple[Named, ...]:
    """Those of the corpora, then the breaching examples of the rules."""
    return (*labelled(), *(named for rule in checker().book.rules.values() for named in breaching(rule)))


def labelled() -> Iterator[Named]:
    for file in sorted(CORPORA.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            case = Case.model_validate_json(line)
            yield case.id, case.draft


def breaching(rule: Rule) -> Iterator[Named]:
    for example in rule.examples:
        if example.expect == "breaching":
            yield f"{rule.name}:{example.place.line}", parse_draft(example.draft)


def alarms(report: Report) -> set[tuple[str, str | None]]:
    """By obligation: of one breach another rule may speak once the text has changed."""
    return {(item.obligation, item.jurisdiction) for item in report.findings if item.severity != "info"}


def to_fill_in() -> set[tuple[str, str | None]]:
    book = checker().book
    return {(book.rules[name].obligation, None) for name in rules_on_placeholders(book)}


def mended(draft: Draft, unsafe: bool) -> Fixed:
    return fix(checker(), draft, unsafe=unsafe)


def replayed(fixed: Fixed) -> Draft:
    draft = fixed.original
    for step in fixed.applied:
        draft = apply_edit(draft, step.edit)
    return draft


def undone(fixed: Fixed) -> Draft:
    """Return the mended draft with everything that was inserted taken out again."""
    draft = fixed.draft
    for step in reversed(fixed.applied):
        edit = step.edit
        out = Edit(
            action="delete", field=edit.field, start=edit.start, end=edit.start + len(edit.text), text=""
        )
        draft = apply_edit(draft, out)
    return draft


@MODES
def test_what_was_mended_is_gone_and_nothing_came_for_it(unsafe: bool) -> None:
    wrong = []
    for name, draft in drafts()[::STEP]:
        fixed = mended(draft, unsafe)
        after = checker().check(fixed.draft)
        remain = {(item.rule, item.jurisdiction, item.platform) for item in after.findings}
        excused = to_fill_in() if any(step.edit.placeholders for step in fixed.applied) else set()
        came = alarms(after) - alarms(fixed.before) - excused
        stay = remain & {(s.finding.rule, s.finding.jurisdiction, s.finding.platform) for s in fixed.applied}
        if came or stay:
            wrong.append((name, came, stay))
    assert wrong == []


@MODES
def test_nothing_but_the_edits_changes_and_mending_again_changes_nothing(unsafe: bool) -> None:
    wrong = []
    for name, draft in drafts()[1::STEP]:
        fixed = mended(draft, unsafe)
        if replayed(fixed) != fixed.draft or (fixed.changed and mended(fixed.draft, unsafe).changed):
            wrong.append(name)
    assert wrong == []


def test_safe_edits_only_add_and_what_they_add_can_be_taken_out_again() -> None:
    wrong = []
    for name, draft in drafts()[2::STEP]:
        fixed = mended(draft, unsafe=False)
        only_safe = all(step.edit.safety == "safe" and step.edit.action == "insert" for step in fixed.applied)
        if not only_safe or undone(fixed) != draft:
            wrong.append(name)
    assert wrong == []


def test_words_that_are_replaced_are_gone_and_those_around_them_stay() -> None:
    text = "Tu as 9 ans ? Remplis vite le bulletin. Sans tes parents, participe au tirage et gagne un vélo !"
    draft = parse_draft({"text": text, "jurisdictions": ["FR"], "author": {"role": "brand"}})
    fixed = fix(checker(), draft, unsafe=True, rules={"fr/contest/child-alone"})
    assert fixed.draft.text == text.replace("Sans tes parents", "Avec l'accord écrit d'un parent")


@pytest.mark.parametrize("rule", SAFE, ids=lambda rule: rule.name)
def test_a_rule_with_a_safe_edit_has_a_draft_that_it_mends(rule: Rule) -> None:
    found = (mended(draft, unsafe=False) for _, draft in breaching(rule))
    steps = (step for fixed in found for step in fixed.applied)
    assert any(rule.name in {step.finding.rule, *(item.rule for item in step.also)} for step in steps)
