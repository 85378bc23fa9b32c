from __future__ import annotations

from pathlib import Path

import pytest

from cmcompliance.read.folders import files_in, is_other_json


def made(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def found(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in files_in(folder)]


def test_files_that_may_hold_drafts_come_in_order_each_folder_s_own_first(tmp_path: Path) -> None:
    made(tmp_path, "b.md", "a.TXT", "c/a.jsonl", "c/d/x.json", "a/z.ndjson", "a/y.markdown")
    assert found(tmp_path) == ["a.TXT", "b.md", "a/y.markdown", "a/z.ndjson", "c/a.jsonl", "c/d/x.json"]


def test_what_holds_no_drafts_and_what_is_hidden_is_passed_over(tmp_path: Path) -> None:
    made(tmp_path, "a.toml", "a.csv", "noend", ".b.md", ".git/c.md", "d/.e/f.md", "g.md/h.png")
    assert found(tmp_path) == []


def test_links_to_folders_are_passed_over_and_links_to_files_are_not(tmp_path: Path) -> None:
    made(tmp_path, "a/b.md")
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "c.md").symlink_to(tmp_path / "a" / "b.md")
    assert found(tmp_path) == ["c.md", "a/b.md"]


@pytest.mark.parametrize(
    ("name", "content", "other"),
    [
        ("package.json", '{"name": "site", "author": "Ana"}', True),
        ("post.json", '{"text": "Bonjour"}', False),
        ("broken.json", '[{"text": ', False),
        ("far.json", '{"id": "' + "x" * 65_530 + '", "text": "Bonjour"}', False),
        ("lines.jsonl", '{"caption": "Bonjour"}', False),
    ],
)
def test_json_without_a_text_holds_no_draft(tmp_path: Path, name: str, content: str, other: bool) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert is_other_json(path) is other
