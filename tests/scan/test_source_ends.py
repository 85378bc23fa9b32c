from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.archive.exports import folder

from cmcompliance.scan.source_ends import stamp_of


def longer(root: Path) -> None:
    (root / "b" / "c.md").write_text("Bonsoir")


def other(root: Path) -> None:
    """Change the content, and put the clock back."""
    path = root / "a.md"
    before = path.stat()
    path.write_text("Bonsoir!")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize(
    "change",
    [
        longer,
        other,
        lambda root: (root / "b" / "new.md").touch(),
        lambda root: (root / "a.md").rename(root / "z.md"),
        lambda root: (root / "b" / "c.md").unlink(),
    ],
)
def test_a_folder_in_which_something_changed_has_another_stamp(
    tmp_path: Path, change: Callable[[Path], object]
) -> None:
    root = folder(tmp_path / "posts", {"a.md": "Bonjour!", "b/c.md": "Bonsoir!"})
    before = stamp_of(root)
    assert before is not None
    assert stamp_of(root) == before
    change(root)
    assert stamp_of(root) != before


def test_a_file_has_one_too_and_what_is_not_there_has_none(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    assert stamp_of(path) is None
    path.write_text("Bonjour")
    before = stamp_of(path)
    path.write_text("Bonsoir")
    assert None is not before != stamp_of(path)
