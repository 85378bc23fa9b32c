from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]
PAID = "Le sérum éclat de @lumidaube, je ne sors plus sans. Mon code LEA15 vous donne -15 %."


def archive(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def line(text: str) -> str:
    return json.dumps({"text": text, "platform": "instagram", "published_at": "2024-05-01"})


def test_a_scan_ends_with_what_it_found_on_one_screen(run: Run, tmp_path: Path) -> None:
    posts = archive(tmp_path / "posts.jsonl", line("Bonne semaine !"), line(PAID))
    arguments = ("scan", str(posts), "--out", str(tmp_path / "out"), "--jurisdiction", "FR")
    arguments += ("--relationship", "paid", "--author-role", "influencer")
    done = run(*arguments, "--no-config", "--workers", "1", "--lang", "fr", "--no-report")
    assert done.exit_code == 1, done.output
    assert "Publications contrôlées : 2" in done.stdout
    assert "  à ne pas publier" in done.stdout
    assert not (tmp_path / "out" / "report.html").exists()
    again = run(*arguments, "--no-config", "--lang", "fr", "--resume")
    assert again.exit_code == 1
    assert "lots déjà faits auparavant : 1" in again.stdout


def test_what_cannot_be_read_ends_it_with_two(run: Run, tmp_path: Path) -> None:
    posts = archive(tmp_path / "posts.jsonl", line("Bonne semaine !"), '{"text": 7}')
    done = run("scan", str(posts), "--out", str(tmp_path / "out"), "--no-config", "--workers", "1", "-q")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "not checked: 1 (see " in done.stderr


def test_archives_without_a_post_are_no_clean_result(run: Run, tmp_path: Path) -> None:
    nothing = archive(tmp_path / "photo.jpg", "\x00")
    done = run("scan", str(nothing), "--out", str(tmp_path / "out"), "--no-config", "--workers", "1")
    assert done.exit_code == 2
    assert "no post was found" in done.stderr


def test_the_columns_of_a_table_may_be_named(run: Run, tmp_path: Path) -> None:
    posts = archive(tmp_path / "posts.csv", "Mot du jour;Jour", "Bonne semaine !;03/11/2026")
    arguments = ("scan", str(posts), "--no-config", "--workers", "1", "--lang", "fr", "--no-report")
    unknown = run(*arguments, "--out", str(tmp_path / "a"))
    assert unknown.exit_code == 2
    assert "'Mot du jour'" in unknown.output
    named = ("--map", "text=Mot du jour", "--map", "dates=day-first")
    done = run(*arguments, "--out", str(tmp_path / "b"), *named)
    assert "Publications contrôlées : 1" in done.stdout
    assert done.exit_code == 0


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--since", "2024-02-01", "--until", "2024-01-01"), "no day lies between"),
        (("--where", "platform=instgram"), "did you mean instagram?"),
        (("--config", "a.toml", "--no-config"), "contradict"),
        (("--author-role", "king"), "author.role"),
        (("--map", "txt=Message"), "no field 'txt'"),
        (("--no-config",), "no such file or folder"),
    ],
)
def test_what_is_asked_wrongly_is_told_before_anything_is_made(
    run: Run, tmp_path: Path, options: tuple[str, ...], why: str
) -> None:
    out = tmp_path / "out"
    done = run("scan", str(tmp_path / "nowhere"), "--out", str(out), "--lang", "en", *options)
    assert done.exit_code == 2
    assert why in done.stderr
    assert not out.exists()
