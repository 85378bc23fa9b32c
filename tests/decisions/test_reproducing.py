from __future__ import annotations

import asyncio
import json
from datetime import date
from pathlib import Path

import pytest

from books import PLACE
from cmcompliance.checking import Checker
from cmcompliance.checking.policy import NO_POLICY, Policy
from cmcompliance.decisions import Entry, entry_of, open_log, record_of
from cmcompliance.decisions.export import csv_lines, json_lines
from cmcompliance.decisions.log import open_ledger
from cmcompliance.decisions.reproducing import NotTheDraft, draft_kept, reproduced
from cmcompliance.draft import Draft, parse_draft
from cmcompliance.evaluate.case import read_cases
from cmcompliance.settings.defaults import with_defaults
from cmcompliance.settings.settings import Given
from cmcompliance.waivers.waiver import Waiver

from .conftest import TODAY, NewEntry

CORPORA = sorted((Path(__file__).parents[2] / "corpora").glob("*.jsonl"))
POLICIES = [
    NO_POLICY,
    Policy(
        off=frozenset({"fr/contest/dates-missing", "eu/disclosure/missing"}),
        severity={"fr/contest/rules-missing": "error", "platforms/common/engagement-bait": "warning"},
        waivers=(
            Waiver("contest", "in the bio", "Ana", date(2026, 12, 24), words=("gagner",), source="settings"),
            Waiver("disclosure", "old", "Ana", date(2026, 11, 1), jurisdiction="FR"),
        ),
    ),
]
DEFAULTS = {
    name: Given(value, PLACE)
    for name, value in {
        "platform": "instagram",
        "author.role": "influencer",
        "relationship.kind": "paid",
        "jurisdictions": ["FR", "BE"],
    }.items()
}


def _decided(
    checker: Checker, sent: Draft, policy: Policy, as_of: date | None, *, keep: bool = True
) -> Entry:
    full, filled = with_defaults(sent, DEFAULTS if policy is not NO_POLICY else {})
    report = checker.check(full, lang="en", as_of=as_of, policy=policy, today=TODAY)
    report = report.model_copy(update={"from_settings": list(filled)})
    record = record_of(full, report, policy, today=TODAY, keep_draft=keep, as_of=as_of, lang="en")
    return entry_of(record.model_dump_json().encode(), request_id="r", asker=None, command="check")


def test_decisions_on_drafts_of_the_corpora_are_made_again_from_an_export(
    checker: Checker, sqlite_url: str
) -> None:
    drafts = [case.draft for corpus in CORPORA for case in [*read_cases(corpus)][::90]]
    assert len(drafts) > 40
    entries = [
        _decided(checker, draft, POLICIES[number % 2], date(2024, 5, 1) if number % 3 == 0 else None)
        for number, draft in enumerate(drafts)
    ]

    async def main() -> None:
        log = open_log(sqlite_url)
        await asyncio.gather(*(log.write(entry) for entry in entries))
        await log.close()

    asyncio.run(main())
    ledger = open_ledger(sqlite_url)
    exported = [Entry.model_validate_json(line) for line in json_lines(ledger.entries())]
    ledger.close()
    assert exported == entries
    for entry, draft in zip(exported, drafts, strict=True):
        kept = draft_kept(entry)
        assert kept is not None
        assert reproduced(entry, kept, checker).differences == ()
        assert reproduced(entry, draft, checker).is_same


def test_what_differs_is_told(checker: Checker, new_entry: NewEntry) -> None:
    entry = new_entry(keep=True)
    first, *others = entry.findings
    changed = entry.model_copy(
        update={
            "verdict": "pass",
            "findings": (
                first.model_copy(update={"severity": "error"}),
                *(
                    one.model_copy(update={"fingerprint": f"{number:016x}"})
                    for number, one in enumerate(others)
                ),
            ),
            "questions": ("author.role", *entry.questions),
        }
    )
    kept = draft_kept(entry)
    assert kept is not None
    told = {(one.kind, one.about) for one in reproduced(changed, kept, checker).differences}
    assert {("verdict", ""), ("severity", first.rule), ("questions", "")} <= told
    assert {("gone", one.rule) for one in others} | {("new", one.rule) for one in others} <= told


def test_another_draft_is_not_taken_for_it(checker: Checker, new_entry: NewEntry) -> None:
    with pytest.raises(NotTheDraft, match="digest"):
        reproduced(new_entry(), parse_draft({"text": "Bonjour"}), checker)


def test_a_kept_draft_that_was_changed_is_not_taken_for_it(new_entry: NewEntry) -> None:
    entry = new_entry(keep=True)
    assert entry.draft is not None
    with pytest.raises(NotTheDraft, match="log was changed"):
        draft_kept(entry.model_copy(update={"draft": entry.draft | {"text": "Bonjour"}}))


def test_a_table_has_no_cell_that_is_a_formula(new_entry: NewEntry) -> None:
    lines = "".join(csv_lines([new_entry(draft_id="=1+1", key_name="@x")]))
    assert ",'=1+1," in lines
    assert ",'@x," in lines


def test_an_export_has_all_of_an_entry(new_entry: NewEntry) -> None:
    entry = new_entry(keep=True)
    data = json.loads(next(json_lines([entry])))
    assert set(data) == set(Entry.model_fields)
    assert data["draft"]["text"].startswith("🎁")
