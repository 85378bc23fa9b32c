"""What commands that check a file see of the media that lie with it."""

from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from typer.testing import CliRunner, Result

from cmcompliance.cli.app import app

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
    assert "Getty" not in run("check", "--no-media").stdout


def test_the_ledger_answers_for_the_draft() -> None:
    Path("rights.toml").write_text('[[asset]]\npath = "photo.png"\nlicence = "cession"\nuses = ["social"]\n')
    assert "Getty" not in run("check").stdout
    Path("rights.toml").rename("other.toml")
    assert "Getty" in run("check").stdout
    assert "Getty" not in run("check", "--ledger", "other.toml").stdout


def test_a_ledger_that_is_no_good_ends_the_command_and_says_where() -> None:
    Path("rights.toml").write_text('[[asset]]\npath = "photo.png"\nlicense = "x"\n')
    result = run("check")
    assert result.exit_code == 2
    assert "rights.toml:3:1: unknown key `license`; did you mean `licence`?" in result.stderr


def test_fix_writes_nothing_of_what_was_found_into_the_draft(draft: Path) -> None:
    Path("rights.toml").write_text('[[asset]]\npath = "photo.png"\nlicence = "cession"\n')
    run("fix", "--write")
    assert draft.read_text(encoding="utf-8") == DRAFT
