from pathlib import Path

import pytest

from cmcompliance.elements.locating import located


def test_a_path_goes_from_the_drafts_folder(tmp_path: Path) -> None:
    assert located("img/a.jpg", tmp_path) == tmp_path / "img" / "a.jpg"
    assert located("img\\a.jpg", tmp_path) == tmp_path / "img" / "a.jpg"


@pytest.mark.parametrize(
    "path",
    ["../a.jpg", "/etc/passwd", "img/../../a.jpg", "https://x.example/a.jpg", "file:///a.jpg", "", "a\0b"],
)
def test_nothing_outside_of_the_folder_is_looked_at(path: str, tmp_path: Path) -> None:
    assert located(path, tmp_path) is None


def test_a_link_may_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "secret.jpg").write_bytes(b"x")
    (tmp_path / "drafts" / "a.jpg").symlink_to(tmp_path / "secret.jpg")
    assert located("a.jpg", tmp_path / "drafts") is None
