"""What commands that check a file see of the media that lie with it."""

from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from tests import command_line
from typer.testing import CliRunner, Result

from cmcompliance.cli.app import app
from cmcompliance.cli.mending import found_fields, without_edits
from cmcompliance.draft import Draft, Medium
from cmcompliance.draft.evidence import Evidence
from cmcompliance.report import Edit, Finding, Remediation, Report

HEAD = "platform: instagram\njurisdictions: [FR]\nauthor: {role: brand, name: Atelier Lune}\n"
DRAFT = f"---\n{HEAD}media:\n  - {{kind: image, source: own, path: photo.png}}\n---\nBonjour à tous\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "post.md"])


@pytest.fixture(autouse=True)
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    texts = PngInfo()
    texts.add_text("Copyright", "© 2026 Getty Images")
    Image.new("RGB", (8, 8)).save("photo.png", pnginfo=texts)
    path = Path("post.md")
    path.write_text(DRAFT, encoding="utf-8")
    return path


def test_check_and_explain_see_what_the_file_says() -> None:
    told = "PNG tEXt Copyright: © 2026 Getty Images"
    assert told in " ".join(run("check", "--lang", "en").stdout.split())
    explained = run("explain", "--facts", "--lang", "en").stdout
    line = next(line for line in explained.splitlines() if "media.own_contradicted" in line)
    assert line.split()[1:3] == ["yes", "file"], line


def test_nothing_is_looked_at_where_it_is_not_wanted() -> None:
    result = run("check", "--no-media", "--lang", "en")
    assert "NOTHING FOUND" in result.stdout
    assert "Getty" not in result.stdout


def test_the_ledger_answers_for_the_draft() -> None:
    Path("rights.toml").write_text('[[asset]]\npath = "photo.png"\nlicence = "cession"\nuses = ["social"]\n')
    assert "NOTHING FOUND" in run("check", "--lang", "en").stdout
    Path("rights.toml").rename("other.toml")
    assert "Getty" in run("check").stdout
    assert "NOTHING FOUND" in run("check", "--ledger", "other.toml", "--lang", "en").stdout


def test_a_ledger_that_is_no_good_ends_the_command_and_says_where() -> None:
    Path("rights.toml").write_text('[[asset]]\npath = "photo.png"\nlicense = "x"\n')
    result = run("check")
    assert result.exit_code == 2
    assert "rights.toml:3:1: unknown key `license`; did you mean `licence`?" in result.stderr


def test_fix_writes_nothing_of_what_was_found_into_the_draft(draft: Path) -> None:
    Path("rights.toml").write_text(
        '[[asset]]\npath = "photo.png"\nlicence = "cession"\nai_generated = true\n'
    )
    written = run("fix", "--write")
    mended = draft.read_text(encoding="utf-8")
    assert written.exit_code in {0, 1}, written.stderr
    assert mended == DRAFT.replace("Bonjour", "Contient du contenu créé ou modifié par IA.\nBonjour")


def test_the_hook_sees_the_media_beside_the_file_that_it_is_told_of(tmp_path: Path) -> None:
    def held(*options: str) -> bytes:
        options = (*options, "--lang", "en", "--stdin-filename", "post.md")
        return command_line.run("hook", *options, stdin=DRAFT, cwd=tmp_path).stdout

    assert b"Getty" in held()
    assert b"NOTHING FOUND" in held("--no-media")


def test_an_edit_of_what_is_not_in_the_authors_file_is_not_offered() -> None:
    evidence = Evidence(completed={"overlay": "ocr"})
    media = [Medium(overlay="a"), Medium(overlay="b", transcript="c", evidence=evidence)]
    fields = found_fields(Draft(text="x", media=media))
    assert fields == ("media[1].overlay",)
    kept = without_edits(_report("media[0].overlay", "media[1].overlay", "media[1].transcript"), fields)
    edited = [finding.remediation.edit for finding in kept.findings]
    assert [edit and edit.field for edit in edited] == ["media[0].overlay", None, "media[1].transcript"]


def _report(*fields: str) -> Report:
    findings = [
        Finding.model_construct(
            rule=field,
            remediation=Remediation(hint="h", edit=Edit(action="insert", field=field, start=0, end=0)),
        )
        for field in fields
    ]
    return Report.model_construct(findings=findings)
