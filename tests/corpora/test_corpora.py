"""The labelled drafts: every breach is raised, nothing else is, and every edit mends."""

from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

import pytest

from cmcompliance import Checker, Report
from cmcompliance.draft import Draft
from cmcompliance.evaluate.case import Case
from cmcompliance.remedy import apply_edit
from cmcompliance.rulebook.unfilled import rules_on_placeholders

CORPORA = Path(__file__).parents[2] / "corpora"
FILES = sorted(CORPORA.glob("*.jsonl"))


@cache
def checker() -> Checker:
    return Checker()


def cases() -> Iterator[Case]:
    for file in FILES:
        for line in file.read_text(encoding="utf-8").splitlines():
            yield Case.model_validate_json(line)


CASES = list(cases())


def alarms(report: Report, excused: Collection[str] = ()) -> set[tuple[str, str | None]]:
    """By obligation: of one breach another rule may speak once the text has changed."""
    loud = (item for item in report.findings if item.severity != "info" and item.rule not in excused)
    return {(item.obligation, item.jurisdiction) for item in loud}


def test_every_family_has_its_corpus() -> None:
    assert {file.stem for file in FILES} >= {"contest", "disclosure", "rights", "privacy", "platforms"}
    assert len({case.id for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_labelled_draft_raises_what_it_must_and_nothing_else(case: Case) -> None:
    report = checker().check(case.draft)
    raised = {item.obligation for item in report.findings}
    loud = {item.obligation for item in report.findings if item.severity != "info"}
    assert set(case.expected.must) <= raised
    assert not loud - set(case.expected.must) - set(case.expected.may)


@pytest.mark.parametrize("case", [case for case in CASES if case.expected.must], ids=lambda case: case.id)
def test_each_edit_removes_its_finding_and_adds_none(case: Case) -> None:
    report = checker().check(case.draft)
    for finding in report.findings:
        edit = finding.remediation.edit
        if edit is None:
            continue
        after = checker().check(apply_edit(case.draft, edit))
        assert (finding.rule, finding.jurisdiction) not in {(f.rule, f.jurisdiction) for f in after.findings}
        # What it leaves to be filled in is refused until it is.
        excused = rules_on_placeholders(checker().book) if edit.placeholders else ()
        assert alarms(after, excused) <= alarms(report)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_findings_point_at_the_authors_own_words(case: Case) -> None:
    for finding in checker().check(case.draft).findings:
        for span in finding.spans:
            assert text_of(case.draft, span.field)[span.start : span.end] == span.text


def text_of(draft: Draft, field: str) -> str:
    value: object = draft.model_dump()
    for step in field.replace("[", ".").replace("]", "").split("."):
        value = value[int(step)] if isinstance(value, list) else value[step]  # type: ignore[index]
    assert isinstance(value, str)
    return value
