from __future__ import annotations

import os
from pathlib import Path

import pytest

from cmcompliance.media.walking import files_in


def test_a_folder_is_its_files_in_order_without_hidden_ones_and_sidecars(tmp_path: Path) -> None:
    for name in ("b.jpg", "a.jpg", "a.jpg.xmp", ".c.jpg", "z/d.jpg", ".git/e.jpg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "z" / "again").symlink_to(tmp_path)
    names = [os.path.relpath(path, tmp_path) for path in files_in(str(tmp_path))]
    assert names == ["a.jpg", "b.jpg", "z/d.jpg"]


def test_a_file_a_link_and_what_is_not_there_are_themselves(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    for name in ("link", "none"):
        assert list(files_in(str(tmp_path / name))) == [str(tmp_path / name)]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into every folder")
def test_a_folder_that_is_closed_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    assert list(files_in(str(tmp_path))) == [str(tmp_path / "closed")]
