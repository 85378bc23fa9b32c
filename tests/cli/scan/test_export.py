from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from tests.results.made_scans import made_scan, place
from typer.testing import Result

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    draft = {**place(1), "verdict": "block", "text": "=1+1", "published_at": "2024-05-01"}
    finding = {**place(1), "obligation": "contest.rules-missing", "severity": "error", "rule": "r"}
    return made_scan(tmp_path_factory.mktemp("made") / "out", {"drafts": [draft], "findings": [finding]})


def test_a_workbook_and_a_table_are_written_at_once(run: Run, out: Path, tmp_path: Path) -> None:
    book, table = tmp_path / "client.xlsx", tmp_path / "constats.csv"
    done = run("scan", "export", str(out), "--to", str(book), "--to", str(table), "--lang", "fr")
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"écrit : {book}" in done.stderr
    sheets = openpyxl.load_workbook(book)
    assert sheets.sheetnames == ["Synthèse", "Publications", "Constats", "Questions", "Non contrôlé"]
    assert ("Publications contrôlées", 1) in [row[:2] for row in sheets["Synthèse"].values]
    text = table.read_text(encoding="utf-8")
    assert text.startswith("\ufeffPublication,Date,")
    (row,) = csv.DictReader(text.removeprefix("\ufeff").splitlines())
    assert (row["Gravité"], row["Code"]) == ("erreur", "contest.rules-missing")


def test_a_table_may_lack_the_mark_and_its_sheet_may_be_chosen(run: Run, out: Path, tmp_path: Path) -> None:
    file = tmp_path / "client.csv"
    done = run("scan", "export", str(out), "--to", str(file), "--sheet", "posts", "--no-bom")
    assert done.exit_code == 0
    text = file.read_text(encoding="utf-8")
    assert text.startswith("Post,Date,")
    assert ",'=1+1," in text


def test_what_cannot_be_is_refused_before_anything_is_written(run: Run, out: Path, tmp_path: Path) -> None:
    for name, said in [
        ("client.csv", "which sheet is it to hold"),
        ("client.pdf", "exports are .xlsx or .csv"),
        ("no/client.xlsx", "cannot write"),
    ]:
        done = run("scan", "export", str(out), "--to", str(tmp_path / name))
        assert done.exit_code == 2
        assert said in done.stderr
    assert not list(tmp_path.iterdir())
