from __future__ import annotations

import asyncio
import csv
import io
import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import Result

from cmcompliance.checking import Checker
from cmcompliance.checking.policy import NO_POLICY
from cmcompliance.decisions import Entry, entry_of, open_log, record_of
from cmcompliance.draft import parse_draft
from cmcompliance.rulebook import RuleBook

from .conftest import BLOCKED, PASSED

Run = Callable[..., Result]
START = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def entries(small_book: RuleBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Entry]:
    """Write four decisions, a day apart, to the log that the commands read."""
    path = str(tmp_path / "log" / "d.sqlite")
    monkeypatch.setenv("CMCOMPLIANCE_DECISIONS", path)
    checker, made = Checker(small_book), []
    for number in range(4):
        draft = parse_draft({"text": (BLOCKED, PASSED)[number % 2], "jurisdictions": ["FR"]})
        report = checker.check(draft, today=date(2026, 11, 20))
        record = record_of(draft, report, NO_POLICY, today=date(2026, 11, 20), keep_draft=number < 2)
        at = START + timedelta(days=number)
        made.append(entry_of(record, request_id=f"r{number}", asker=None, command="check", at=at))

    async def write() -> None:
        log = open_log(path)
        await asyncio.gather(*(log.write(entry) for entry in made))
        await log.close()

    asyncio.run(write())
    return made


def test_decisions_are_listed_and_chosen(run: Run, entries: list[Entry]) -> None:
    listed = run("decisions", "list").stdout.splitlines()
    assert [line.split()[0] for line in listed] == [entry.id for entry in reversed(entries)]
    assert len(run("decisions", "list", "--verdict", "block", "--limit", "1").stdout.splitlines()) == 1
    some = run("decisions", "list", "--since", "2026-11-21", "--until", "2026-11-22").stdout
    assert [line.split()[0] for line in some.splitlines()] == [entries[2].id, entries[1].id]


def test_a_decision_is_shown_in_the_readers_language(run: Run, entries: list[Entry]) -> None:
    french = run("decisions", "show", entries[0].id, "--lang", "fr").stdout
    assert "eu/paid-entry" in french
    assert "brouillon conservé" in french
    assert "draft not kept" in run("decisions", "show", entries[2].id).stdout
    assert (
        json.loads(run("decisions", "show", entries[0].id, "--format", "json").stdout)["verdict"] == "block"
    )


def test_exports_are_of_all_that_is_asked_for(run: Run, entries: list[Entry]) -> None:
    lines = run("decisions", "export").stdout.splitlines()
    assert [Entry.model_validate_json(line) for line in lines] == entries
    table = run("decisions", "export", "--format", "csv", "--verdict", "block").stdout.removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["id"] for row in rows] == [entries[0].id, entries[2].id]
    assert rows[0]["findings"] == "eu/paid-entry=error"


def test_a_chain_that_was_tampered_with_ends_with_1(run: Run, entries: list[Entry], tmp_path: Path) -> None:
    whole = run("decisions", "verify")
    assert whole.exit_code == 0
    noted = whole.stdout.split("chain: ")[1].split(";")[0]
    assert run("decisions", "verify", "--passes", noted).exit_code == 0
    with sqlite3.connect(tmp_path / "log" / "d.sqlite") as database:
        database.execute("DROP TRIGGER decision_entries_unchanged")
        database.execute("UPDATE decision_entries SET body = replace(body, 'block', 'pass') WHERE seq = 3")
    broken = run("decisions", "verify", "--lang", "fr")
    assert broken.exit_code == 1
    assert "n'est PAS entière" in broken.stdout
    assert json.loads(run("decisions", "verify", "--format", "json").stdout)["faults"][0]["about"] == "3"


def test_what_is_pruned_is_gone_and_the_chain_verifies(run: Run, entries: list[Entry]) -> None:
    days = (datetime.now(UTC) - START).days
    assert (
        f"drafts older than {days} days that were removed: 1"
        in run("decisions", "prune", "--older-than", str(days), "--drafts-only").stderr
    )
    assert "removed: 2" in run("decisions", "prune", "--older-than", str(days - 1)).stderr
    assert len(run("decisions", "list").stdout.splitlines()) == 2
    assert run("decisions", "verify").exit_code == 0


def test_a_decision_is_made_again(run: Run, entries: list[Entry]) -> None:
    kept = run("decisions", "reproduce", entries[0].id, "--no-config")
    assert kept.exit_code == 0
    assert "the same decision (block)" in kept.stdout
    assert "as then" in kept.stdout


def test_a_draft_that_is_not_kept_is_given(run: Run, entries: list[Entry], tmp_path: Path) -> None:
    missing = run("decisions", "reproduce", entries[2].id, "--no-config")
    assert missing.exit_code == 2
    assert entries[2].draft_digest in missing.stderr
    file = tmp_path / "drafts.jsonl"
    drafts = [{"text": text, "jurisdictions": ["FR"]} for text in (PASSED, BLOCKED)]
    file.write_text("".join(json.dumps(one) + "\n" for one in drafts))
    given = run(
        "decisions", "reproduce", entries[2].id, "--no-config", "--draft", str(file), "--format", "json"
    )
    assert given.exit_code == 0
    assert json.loads(given.stdout)["same"] is True
    assert run("decisions", "digest", str(file)).stdout.split()[1] == entries[2].draft_digest
    file.write_text(json.dumps(drafts[0]))
    other = run("decisions", "reproduce", entries[2].id, "--no-config", "--draft", str(file))
    assert other.exit_code == 2
    assert "is not the draft" in other.stderr


def test_rules_and_settings_of_today_that_are_others_are_told(
    run: Run, entries: list[Entry], small_book: RuleBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    milder = {name: replace(rule, severity="warning") for name, rule in small_book.rules.items()}
    book = replace(small_book, rules=milder, version="2", digest="0" * 64)
    monkeypatch.setattr("cmcompliance.Checker", lambda: Checker(book), raising=False)
    (tmp_path / "cmcompliance.toml").write_text('[rules]\noff = ["eu/rules-missing"]\n')
    made = run("decisions", "reproduce", entries[0].id)
    assert made.exit_code == 1
    assert "NOT the same" in made.stdout
    assert "verdict: block then, review now" in made.stdout
    assert "eu/paid-entry: error then, warning now" in made.stdout
    assert "small 2" in made.stdout
    assert "today's are others" in made.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("list", "--log", "nowhere.sqlite"), "there is no decision log"),
        (("list", "--log", "mysql://u:secret@h/d"), "mysql:// is no log"),
        (("show", "dec_none"), "has no decision"),
        (("list", "--since", "yesterday"), "expected a day"),
        (("verify", "--passes", "12"), "expected what `verify` printed"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(
    run: Run, entries: list[Entry], arguments: tuple[str, ...], said: str
) -> None:
    ended = run("decisions", *arguments)
    assert ended.exit_code == 2
    assert said in ended.stderr
    assert "secret" not in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1
