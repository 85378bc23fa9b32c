import os
import time
from pathlib import Path

import pytest

from cmcompliance.rulebook.kept_files import KEPT_DAYS, write_kept


def aged(path: Path, days: int) -> Path:
    path.write_bytes(b"old")
    moment = time.time() - days * 86_400
    os.utime(path, (moment, moment))
    return path


def test_a_new_file_sweeps_away_the_old_ones_of_its_family(tmp_path: Path) -> None:
    old, leftover = (aged(tmp_path / name, KEPT_DAYS + 1) for name in ("book-a.bin", ".book-killed"))
    fresh, other = aged(tmp_path / "book-b.bin", 3), aged(tmp_path / "lexicon-a.bin", KEPT_DAYS + 1)
    write_kept(tmp_path / "book-c.bin", b"new")
    assert (tmp_path / "book-c.bin").read_bytes() == b"new"
    assert not old.exists()
    assert not leftover.exists()
    assert fresh.exists()
    assert other.exists()


def test_a_folder_that_cannot_be_made_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match=r"file"):
        write_kept(tmp_path / "file" / "book-a.bin", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
