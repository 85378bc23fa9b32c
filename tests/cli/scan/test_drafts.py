from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    lines = [json.dumps({"id": "a", "text": text}) for text in ("Bonne semaine !", "Bon dimanche !")]
    path = tmp_path / "posts.jsonl"
    path.write_text("\n".join([*lines, '{"text": 7}']) + "\n", encoding="utf-8")
    return path


def test_lines_hold_the_drafts_under_the_ids_of_a_scan(run: Run, posts: Path, tmp_path: Path) -> None:
    done = run("scan", "drafts", str(posts), "--to", str(tmp_path / "feed.jsonl"), "--lang", "fr")
    assert done.exit_code == 0, done.output
    assert "Publications écrites : 2" in done.stdout
    first, second, third = map(json.loads, (tmp_path / "feed.jsonl").read_text("utf-8").splitlines())
    assert (first["draft_id"], second["draft_id"], third["kind"]) == ("a", "a~2", "unreadable")
    assert first["draft"] == {"id": "a", "text": "Bonne semaine !"}
    assert (first["source"], first["member"], first["number"]) == (str(posts), "posts.jsonl", 1)


def test_parquet_holds_the_same(run: Run, posts: Path, tmp_path: Path) -> None:
    assert run("scan", "drafts", str(posts), "--to", str(tmp_path / "feed.parquet"), "-q").stdout == ""
    rows = pq.read_table(tmp_path / "feed.parquet").to_pylist()
    assert [(row["draft_id"], row["kind"]) for row in rows] == [
        ("a", None),
        ("a~2", None),
        (None, "unreadable"),
    ]
    assert json.loads(rows[1]["draft"])["text"] == "Bon dimanche !"


@pytest.mark.parametrize(
    ("to", "options", "why"),
    [
        ("feed.csv", (), "ends in .jsonl or .parquet"),
        ("posts.jsonl", (), "is one of the archives"),
        ("feed.jsonl", ("--since", "2024-02-01", "--until", "2024-01-01"), "no day lies between"),
        ("none/feed.jsonl", (), "cannot be written"),
    ],
)
def test_what_is_asked_wrongly_is_told(
    run: Run, posts: Path, tmp_path: Path, to: str, options: tuple[str, ...], why: str
) -> None:
    before = posts.read_bytes()
    done = run("scan", "drafts", str(posts), "--to", str(tmp_path / to), "--lang", "en", *options)
    assert done.exit_code == 2
    assert why in done.stderr
    assert posts.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["posts.jsonl"]
