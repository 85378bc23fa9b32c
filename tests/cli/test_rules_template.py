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


def test_what_it_writes_passes_the_check(tmp_path: Path) -> None:
    options = ("--jurisdiction", "FR", "--platform", "instagram", "--organiser", "Lin SAS")
    written = run("rules-template", *options)
    file = tmp_path / "règlement.md"
    file.write_text(written.stdout, encoding="utf-8")

    assert "la société Lin SAS" in written.stdout
    assert "NOTHING FOUND" in run("check", str(file), "--lang", "en").stdout.upper()


def test_its_language_is_that_of_the_country() -> None:
    assert "Règlement du jeu" in run("rules-template", "--jurisdiction", "BE").stdout
    assert "Official rules" in run("rules-template", "--jurisdiction", "GB").stdout
    assert "Official rules" in run("rules-template", "--jurisdiction", "FR", "--lang", "en").stdout


def test_bad_input_is_named() -> None:
    assert "no territory 'FX'" in run("rules-template", "--jurisdiction", "FX", status=2).stderr
    assert "no platform 'insta'" in run(
        "rules-template", "--jurisdiction", "FR", "--platform", "insta", status=2
    ).stderr
    assert "opens_at" in run("rules-template", "--jurisdiction", "FR", "--opens", "soon", status=2).stderr
