from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.books import book, rule
from tests.waivers.test_matching import RULE, finding

from cmcompliance.checking import Policy
from cmcompliance.draft import Draft
from cmcompliance.report import Finding, Report, RulesetInfo
from cmcompliance.waivers import Waiver
from cmcompliance.waivers.ledger import Ledger
from cmcompliance.waivers.reach import is_for

BOOK = book(rule(RULE), rule("fr/other"))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("x")
    return tmp_path


def waiver(folder: Path, **changes: Any) -> Waiver:
    return Waiver(**{"rule": RULE, "reason": "r", "by": "b", "folder": folder, "place": "w:1", **changes})


def report(*findings: Finding) -> Report:
    return Report(
        draft_id=None,
        verdict="pass",
        findings=list(findings),
        questions=[],
        language="fr",
        jurisdictions=["FR"],
        platform=None,
        as_of=date(2026, 11, 22),
        assumed=[],
        not_evaluated=[],
        ruleset=RulesetInfo(name="test", version="1", digest="0"),
    )


def unused(
    one: Waiver, *checked: tuple[Path | None, str | None, Report], off: frozenset[str] = frozenset()
) -> bool:
    ledger = Ledger()
    for path, identifier, found in checked:
        policy = Policy(off=off, waivers=(one,) if is_for(one, path) else ())
        ledger.record(found, Draft(text="t", id=identifier), path, policy, BOOK)
    return ledger.unused() == [one]


def test_a_waiver_whose_file_was_checked_and_has_no_such_finding_is_unused(archive: Path) -> None:
    one = waiver(archive, paths=("/a.md",))
    assert unused(one, (archive / "a.md", None, report()))
    assert not unused(one, (archive / "a.md", None, report(finding())))
    assert not unused(one, (archive / "b.md", None, report()))


def test_a_pattern_is_unused_only_when_all_its_files_were_checked(archive: Path) -> None:
    one = waiver(archive, paths=("*.md",))
    assert not unused(one, (archive / "a.md", None, report()))
    assert unused(one, (archive / "a.md", None, report()), (archive / "b.md", None, report()))


def test_a_waiver_for_drafts_waits_for_all_of_them(archive: Path) -> None:
    one = waiver(archive, drafts=("1", "2"))
    assert not unused(one, (None, "1", report()))
    assert unused(one, (None, "1", report()), (None, "2", report()))
    assert not unused(one, (None, "1", report()), (None, "2", report(finding())))


def test_a_waiver_for_all_drafts_is_never_unused(archive: Path) -> None:
    assert not unused(waiver(archive), (archive / "a.md", None, report()), (archive / "b.md", None, report()))


def test_an_expired_waiver_that_speaks_of_a_finding_is_told_there_and_not_as_unused(archive: Path) -> None:
    one = waiver(archive, paths=("/a.md",), until=date(2020, 1, 1))
    assert not unused(one, (archive / "a.md", None, report(finding())))


def test_a_waiver_for_a_rule_that_did_not_speak_may_yet_cover_something(archive: Path) -> None:
    one = waiver(archive, paths=("/a.md",))
    assert not unused(one, (archive / "a.md", None, report()), off=frozenset({RULE}))
    assert unused(one, (archive / "a.md", None, report()), off=frozenset({"fr/other"}))
