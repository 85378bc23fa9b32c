"""`cmcompliance rules new`: what it writes loads, lints and passes its examples; it overwrites nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from cmcompliance import Checker
from cmcompliance.cli.rules import app
from cmcompliance.examples import run_examples
from cmcompliance.rulebook import load_book, shipped_rules
from cmcompliance.rulebook.lint import lint


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def new(*arguments: str, status: int = 0) -> Result:
    result = CliRunner().invoke(app, ["new", *arguments])
    assert result.exit_code == status, result.output
    return result


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*.yaml")
    }


def test_rules_of_every_kind_lie_in_one_folder_and_are_sound() -> None:
    charter = ("--house", "ACME", "--policy", "Charte ACME, § 3", "--lang", "fr")
    new("no-cheap", "--kind", "forbidden-word", "--word", "pas cher", "--word", "low-cost", *charter)
    new("acme/approval", "--kind", "approval", "--lang", "en", "--severity", "error")
    new(
        "acme/handle",
        "--kind",
        "handle",
        "--word",
        "@AcmeFrance",
        "--not",
        "@acme_fr",
        "--platform",
        "instagram",
    )
    new("acme/stock", "--kind", "required-mention", "--word", "Dans la limite des stocks disponibles")

    house = Path("house")
    book = load_book(shipped_rules(), house)
    rules = book.of_packs()
    assert sorted(rules) == [
        "acme/approval",
        "acme/handle",
        "acme/stock",
        "house/no-cheap",
    ]
    checker = Checker(book)
    failed = [
        result for rule in rules.values() for result in run_examples(checker, rule) if not result.passed
    ]
    assert failed == []
    assert [str(item) for item in lint(book, rules=rules) if item.file.startswith("house/")] == []
    assert {source.citation for source in book.sources.values() if source.house == "ACME"} == {
        "Charte ACME, § 3"
    }
    assert book.packs[0].name == "house"


def test_nothing_that_is_there_is_overwritten() -> None:
    new("acme/warm", "--kind", "forbidden-word", "--word", "cosy")
    Path("house/obligations.yaml").write_text(
        "# ours\nhouse:   # mine\n  house.tone: ton\n", encoding="utf-8"
    )
    before = files(Path("house"))
    said = new("acme/warm", "--kind", "approval", status=2).stderr
    assert "house/acme/warm.yaml is there already: give the rule another name" in said
    assert files(Path("house")) == before

    new("acme/approval", "--kind", "approval")
    after = files(Path("house"))
    assert {name: text for name, text in after.items() if name in before and text != before[name]} == {
        "obligations.yaml": "# ours\nhouse:   # mine\n"
        '  house.not-approved: {fr: "contenu que le client n\'a pas validé", '
        'en: "content that the client has not approved"}\n'
        "  house.tone: ton\n"
    }


WRONG = {
    "no word": (["acme/a", "--kind", "forbidden-word"], "--kind forbidden-word needs --word"),
    "no wrong handle": (["acme/a", "--kind", "handle", "--word", "@A"], "--kind handle needs --not"),
    "no handle": (["acme/a", "--kind", "handle", "--word", "A", "--not", "@b"], "'A' is no handle"),
    "no name": (["Acme/Ä"], "'Acme/Ä' is no name of a rule"),
    "signs": (["acme/a", "--kind", "forbidden-word", "--word", "a(b"], "'a(b'"),
    "no platform": (["acme/a", "--platform", "instagrm"], "did you mean `instagram`?"),
    "no obligation": (["acme/a", "--obligation", "Tone"], "'Tone' is no code of an obligation"),
}


@pytest.mark.parametrize(("arguments", "said"), WRONG.values(), ids=WRONG.keys())
def test_what_makes_no_rule_is_told_and_nothing_is_written(arguments: list[str], said: str) -> None:
    assert said in new(*arguments, status=2).stderr
    assert list(Path().iterdir()) == []


def test_a_rule_that_would_fail_its_own_example_is_not_written() -> None:
    said = new("acme/a", "--kind", "forbidden-word", "--word", "cosy", "--instead", "cosy", status=2).stderr
    assert "nothing was written, for the rule would fail its own example" in said
    assert list(Path().iterdir()) == []


def test_the_command_works_in_a_process_of_its_own(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cmcompliance", "rules", "new", "acme/a", "--kind", "approval"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert result.stdout.splitlines()[0] == "house/acme/a.yaml"
    assert "rules test --pack house" in result.stderr
