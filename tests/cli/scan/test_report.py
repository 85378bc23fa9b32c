from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.results.report.rows import varied
from typer.testing import Result

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return varied(tmp_path_factory.mktemp("report") / "out")


def scan(run: Run, folder: Path, *options: str) -> Result:
    posts = folder / "posts.jsonl"
    posts.write_text(json.dumps({"text": "Bonne semaine !", "published_at": "2024-05-01"}) + "\n")
    arguments = ("scan", str(posts), "--out", str(folder / "out"), "--no-config", "--workers", "1")
    return run(*arguments, "--lang", "fr", *options)


def test_a_page_is_written_into_the_folder_or_where_one_says(run: Run, results: Path, tmp_path: Path) -> None:
    done = run("scan", "report", str(results), "--lang", "fr")
    assert (done.exit_code, done.stdout) == (0, f"Rapport : {results / 'report.html'}\n")
    english = run("scan", "report", str(results), "--lang", "en", "--to", str(tmp_path / "a.html"))
    assert english.exit_code == 0
    assert '<html lang="fr">' in (results / "report.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert [file.name for file in tmp_path.iterdir()] == ["a.html"]


def test_what_cannot_be_is_said_in_a_line(run: Run, results: Path, tmp_path: Path) -> None:
    nowhere = run("scan", "report", str(tmp_path))
    assert nowhere.exit_code == 2
    assert "no manifest.sqlite" in nowhere.stderr
    unwritable = run("scan", "report", str(results), "--lang", "en", "--to", str(tmp_path / "no" / "a.html"))
    assert unwritable.exit_code == 2
    assert "cannot be written: No such file or directory" in unwritable.stderr


def test_a_page_goes_to_no_other_place_in_the_folder_which_would_keep_a_scan_from_going_on(
    run: Run, results: Path
) -> None:
    before = sorted(path.name for path in results.iterdir())
    done = run("scan", "report", str(results), "--to", str(results / "client.html"))
    assert done.exit_code == 2
    assert "write it elsewhere" in done.stderr
    assert sorted(path.name for path in results.iterdir()) == before
    assert run("scan", "report", str(results), "--to", str(results / "report.html")).exit_code == 0


def test_a_page_that_cannot_be_made_spoils_no_scan_and_is_made_when_it_can_be(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    page = tmp_path / "out" / "report.html"
    with monkeypatch.context() as patched:
        patched.setattr("cmcompliance.results.report.write_report", fail)
        done = scan(run, tmp_path)
    assert done.exit_code == 0, done.output
    assert "les résultats sont entiers" in done.stderr
    assert not page.exists()
    page.with_name(".report.html.new").write_text("cut off")
    again = scan(run, tmp_path, "--resume")
    assert (again.exit_code, again.stderr) == (0, "")
    assert f"Rapport : {page}" in again.stdout
    assert "Bonne semaine" not in page.read_text(encoding="utf-8")
    assert not page.with_name(".report.html.new").exists()
