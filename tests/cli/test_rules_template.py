"""`cmcompliance rules-template`, with the shipped rules."""

from __future__ import annotations

from pathlib import Path

from click.testing import Result
from typer.testing import CliRunner

from cmcompliance.cli.app import app


def run(*arguments: str, status: int = 0) -> Result:
    result = CliRunner().invoke(app, [*arguments])
    assert result.exit_code == status, (result.output, result.exception)
    return result


def test_what_it_writes_passes_the_check_once_it_is_filled_in(tmp_path: Path) -> None:
    options = ("--jurisdiction", "FR", "--platform", "instagram", "--organiser", "Lin SAS")
    written = run("rules-template", *options)
    file = tmp_path / "règlement.md"
    file.write_text(written.stdout, encoding="utf-8")

    assert "la société Lin SAS" in written.stdout
    refused = run("check", str(file), "--lang", "en", status=1).stdout
    assert "(1 error)" in refused
    assert "editorial/placeholder-left" in refused

    text = written.stdout
    for placeholder, value in FILLED_IN.items():
        text = text.replace(placeholder, value)
    file.write_text(text, encoding="utf-8")
    assert "NOTHING FOUND" in run("check", str(file), "--lang", "en").stdout.upper()


FILLED_IN = {
    "[adresse]": "12 rue des Lilas, 75011 Paris",
    "[e-mail de contact]": "jeu@lin.example",
    "[date de début]": "1er décembre 2026",
    "[date de fin]": "24 décembre 2026",
    "[date de désignation]": "28 décembre 2026",
    "[ce qu'il faut faire]": "commenter la publication du jeu",
    "[1 × lot, d'une valeur de 100 €]": "3 × panier garni, d'une valeur de 80 €",
    "[lien vers le règlement]": "https://lin.example/reglement",
}


def test_its_language_is_that_of_the_country() -> None:
    assert "Règlement du jeu" in run("rules-template", "--jurisdiction", "BE").stdout
    assert "Official rules" in run("rules-template", "--jurisdiction", "GB").stdout
    assert "Official rules" in run("rules-template", "--jurisdiction", "FR", "--lang", "en").stdout


def test_bad_input_is_named() -> None:
    assert "no territory 'FX'" in run("rules-template", "--jurisdiction", "FX", status=2).stderr
    assert (
        "no platform 'insta'"
        in run("rules-template", "--jurisdiction", "FR", "--platform", "insta", status=2).stderr
    )
    assert "opens_at" in run("rules-template", "--jurisdiction", "FR", "--opens", "soon", status=2).stderr
