from __future__ import annotations

from pathlib import Path

import pytest
from tests.settings.conftest import Write

from cmcompliance.settings.discovery import Search, absolute, shown
from cmcompliance.settings.errors import SettingsError

OURS = "[tool.cmcompliance]\nplatform = 'x'\n"


def test_the_nearest_file_upwards_is_found(write: Write) -> None:
    top, near = write("cmcompliance.toml"), write("a/b/cmcompliance.toml")
    search = Search()
    assert search.above(near.parent / "c" / "d") == near
    assert search.above(near.parent) == near
    assert search.above(top.parent / "a") == top


def test_neither_a_repository_nor_a_pyproject_of_others_ends_the_search(write: Write) -> None:
    top = write("cmcompliance.toml")
    write("a/.git/HEAD")
    write("a/pyproject.toml", "[project]\nname = 'other'\n")
    write("a/b/pyproject.toml", "[project]\ndependencies = ['cmcompliance']\n")
    assert Search().above(top.parent / "a" / "b") == top


def test_a_pyproject_with_our_table_is_found_and_our_own_file_beside_it_wins(write: Write) -> None:
    project = write("a/pyproject.toml", OURS)
    assert Search().above(project.parent) == project
    own = write("a/cmcompliance.toml")
    assert Search().above(project.parent) == own


def test_a_folder_with_the_name_of_a_settings_file_is_none(write: Write) -> None:
    top = write("cmcompliance.toml")
    write("a/cmcompliance.toml/x")
    write("a/pyproject.toml/x")
    assert Search().above(top.parent / "a") == top


def test_a_broken_pyproject_that_names_us_is_told_and_another_is_passed_over(write: Write) -> None:
    write("a/pyproject.toml", "[tool.cmcompliance\n")
    write("b/pyproject.toml", "[tool.other\n")
    with pytest.raises(SettingsError, match=r"^a/pyproject\.toml:1:19: no valid TOML"):
        Search().above(Path.cwd() / "a")
    assert Search().above(Path.cwd() / "b") is None


def test_a_path_is_shown_from_the_working_folder_when_it_lies_in_it(write: Write) -> None:
    inside = write("a/x.toml")
    assert shown(absolute(Path("b/../a/x.toml"))) == "a/x.toml"
    assert shown(inside.parents[2] / "x.toml") == str(inside.parents[2] / "x.toml")
