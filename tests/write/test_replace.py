from __future__ import annotations

import stat
from pathlib import Path

import pytest

from cmcompliance.write.replace import FileChangedError, replace_file


def test_the_content_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "post.md"
    file.write_bytes(b"old")
    file.chmod(0o640)
    replace_file(file, b"new", b"old")
    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_was_changed_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "post.md"
    file.write_bytes(b"someone else's")
    with pytest.raises(FileChangedError, match=r"post\.md was changed meanwhile"):
        replace_file(file, b"new", b"old")
    assert file.read_bytes() == b"someone else's"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    file, link = tmp_path / "post.md", tmp_path / "link.md"
    file.write_bytes(b"old")
    link.symlink_to(file)
    replace_file(link, b"new", b"old")
    assert link.is_symlink()
    assert file.read_bytes() == b"new"


def test_what_cannot_be_finished_leaves_the_old_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "post.md"
    file.write_bytes(b"old")

    def fail(_: int) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="the disk is full"):
        replace_file(file, b"new", b"old")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_what_is_already_there_is_not_written_again(tmp_path: Path) -> None:
    file = tmp_path / "post.md"
    file.write_bytes(b"same")
    before = file.stat().st_ino
    replace_file(file, b"same", b"same")
    assert file.stat().st_ino == before
