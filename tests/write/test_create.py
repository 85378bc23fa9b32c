from __future__ import annotations

from pathlib import Path

import pytest

from cmcompliance.write.create import create_file


def test_a_new_file_is_written_with_the_mode_of_any_new_file(tmp_path: Path) -> None:
    create_file(tmp_path / "new", b"a\r\nb")
    (tmp_path / "plain").write_bytes(b"")
    assert (tmp_path / "new").read_bytes() == b"a\r\nb"
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "plain"]


def test_a_file_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        create_file(tmp_path / "old", b"new")
    assert (tmp_path / "old").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["old"]


def test_nothing_is_left_where_nothing_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        create_file(tmp_path / "none" / "new", b"x")
