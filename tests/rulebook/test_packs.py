"""Packs are folders, or what installed Python packages name as such."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.rulebook.house import write_pack

from cmcompliance.rulebook import PackError, installed_packs, pack_folders
from cmcompliance.rulebook.packs import find_installed

Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Lay out a Python package with a pack as pip would, where Python looks for it."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.chdir(tmp_path)

    def lay_out(entry: str, package: str = "acme_pack", code: str = "") -> Path:
        rules = write_pack(site / package / "rules")
        (site / package / "__init__.py").write_text(code, encoding="utf-8")
        info = site / f"{package}-2.1.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 2.1\n")
        (info / "entry_points.txt").write_text(f"[cmcompliance.packs]\n{entry}\n")
        for name in [name for name in sys.modules if name.split(".")[0] == package]:
            monkeypatch.delitem(sys.modules, name)
        return rules

    return lay_out


GIVEN_BY = {
    "a package": ("acme = acme_pack.rules", ""),
    "a path": ("acme = acme_pack:RULES", "import pathlib\nRULES = pathlib.Path(__file__).parent / 'rules'"),
    "a text": ("acme = acme_pack:RULES", "import os\nRULES = os.path.dirname(__file__) + '/rules'"),
    "a function": (
        "acme = acme_pack:rules",
        "from importlib.resources import files\ndef rules():\n    return files(__name__) / 'rules'",
    ),
}


@pytest.mark.parametrize(("entry", "code"), GIVEN_BY.values(), ids=GIVEN_BY.keys())
def test_a_package_gives_its_folder_by_an_entry_point(install: Install, entry: str, code: str) -> None:
    rules = install(entry, code=code)
    assert installed_packs()["acme"] == rules
    assert pack_folders(["acme"], Path()) == [rules]


def test_an_installed_pack_is_not_loaded_unless_it_is_named(install: Install) -> None:
    install("acme = acme_pack.rules", code="raise SystemExit('imported')")
    assert list(find_installed()) == ["acme"]
    assert pack_folders([], Path()) == []


BROKEN = {
    "no such package": ("acme = acme_pakc.rules", "", "No module named 'acme_pakc'"),
    "no such part": ("acme = acme_pack.ruless", "", "no package 'acme_pack.ruless'"),
    "no such name": ("acme = acme_pack:RULES", "", "has no attribute 'RULES'"),
    "no folder": ("acme = acme_pack:RULES", "RULES = '/no/such'", "names /no/such, which is no folder"),
    "no path": ("acme = acme_pack:RULES", "RULES = 3", "gives no folder: expected str"),
    "a fault in the package": ("acme = acme_pack.rules", "1 / 0", "ZeroDivisionError: division by zero"),
}


@pytest.mark.parametrize(("entry", "code", "said"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_pack_is_told_with_its_package(install: Install, entry: str, code: str, said: str) -> None:
    install(entry, code=code)
    with pytest.raises(PackError) as caught:
        pack_folders(["acme"], Path())
    assert str(caught.value).startswith("the pack `acme` of acme_pack 2.1 (acme_pa")
    assert said in str(caught.value)


def test_two_packages_may_not_bring_the_same_name(install: Install) -> None:
    install("acme = acme_pack.rules")
    install("acme = other_pack.rules", package="other_pack")
    with pytest.raises(PackError, match="two packages bring a pack `acme`: "):
        find_installed()


def test_a_folder_is_found_from_the_base_and_given_once(tmp_path: Path) -> None:
    write_pack(tmp_path / "charter")
    expected = [tmp_path / "charter"]
    assert pack_folders(["charter", "./charter", str(tmp_path / "charter")], tmp_path) == expected


def test_an_installed_pack_wins_over_a_folder_unless_there_is_a_slash(
    install: Install, tmp_path: Path
) -> None:
    rules = install("acme = acme_pack.rules")
    folder = write_pack(tmp_path / "acme")
    assert pack_folders(["acme"], tmp_path) == [rules]
    assert pack_folders(["./acme"], tmp_path) == [folder]


def test_what_is_neither_is_told_with_the_nearest_one(install: Install, tmp_path: Path) -> None:
    install("acme = acme_pack.rules")
    write_pack(tmp_path / "charter")
    for name, said in {
        "acne": "'acne' is no installed pack and no folder of rules; did you mean `acme`?",
        "chartre": "'chartre' is no installed pack and no folder of rules; did you mean `charter`?",
        "./chartre": "'./chartre' is no folder of rules; did you mean `charter`?",
    }.items():
        with pytest.raises(PackError) as caught:
            pack_folders([name], tmp_path)
        assert str(caught.value) == said
