from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.media.pictures import AI, picture, xmp_packet
from typer.testing import Result

Run = Callable[..., Result]
PORTRAIT = xmp_packet(
    "<dc:creator><rdf:Seq><rdf:li>Zoé Photographe</rdf:li></rdf:Seq></dc:creator>"
    f'<Iptc4xmpExt:DigitalSourceType rdf:resource="{AI}"/>'
    "<plus:ModelReleaseStatus>http://ns.useplus.org/ldf/vocab/MR-NON</plus:ModelReleaseStatus>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    picture(tmp_path / "portrait.jpg", xmp=PORTRAIT)
    (tmp_path / "notes.txt").write_text("none")
    (tmp_path / ".hidden.png").write_bytes(b"none")
    (tmp_path / "below").mkdir()
    picture(tmp_path / "below" / "plain.png")
    return tmp_path


def test_what_is_known_is_told_in_french_with_its_place_and_what_is_missing(run: Run, folder: Path) -> None:
    done = run("media", str(folder / "portrait.jpg"), "--lang", "fr")
    assert done.exit_code == 0
    page = " ".join(done.stdout.split())
    assert "portrait.jpg — image, JPEG, 64 × 48" in page
    assert "auteur : Zoé Photographe — XMP dc:creator" in page
    assert "origine : créé par une IA (trainedAlgorithmicMedia) — XMP Iptc4xmpExt:DigitalSourceType" in page
    assert "autorisation des personnes : aucune — XMP plus:ModelReleaseStatus" in page
    assert "Rien n'en est dit : droits d'auteur, licence ou conditions d'utilisation" in page


def test_a_folder_is_walked_and_what_is_no_medium_in_it_is_passed_over(run: Run, folder: Path) -> None:
    done = run("media", str(folder), "--format", "json")
    assert done.exit_code == 0
    assert [Path(one["path"]).name for one in json.loads(done.stdout)] == ["portrait.jpg", "plain.png"]


def test_for_programs_all_that_is_known_is_json(run: Run, folder: Path) -> None:
    done = run("media", str(folder / "portrait.jpg"), "-f", "json")
    (one,) = json.loads(done.stdout)
    assert (one["kind"], one["format"], one["width"], one["problems"]) == ("image", "jpeg", 64, [])
    said = {"what": "creator", "value": "Zoé Photographe", "where": "XMP dc:creator"}
    assert said in one["said"]
    assert "Zoé" in done.stdout


def test_what_could_not_be_read_is_told_and_ends_with_status_2(run: Run, folder: Path) -> None:
    named = [str(folder / name) for name in ("notes.txt", "gone.jpg", "portrait.jpg")]
    done = run("media", *named, "--lang", "en")
    assert done.exit_code == 2
    assert "unknown format" in done.stdout
    assert "no such file" in done.stdout
    assert "Zoé Photographe" in done.stdout


def test_a_folder_without_media_says_so(run: Run, tmp_path: Path) -> None:
    done = run("media", str(tmp_path), "--lang", "en")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "nothing was read" in done.stderr
    assert json.loads(run("media", str(tmp_path), "--format", "json").stdout) == []


def test_a_missing_extra_is_named_with_what_installs_it(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    done = run("media", str(folder))
    assert done.exit_code == 2
    assert "pip install 'cmcompliance[media]'" in done.stderr
