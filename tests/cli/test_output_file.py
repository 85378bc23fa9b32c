from __future__ import annotations

import os
from pathlib import Path

import pytest

from cmcompliance.cli.output_file import OutputFile


def test_a_file_is_there_once_it_is_kept_and_not_before(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    file = OutputFile(path)
    file.stream.write("é\r\n")
    assert not path.exists()
    file.keep()
    assert path.read_bytes() == "é\r\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_discarded_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text("old")
    file = OutputFile(path)
    file.stream.write("new")
    file.discard()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_the_mode_of_the_old_file_and_a_link_to_it_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "report.csv", tmp_path / "latest.csv"
    path.write_text("old")
    path.chmod(0o640)
    link.symlink_to(path)
    file = OutputFile(link)
    file.stream.write("new")
    file.keep()
    assert link.is_symlink()
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no such device")
def test_a_device_is_written_and_stays_a_device() -> None:
    file = OutputFile(Path("/dev/null"))
    file.stream.write("new")
    file.keep()
    assert not Path("/dev/null").is_file()


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        OutputFile(tmp_path / "none" / "report.csv")
