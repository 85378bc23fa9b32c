from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.waivers import Waiver
from cmcompliance.waivers.reach import files_meant, is_for, pattern_of

ROOT = Path("/archive")


def waiver(*paths: str, folder: Path = ROOT) -> Waiver:
    return Waiver("fr", "r", "b", paths=paths, folder=folder)


@pytest.mark.parametrize(
    ("patterns", "path", "meant"),
    [
        ((), "a.md", True),
        (("a.md",), "a.md", True),
        (("a.md",), "deep/a.md", True),
        (("/a.md",), "deep/a.md", False),
        (("posts/",), "posts/deep/a.md", True),
        (("*.md", "!b.md"), "b.md", False),
        (("posts/**",), "../a.md", False),
    ],
)
def test_patterns_are_read_as_in_gitignore_from_the_folder_of_the_file(
    patterns: tuple[str, ...], path: str, meant: bool
) -> None:
    assert is_for(waiver(*patterns), ROOT / path) is meant


def test_what_is_no_file_is_under_no_path() -> None:
    assert not is_for(waiver("*"), None)
    assert is_for(waiver(), None)


NAMES = st.text(st.sampled_from(list("ab .!#*?[]\\é-")), min_size=1, max_size=8).filter(
    lambda name: name not in {".", ".."}
)


@given(name=NAMES, other=NAMES)
def test_the_pattern_of_a_file_means_it_and_no_other(name: str, other: str) -> None:
    pattern = pattern_of(ROOT / "posts" / name, ROOT)
    assert is_for(waiver(pattern), ROOT / "posts" / name)
    assert is_for(waiver(pattern), ROOT / "posts" / other) is (other == name)
    assert not is_for(waiver(pattern), ROOT / "deep" / "posts" / name)


def test_a_file_elsewhere_has_no_pattern() -> None:
    with pytest.raises(ValueError, match="subpath"):
        pattern_of(Path("/other/a.md"), ROOT)


def test_the_files_meant_are_those_on_disk_of_the_kinds_asked_for(tmp_path: Path) -> None:
    for name in ("posts/a.md", "posts/b.md", "posts/b.png", "c.md", "posts/.git/d.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    found = files_meant(waiver("posts/", folder=tmp_path), frozenset({".md"}))
    assert sorted(path.name for path in found) == ["a.md", "b.md"]
