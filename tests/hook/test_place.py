from __future__ import annotations

import os
from pathlib import Path

import pytest

import cmcompliance
from cmcompliance.hook.place import place


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of our name, with rules beside its `src`."""
    folder = tmp_path / "src" / "cmcompliance"
    (folder / "infer").mkdir(parents=True)
    (folder / "__init__.py").touch()
    (folder / "infer" / "engine.py").write_text("a = 1", encoding="utf-8")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "book.yaml").write_text("name: a", encoding="utf-8")
    monkeypatch.setattr(cmcompliance, "__file__", str(folder / "__init__.py"))
    return folder


def test_the_same_installation_has_the_same_place(package: Path) -> None:
    assert place("/run/x") == place("/run/x")


@pytest.mark.parametrize("name", ["infer/engine.py", "../../rules/book.yaml"])
def test_an_installation_that_changed_has_another_place(package: Path, name: str) -> None:
    before = place("/run/x")
    (package / name).write_text("b = 2", encoding="utf-8")
    os.utime(package / name, ns=(1, 1))
    assert place("/run/x") != before


def test_a_file_that_is_added_or_gone_makes_another_place(package: Path) -> None:
    before = place("/run/x")
    (package / "new.py").touch()
    added = place("/run/x")
    (package / "new.py").unlink()
    assert added != before == place("/run/x")


def test_what_python_compiles_changes_nothing(package: Path) -> None:
    before = place("/run/x")
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "a.pyc").touch()
    assert place("/run/x") == before
