from __future__ import annotations

import json
import os
import random
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from tests.archive.exports import folder
from tests.scan.scans import TODAY, drafts, fingerprint, jsonl, request, resumed_until_done, rows, scan

from cmcompliance.archive import Source, open_source
from cmcompliance.checking import Checker
from cmcompliance.draft import parse_draft
from cmcompliance.scan import Ended, Period, ScanRefused, ScanRequest, ScanStopped, Tally
from cmcompliance.scan.columns import SCHEMAS
from cmcompliance.service.pool import PreparationSpec

COUNT = 90
BROKEN = '{"text": 7}'


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lines: list[Any] = drafts(COUNT)
    lines[40] = BROKEN
    lines[70] = {**lines[70], "id": "3"}
    return jsonl(tmp_path_factory.mktemp("archive") / "posts.jsonl", lines)


@pytest.fixture(scope="module")
def unbroken(source: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[ScanRequest, Ended]:
    wanted = request(tmp_path_factory.mktemp("unbroken") / "out", source)
    return wanted, scan(wanted)


def test_each_report_is_that_of_a_check(unbroken: tuple[ScanRequest, Ended], source: Path) -> None:
    checker, out = Checker(), unbroken[0].out
    found, asked = rows(out, "findings"), rows(out, "questions")
    for row in rows(out, "drafts"):
        line = source.read_text("utf-8").splitlines()[row["number"] - 1]
        report = checker.check(parse_draft(json.loads(line)), today=TODAY)
        mine = [finding for finding in found if finding["number"] == row["number"]]
        assert row["verdict"] == report.verdict
        assert row["as_of"] == report.as_of
        assert [
            (one["rule"], one["fingerprint"], one["severity"], one["message"], one["hint"]) for one in mine
        ] == [
            (one.rule, one.fingerprint, one.severity, one.message, one.remediation.hint)
            for one in report.findings
        ]
        assert [one["spans"] for one in mine] == [
            [span.model_dump() for span in one.spans] for one in report.findings
        ]
        questions = [one["question"] for one in asked if one["number"] == row["number"]]
        assert questions == [one.question for one in report.questions]


def test_each_draft_is_in_one_row_under_a_name_of_its_own(unbroken: tuple[ScanRequest, Ended]) -> None:
    found = rows(unbroken[0].out, "drafts")
    assert sorted(row["number"] for row in found) == [n for n in range(1, COUNT + 1) if n != 41]
    assert len({row["draft_id"] for row in found}) == COUNT - 1
    assert {row["draft_id"] for row in found if row["number"] in (4, 71)} == {"3", "3~2"}


def test_what_cannot_be_read_is_told_with_its_place(unbroken: tuple[ScanRequest, Ended]) -> None:
    wanted, ended = unbroken
    (row,) = rows(wanted.out, "errors")
    assert (row["kind"], row["member"], row["number"], row["count"]) == ("unreadable", "posts.jsonl", 41, 1)
    assert ended.tally.not_looked_at == 1
    assert "posts.jsonl#41" in ended.tally.samples[0]


def test_the_files_have_the_columns_that_are_promised(unbroken: tuple[ScanRequest, Ended]) -> None:
    documented = Path(__file__).parents[2] / "docs" / "scan.md"
    text = documented.read_text("utf-8")
    for name, schema in SCHEMAS.items():
        for part in (unbroken[0].out / name).iterdir():
            assert pq.read_schema(part).equals(schema)
        assert [column for column in schema.names if f"`{column}`" not in text] == []


def test_two_workers_make_the_same_files_as_one(unbroken: tuple[ScanRequest, Ended], tmp_path: Path) -> None:
    wanted = replace(unbroken[0], out=tmp_path / "out", workers=2)
    assert scan(wanted).tally == unbroken[1].tally
    assert fingerprint(wanted.out) == fingerprint(unbroken[0].out)


def test_a_scan_killed_at_random_points_ends_like_one_that_was_not(
    unbroken: tuple[ScanRequest, Ended], tmp_path: Path
) -> None:
    wanted = replace(unbroken[0], out=tmp_path / "out")
    assert resumed_until_done(wanted, random.Random(7), 150) > 1
    assert fingerprint(wanted.out) == fingerprint(unbroken[0].out)


@pytest.mark.slow
def test_fifty_kills_change_nothing(unbroken: tuple[ScanRequest, Ended], tmp_path: Path) -> None:
    chance, kills, number = random.Random(), 0, 0
    while kills < int(os.environ.get("CMCOMPLIANCE_KILLS", "50")):
        number += 1
        wanted = replace(unbroken[0], out=tmp_path / str(number), workers=chance.choice((1, 2)))
        kills += resumed_until_done(wanted, chance, 100)
        assert fingerprint(wanted.out) == fingerprint(unbroken[0].out)


def test_drafts_that_no_worker_survives_are_set_apart_and_the_others_unharmed(tmp_path: Path) -> None:
    lines = drafts(40)
    for number, text in {3: "CRASH", 20: "HANG", 30: "RAISE"}.items():
        lines[number] = {"id": f"odd {number}", "text": text}
    warm = PreparationSpec(no_config=True, keep_drafts=True)
    source = jsonl(tmp_path / "odd.jsonl", lines)
    wanted = request(tmp_path / "out", source, seconds=4.0, workers=2, spec=warm)
    assert scan(wanted).finished
    assert [(row["draft_id"], row["kind"]) for row in rows(wanted.out, "errors")] == [
        ("odd 3", "crashed"),
        ("odd 20", "timed_out"),
        ("odd 30", "failed"),
    ]
    checked = [row["number"] - 1 for row in rows(wanted.out, "drafts")]
    assert checked == [number for number in range(40) if number not in (3, 20, 30)]


def test_a_chunk_whose_worker_ended_once_makes_the_same_files(tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    lines = [*drafts(20), {"id": "odd", "text": f"ONCE {marker}"}, *drafts(3)]
    wanted = request(tmp_path / "calm", jsonl(tmp_path / "odd.jsonl", lines))
    scan(wanted)
    marker.touch()
    again = replace(wanted, out=tmp_path / "again")
    scan(again)
    assert not marker.exists()
    assert fingerprint(again.out) == fingerprint(wanted.out)


def test_days_are_kept_to_and_what_lies_outside_is_counted(tmp_path: Path, source: Path) -> None:
    lines = [
        {"id": "old", "text": "a", "published_at": "2019-12-31T23:59:00+01:00"},
        {"id": "first", "text": "b", "published_at": "2020-01-01"},
        {"id": "last", "text": "c", "published_at": "2020-01-31T23:59:00+01:00"},
        {"id": "new", "text": "d", "published_at": "2020-02-01"},
        {"id": "undated", "text": "e"},
    ]
    period = Period(date(2020, 1, 1), date(2020, 1, 31))
    wanted = request(tmp_path / "out", jsonl(tmp_path / "days.jsonl", lines), period=period)
    scan(wanted)
    assert [row["draft_id"] for row in rows(wanted.out, "drafts")] == ["first", "last", "undated"]
    (row,) = rows(wanted.out, "errors")
    assert (row["kind"], row["count"]) == ("skipped", 2)


class TestRefusals:
    def test_another_source_other_options_or_another_day_of_the_law(
        self, unbroken: tuple[ScanRequest, Ended], tmp_path: Path
    ) -> None:
        other = jsonl(tmp_path / "other.jsonl", drafts(1))
        wanted = replace(
            request(unbroken[0].out, other),
            lang="fr",
            as_of=date(2020, 1, 1),
            period=Period(date(2020, 1, 1)),
        )
        with pytest.raises(ScanRefused) as refused:
            scan(wanted, resume=True)
        assert [line.partition(":")[0] for line in refused.value.problems[1:]] == [
            "as of",
            "lang",
            "since",
            "sources",
        ]

    def test_a_folder_that_holds_a_scan_or_something_else(
        self, unbroken: tuple[ScanRequest, Ended], source: Path, tmp_path: Path
    ) -> None:
        with pytest.raises(ScanRefused, match="holds a finished scan"):
            scan(unbroken[0])
        taken = folder(tmp_path / "taken", {"letter.txt": "dear"})
        with pytest.raises(ScanRefused, match="holds something else"):
            scan(request(taken, source))
        assert [path.name for path in taken.iterdir()] == ["letter.txt"]

    def test_a_source_that_is_not_there_is_named_twice_or_would_hold_its_own_results(
        self, source: Path, tmp_path: Path
    ) -> None:
        inside = folder(tmp_path / "posts", {"a.md": "Bonjour"})
        with pytest.raises(ScanRefused) as refused:
            scan(request(inside / "out", source, source, tmp_path / "nowhere", inside))
        assert len(refused.value.problems) == 3
        assert not (inside / "out").exists()

    def test_an_archive_that_changed_since(self, tmp_path: Path) -> None:
        lines = drafts(40)
        wanted = request(tmp_path / "out", jsonl(tmp_path / "posts.jsonl", lines))
        ended = interrupted(wanted)
        assert not ended.finished
        lines[0]["text"] += " !"
        jsonl(tmp_path / "posts.jsonl", lines)
        with pytest.raises(ScanStopped, match="not what they were"):
            scan(wanted, resume=True)

    def test_a_disk_that_is_full_leaves_a_scan_that_goes_on(
        self, unbroken: tuple[ScanRequest, Ended], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        wanted, left = replace(unbroken[0], out=tmp_path / "out"), 7

        def fsync(_: int) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", fsync)
            with pytest.raises(ScanStopped, match=r"disk is full.*--resume"):
                scan(wanted)
        assert not [path for path in wanted.out.rglob("*") if path.name.endswith(".new")]
        scan(wanted, resume=True)
        assert fingerprint(wanted.out) == fingerprint(unbroken[0].out)


def interrupted(wanted: ScanRequest, after: int = 1) -> Ended:
    """Scan until Ctrl-C, which comes as soon as so many drafts are committed."""
    import signal

    said: list[str] = []

    def on_progress(tally: Tally, _: object) -> None:
        if not said and tally.drafts >= after:
            os.kill(os.getpid(), signal.SIGINT)

    return scan(wanted, on_progress=on_progress, on_interrupt=lambda: said.append("stopping"))


def test_a_scan_that_is_interrupted_finishes_what_is_in_flight_and_goes_on_later(
    unbroken: tuple[ScanRequest, Ended], tmp_path: Path
) -> None:
    wanted = replace(unbroken[0], out=tmp_path / "out")
    ended = interrupted(wanted)
    assert not ended.finished
    assert 0 < ended.tally.drafts < COUNT - 1
    assert scan(wanted, resume=True).finished
    assert fingerprint(wanted.out) == fingerprint(unbroken[0].out)


def test_a_part_that_is_lost_is_made_again(unbroken: tuple[ScanRequest, Ended], tmp_path: Path) -> None:
    wanted = replace(unbroken[0], out=tmp_path / "out")
    interrupted(wanted)
    (wanted.out / "drafts" / "part-000001.parquet").unlink()
    scan(wanted, resume=True)
    assert fingerprint(wanted.out) == fingerprint(unbroken[0].out)
    (wanted.out / "findings" / "part-000001.parquet").unlink()  # of a finished scan
    scan(wanted, resume=True)
    assert fingerprint(wanted.out) == fingerprint(unbroken[0].out)


def test_archives_that_are_done_are_read_again_only_where_they_were_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one way is held to the other, which compares each chunk with what it was made of before."""
    first = jsonl(tmp_path / "first.jsonl", drafts(20))
    second = jsonl(tmp_path / "second.jsonl", [*drafts(40), BROKEN])
    wanted = request(tmp_path / "out", first, second)
    assert not interrupted(wanted, after=20).finished
    touched, changed = replace(wanted, out=tmp_path / "touched"), replace(wanted, out=tmp_path / "changed")
    for copy in (touched, changed):
        shutil.copytree(wanted.out, copy.out)
    names: list[str] = []

    def opening(path: Path, name: str) -> Source:
        names.append(name)
        return open_source(path, name)

    monkeypatch.setattr("cmcompliance.scan.intake.open_source", opening)
    assert scan(wanted, resume=True).finished
    assert names == ["second.jsonl"]
    os.utime(first, (1, 1))
    assert scan(touched, resume=True).tally == scan(wanted, resume=True).tally
    assert names[1:] == ["first.jsonl", "second.jsonl"]
    parts = [path for path in fingerprint(wanted.out) if path != "manifest"]
    assert [fingerprint(touched.out)[path] for path in parts] == [
        fingerprint(wanted.out)[path] for path in parts
    ]
    jsonl(first, drafts(21))
    with pytest.raises(ScanStopped, match="not what they were"):
        scan(changed, resume=True)
