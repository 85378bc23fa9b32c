from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.results.made_scans import made_scan, place
from typer.testing import Result

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = [{**place(number), "verdict": "pass", "text": f"Le n° {number}"} for number in (1, 2)]
    return made_scan(tmp_path_factory.mktemp("made") / "out", {"drafts": rows})


def test_an_answer_is_a_table_in_the_language_of_who_asks(run: Run, out: Path) -> None:
    done = run("scan", "query", str(out), "SELECT draft_id FROM drafts ORDER BY 1", "--lang", "fr")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["draft_id", "────────", "post-1", "post-2", "(2 lignes)"]


def test_the_query_may_come_from_standard_input(run: Run, out: Path) -> None:
    done = run("scan", "query", str(out), "-", "-f", "json", stdin="SELECT number FROM drafts ORDER BY 1")
    assert json.loads(done.stdout) == [{"number": 1}, {"number": 2}]


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".csv", ".txt", ".parquet"])
def test_a_file_has_the_form_of_its_name(run: Run, out: Path, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"answer{suffix}"
    done = run("scan", "query", str(out), "SELECT text FROM drafts ORDER BY number", "--to", str(file))
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"written: {file} (2 rows)" in done.stderr
    if suffix == ".parquet":
        assert pq.read_table(file).to_pylist() == [{"text": "Le n° 1"}, {"text": "Le n° 2"}]
    else:
        assert "Le n° 2" in file.read_text(encoding="utf-8")


def test_a_query_that_fails_leaves_the_file_as_it_was(run: Run, out: Path, tmp_path: Path) -> None:
    file = tmp_path / "answer.csv"
    file.write_text("before")
    done = run("scan", "query", str(out), "SELECT text::INT FROM drafts", "--to", str(file))
    assert done.exit_code == 2
    assert "SQL: Conversion Error" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["answer.csv"]
    assert file.read_text() == "before"


def test_what_cannot_be_is_refused_in_a_line(run: Run, out: Path, tmp_path: Path) -> None:
    for arguments, said in [
        ([str(tmp_path), "SELECT 1"], "no results of a scan"),
        ([str(out), " "], "the query is empty"),
        ([str(out), "SELECT 1", "--format", "parquet"], "needs --to FILE"),
        ([str(out), "SELECT 1", "--to", str(tmp_path / "x.doc")], "Say it by --format"),
        ([str(out), "SELECT 1", "--to", str(out / "x.csv")], "write it elsewhere"),
        ([str(out), "SELECT 1", "--to", str(tmp_path / "no" / "x.csv")], "cannot write"),
    ]:
        done = run("scan", "query", *arguments)
        assert (done.exit_code, done.stdout) == (2, "")
        assert said in done.stderr
        assert done.stderr.count("\n") == 1


def test_results_so_far_are_called_so(run: Run, tmp_path: Path) -> None:
    out = made_scan(tmp_path / "out", finished=False)
    done = run("scan", "query", str(out), "FROM drafts", "--format", "csv", "--no-bom")
    assert done.stdout.startswith("draft_id,source,")
    assert "the scan is not finished" in done.stderr
