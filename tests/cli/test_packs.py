"""Packs on the command line, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.rulebook.house import FILES, write_pack

DRAFT = "Nos baskets sont pas chères ce week-end en boutique."


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of installed packages that has a pack, and the packages of the tests."""
    folder = tmp_path / "site"
    write_pack(folder / "acme_pack/rules")
    info = folder / "acme_pack-2.1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-pack\nVersion: 2.1\n")
    (info / "entry_points.txt").write_text("[cmcompliance.packs]\nacme = acme_pack.rules\n")
    return folder


def run(site: Path, *arguments: str, status: int) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(filter(None, (str(site), os.environ.get("PYTHONPATH"), "src")))
    environment = {**os.environ, "PYTHONPATH": path, "LC_ALL": "C.UTF-8"}
    result = subprocess.run(
        [sys.executable, "-m", "cmcompliance", *arguments],
        env=environment,
        input=DRAFT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == status, result.stderr
    return result


def test_a_draft_is_checked_with_the_packs_named_and_the_report_says_so(site: Path) -> None:
    report = json.loads(run(site, "check", "-", "--pack", "acme", "--format", "json", status=1).stdout)
    (finding,) = report["findings"]
    assert finding["rule"] == "acme/forbidden-words"
    assert finding["legal_basis"][0]["house"] == "ACME"
    assert report["ruleset"]["packs"] == [{"name": "acme", "version": "1.0"}]

    page = run(site, "check", "-", "--pack", "acme", "--lang", "en", status=1).stdout
    assert "Policy      Charte éditoriale ACME, § 3" in page
    assert "An automatic check (cmcompliance 2" in page
    assert " + acme 1.0, " in page


def test_installed_packs_are_listed_and_a_broken_one_is_told_by_file_and_line(site: Path) -> None:
    line = run(site, "rules", "packs", status=0).stdout
    assert line.startswith("acme 1.0: 1 rule, brought by acme-pack 2.1, in ")

    rule = FILES["acme/forbidden-words.yaml"].replace("severity: error", "severity: eror")
    write_pack(site / "acme_pack/rules", {"acme/forbidden-words.yaml": rule})
    place = f"{site.as_posix()}/acme_pack/rules/acme/forbidden-words.yaml:3:11: "
    assert run(site, "rules", "packs", status=2).stderr.startswith(place)
    result = run(site, "check", "-", "--pack", "acme", status=2)
    assert result.stderr.startswith(f"cmcompliance: {place}found `eror`")


def test_a_pack_that_does_not_exist_is_bad_input(site: Path) -> None:
    said = run(site, "check", "-", "--pack", "acne", status=2).stderr
    assert said.endswith("'acne' is no installed pack and no folder of rules; did you mean `acme`?\n")
