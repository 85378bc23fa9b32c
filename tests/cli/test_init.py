from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import Result

from cmcompliance.cli.init_questions import ask
from cmcompliance.rulebook import RuleBook, load_book
from cmcompliance.settings import settings_for
from cmcompliance.settings.starter import Answers

Run = Callable[..., Result]


def said(path: Path) -> dict[str, object]:
    return {name: given.value for name, given in settings_for(path).draft.items()}


def test_options_are_written_without_a_question(run: Run) -> None:
    result = run(
        "init", "--author-role", "brand", "--author-name", "L'Été", "--jurisdiction", "FR", "--sector", "food"
    )
    assert (result.exit_code, result.stdout) == (0, "cmcompliance.toml\n")
    assert said(Path("post.md")) == {
        "jurisdictions": ["FR"],
        "sectors": ["food"],
        "author.role": "brand",
        "author.name": "L'Été",
    }


def test_without_options_the_file_says_nothing_yet(run: Run) -> None:
    assert run("init", "--yes").exit_code == 0
    assert said(Path("post.md")) == {}
    assert run("check", "-", stdin="Bonjour").exit_code == 0


def test_several_platforms_are_those_of_folders(run: Run) -> None:
    Path("drafts").mkdir()
    result = run("init", "drafts", "--platform", "tiktok", "--platform", "x")
    assert result.stdout == f"{Path('drafts/cmcompliance.toml')}\n"
    assert said(Path("drafts/tiktok/post.md")) == {"platform": "tiktok"}
    assert said(Path("drafts/post.md")) == {}


def test_a_file_that_is_there_is_replaced_only_by_force(run: Run) -> None:
    Path("cmcompliance.toml").write_text("platform = 'x'\n", encoding="utf-8")
    result = run("init", "--platform", "tiktok")
    assert (result.exit_code, result.stderr) == (
        2,
        "cmcompliance: cmcompliance.toml is there already; --force replaces it\n",
    )
    assert said(Path("post.md")) == {"platform": "x"}
    assert run("init", "--platform", "tiktok", "--force").exit_code == 0
    assert said(Path("post.md")) == {"platform": "tiktok"}


def test_a_wrong_answer_is_told_and_nothing_is_written(run: Run) -> None:
    result = run("init", "--platform", "insta", "--jurisdiction", "UK")
    assert result.exit_code == 2
    assert "did you mean 'instagram'?" in result.stderr
    assert "did you mean 'GB'?" in result.stderr
    assert run("init", "nowhere").exit_code == 2
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(("language", "word"), [("fr", "Qui parle."), ("en", "Who speaks.")])
def test_comments_are_in_the_reader_s_language(run: Run, language: str, word: str) -> None:
    assert run("init", "--lang", language).exit_code == 0
    assert word in Path("cmcompliance.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load_book()


def replies(*lines: str) -> Callable[[str], str]:
    waiting: Iterator[str] = iter(lines)
    return lambda question: next(waiting)


def test_replies_are_read_in_words_of_either_language(book: RuleBook) -> None:
    told: list[str] = []
    hear = replies("a brand or business", "A", "@rive", "france, Belgium ; CA-QC", "TikTok, x", "alcool")
    assert ask(Answers(), book, "fr", hear, told.append) == Answers(
        "brand", "A", "@rive", ("FR", "BE", "CA-QC"), ("tiktok", "x"), ("alcohol",)
    )


def test_a_number_of_the_list_or_a_part_of_its_words_will_do(book: RuleBook) -> None:
    told: list[str] = []
    hear = replies("agence", "", "", "", "1, Insta", "cosmétiques")
    answers = ask(Answers(), book, "fr", hear, told.append)
    assert "  1  facebook" in told
    assert (answers.role, answers.platforms, answers.sectors) == (
        "agency",
        ("facebook", "instagram"),
        ("cosmetics",),
    )


def test_an_empty_reply_leaves_the_answer_open(book: RuleBook) -> None:
    assert ask(Answers(), book, "en", replies(*[""] * 6), lambda text: None) == Answers()


def test_what_an_option_says_is_not_asked(book: RuleBook) -> None:
    known = Answers("brand", "A", "@a", ("FR",), ("x",))
    assert ask(known, book, "en", replies("food"), lambda text: None).sectors == ("food",)


def test_a_reply_that_is_none_is_told_and_asked_again(book: RuleBook) -> None:
    told: list[str] = []
    hear = replies("brnd", "brand, agency", "brand", "", "", "Frence", "", "", "")
    assert ask(Answers(), book, "en", hear, told.append).role == "brand"
    assert "“brnd” is not in the list; did you mean “brand”?" in told
    assert "One answer, please." in told
    assert "“Frence” is not in the list; did you mean “France”?" in told


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_in_a_terminal_the_questions_are_asked(tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    with os.fdopen(ours, "wb", buffering=0) as keyboard:
        keyboard.write(b"marqe\nmarque\nMaison Rive\n\nFrance\ninstagram\n\n")
        done = subprocess.run(
            [sys.executable, "-m", "cmcompliance", "init", "--lang", "fr"],
            cwd=tmp_path,
            stdin=theirs,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        os.close(theirs)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Qui parle ?" in done.stdout
    assert done.stdout.endswith("cmcompliance.toml\n")
    assert said(tmp_path / "post.md") == {
        "platform": "instagram",
        "jurisdictions": ["FR"],
        "author.role": "brand",
        "author.name": "Maison Rive",
    }
