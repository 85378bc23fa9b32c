from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.results.made_scans import made_scan, place

from cmcompliance.results.faults import ResultsRefused
from cmcompliance.results.record import read_record


def test_it_tells_what_was_scanned(tmp_path: Path) -> None:
    rows = [{**place(1), "verdict": "block"}, {**place(2), "verdict": "pass"}]
    out = made_scan(tmp_path / "out", {"drafts": rows[:1]}, {"drafts": rows[1:]}, finished=False)
    told = read_record(out)
    assert (told.finished, told.today, told.sources) == (False, "2026-03-01", ("posts.jsonl",))
    assert (told.rule_books, told.version) == (("house 1 abc",), "9")
    assert told.tally.verdicts == {"block": 1, "pass": 1}
    assert [part.number for part in told.parts["drafts"]] == [1, 2]
    assert [part.number for part in told.parts["findings"]] == [1]


def test_to_read_it_changes_nothing(tmp_path: Path) -> None:
    out = made_scan(tmp_path / "out")
    before = (out / "manifest.sqlite").stat().st_mtime_ns
    assert read_record(out).finished
    assert (out / "manifest.sqlite").stat().st_mtime_ns == before


def test_a_commit_that_was_cut_off_is_not_counted_and_not_touched(tmp_path: Path) -> None:
    out = made_scan(tmp_path / "out", {"drafts": [{**place(1), "verdict": "pass"}]})
    if (child := os.fork()) == 0:
        base = sqlite3.connect(out / "manifest.sqlite", isolation_level=None)
        base.execute("PRAGMA cache_spill = 1")
        base.execute("PRAGMA cache_size = 1")
        base.execute("BEGIN IMMEDIATE")
        base.execute("DELETE FROM chunks")
        for number in range(2000):  # more than the cache holds: it is in the file, and in a hot journal
            base.execute("INSERT INTO scan VALUES (?, ?)", (f"x{number}", '"' + "x" * 500 + '"'))
        os._exit(0)
    os.waitpid(child, 0)
    journal = out / "manifest.sqlite-journal"
    assert journal.stat().st_size > 0
    before = (out / "manifest.sqlite").read_bytes()
    assert read_record(out).tally.drafts == 1
    assert (out / "manifest.sqlite").read_bytes() == before
    assert journal.exists()


def test_no_results_are_refused_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(ResultsRefused, match="nowhere: no such folder"):
        read_record(tmp_path / "nowhere")
    (tmp_path / "file").touch()
    with pytest.raises(ResultsRefused, match="file: no folder of results"):
        read_record(tmp_path / "file")
    with pytest.raises(ResultsRefused, match=r"has no manifest\.sqlite; name what --out"):
        read_record(tmp_path)
    (tmp_path / "manifest.sqlite").write_text("no database, but long enough to look like none at all")
    with pytest.raises(ResultsRefused, match=r"manifest\.sqlite: cannot be read"):
        read_record(tmp_path)


def test_results_of_another_format_are_refused(tmp_path: Path) -> None:
    out = made_scan(tmp_path / "out")
    with closing(sqlite3.connect(out / "manifest.sqlite")) as base:
        base.execute("UPDATE scan SET value = '99' WHERE key = 'format'")
        base.commit()
    with pytest.raises(ResultsRefused, match="another version of cmcompliance"):
        read_record(out)
