from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Literal, get_args

import pytest
from tests.media.pictures import AI, picture, xmp_packet
from typer.testing import Result

from cmcompliance.cli.media.ledger import words
from cmcompliance.draft.evidence import Use
from cmcompliance.ledger.auditing import Remark, RemarkCode
from cmcompliance.ledger.state import Shortfall, ShortfallCode

Run = Callable[..., Result]
LEDGER = """\
[[asset]]
path = "a.png"
source = "stock"
licensor = "Agence Truc"
uses = ["print"]
until = 2026-03-31
people = [{name = "Léa", minor = true}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    picture(tmp_path / "a.png")
    picture(tmp_path / "b.png", width=30)
    (tmp_path / "rights.toml").write_text(LEDGER)
    return tmp_path


def page_of(done: Result) -> str:
    return " ".join(done.stdout.split())


def test_what_the_ledger_says_of_a_file_and_what_is_missing_is_told_in_french(run: Run, folder: Path) -> None:
    done = run("media", "a.png", "--lang", "fr")
    assert done.exit_code == 0
    page = page_of(done)
    assert "Registre des droits (rights.toml) rights.toml:1 — source : stock ; de qui : Agence Truc" in page
    assert "usages : imprimé ; jusqu'au : 2026-03-31" in page
    assert "EXPIRÉ depuis le 2026-03-31" in page
    assert "il y manque : accord de Léa, combien de parents de Léa ont donné leur accord" in page


def test_a_file_that_is_not_in_the_ledger_is_told(run: Run, folder: Path) -> None:
    assert "no entry for this file" in page_of(run("media", "b.png", "--lang", "en"))


def test_the_ledger_that_is_named_holds(run: Run, folder: Path) -> None:
    (folder / "other").mkdir()
    other = folder / "other" / "all.toml"
    other.write_text('[[asset]]\npath = "c.png"\nlicence = "CC0"\n')
    picture(folder / "other/c.png", width=20)
    done = run("media", "other/c.png", "--ledger", str(other), "--lang", "en")
    assert "Ledger of rights (other/all.toml) all.toml:1 — licence: CC0" in page_of(done)


def test_without_a_ledger_nothing_is_said_of_one(run: Run, tmp_path: Path) -> None:
    picture(tmp_path / "a.png")
    assert "edger" not in run("media", "a.png", "--lang", "en").stdout
    (record,) = json.loads(run("media", "a.png", "-f", "json").stdout)
    assert "ledger" not in record


def test_for_programs_the_entries_stand_beside_what_the_file_says(run: Run, folder: Path) -> None:
    (record,) = json.loads(run("media", "a.png", "-f", "json").stdout)
    (entry,) = record["ledger"]["entries"]
    assert (entry["place"], entry["licensor"]) == ("rights.toml:1", "Agence Truc")
    assert entry["not_covered"] == [{"code": "expired", "detail": "", "day": "2026-03-31"}]
    assert entry["missing"] == [{"what": "consent", "who": "Léa"}, {"what": "guardians", "who": "Léa"}]


def test_a_ledger_that_cannot_be_read_is_told_and_the_files_are_still_read(run: Run, folder: Path) -> None:
    (folder / "rights.toml").write_text('[[asset]]\npath = "a.png"\nlicens = "x"\n')
    done = run("media", "a.png", "b.png", "--lang", "en")
    assert done.exit_code == 2
    assert done.stderr.count("unknown key `licens`; did you mean") == 1
    assert "b.png — picture" in done.stdout
    assert run("media", "a.png", "--ledger", "gone.toml").exit_code == 2


def test_a_check_of_the_ledger_tells_what_is_to_be_mended(run: Run, folder: Path) -> None:
    done = run("media", "ledger", "check", "--as-of", "2026-04-01", "--lang", "fr")
    assert done.exit_code == 1
    page = page_of(done)
    assert "EXPIRÉ rights.toml:1: a.png — depuis le 2026-03-31" in page
    assert "Fichier sans entrée b.png" in page
    before = run("media", "ledger", "check", str(folder), "--as-of", "2026-03-31", "--lang", "en")
    assert before.exit_code == 0
    assert "Ends soon rights.toml:1: a.png — on 2026-03-31" in page_of(before)


def test_a_check_of_the_ledger_for_programs_is_json(run: Run, folder: Path) -> None:
    done = run(
        "media", "ledger", "check", "rights.toml", "--as-of", "2026-01-01", "--soon", "0", "-f", "json"
    )
    told = json.loads(done.stdout)
    assert (told["ledger"], told["entries"], done.exit_code) == ("rights.toml", 1, 0)
    assert [(one["code"], one["asset"], one["blocking"]) for one in told["remarks"]] == [
        ("unlisted", "b.png", False)
    ]


def test_a_ledger_that_is_not_there_or_cannot_be_read_ends_a_check_with_status_2(
    run: Run, tmp_path: Path
) -> None:
    assert "begins one" in run("media", "ledger", "check", "--lang", "en").stderr
    (tmp_path / "rights.csv").write_text("fichier;licens\n")
    done = run("media", "ledger", "check")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "rights.csv:1:1: unknown column `licens`" in done.stderr


def test_a_file_named_as_a_command_is_read_by_its_path(run: Run, tmp_path: Path) -> None:
    picture(tmp_path / "ledger", format="png")
    assert "picture, PNG" in run("media", "./ledger", "--lang", "en").stdout


@pytest.mark.parametrize("language", ["fr", "en"])
def test_whatever_can_be_said_of_a_ledger_has_words(language: Literal["fr", "en"]) -> None:
    for code in get_args(RemarkCode):
        assert words.title_of(code, language)
        assert "a.png" in words.remark_of(Remark(code, "p", "a.png"), language)
    assert all(words.shortfall_of(Shortfall(code), language) for code in get_args(ShortfallCode))
    assert all(words.use_of(use, language) for use in get_args(Use))


CREDITED = xmp_packet(
    "<dc:creator><rdf:Seq><rdf:li>Zoé Photographe</rdf:li></rdf:Seq></dc:creator>"
    "<photoshop:Credit>Zoé / Agence</photoshop:Credit>"
    f'<Iptc4xmpExt:DigitalSourceType rdf:resource="{AI}"/>'
)


def test_an_entry_with_what_the_file_says_is_added_to_what_stands_there(run: Run, folder: Path) -> None:
    (folder / "photos").mkdir()
    picture(folder / "photos/zoé.jpg", xmp=CREDITED)
    done = run("media", "ledger", "add", "photos", "a.png", "--lang", "fr")
    assert done.exit_code == 0
    assert "photos/zoé.jpg: ajouté à rights.toml:9" in done.stdout
    assert "a.png: déjà dans rights.toml (rights.toml:1)" in done.stdout
    text = (folder / "rights.toml").read_text(encoding="utf-8")
    assert text.startswith(LEDGER)
    assert "#   auteur : Zoé Photographe — XMP dc:creator\n" in text
    added = tomllib.loads(text)["asset"][1]
    assert added["path"] == "photos/zoé.jpg"
    assert (added["credit"], added["ai_generated"]) == ("Zoé / Agence", True)
    again = run("media", "ledger", "add", "photos", "--lang", "en")
    assert "already in rights.toml (rights.toml:9)" in again.stdout
    assert (folder / "rights.toml").read_text(encoding="utf-8") == text


def test_a_ledger_is_begun_beside_files_that_have_none(run: Run, tmp_path: Path) -> None:
    for name in ("x", "y"):
        (tmp_path / "client" / name).mkdir(parents=True)
        picture(tmp_path / "client" / name / "a.png", width=len(name) + ord(name))
    assert run("media", "ledger", "add", "client/x/a.png", "client/y/a.png").exit_code == 0
    done = run("media", "ledger", "check", "client", "-f", "json")
    told = json.loads(done.stdout)
    assert (told["entries"], {one["code"] for one in told["remarks"]}) == (2, {"bare"})


def test_what_cannot_be_added_is_told_with_status_2(run: Run, folder: Path) -> None:
    done = run("media", "ledger", "add", "gone.png", "b.png", "--lang", "en")
    assert done.exit_code == 2
    assert "gone.png: no such file" in done.stderr
    assert "b.png: added to rights.toml:9" in done.stdout
    (folder / "rights.toml").rename(folder / "rights.csv")
    (folder / "rights.csv").write_text("fichier;licence\na.png;x\n")
    done = run("media", "ledger", "add", "b.png", "--lang", "en")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "add the line by hand" in done.stderr
