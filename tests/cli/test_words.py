"""What commands say beside reports, in the language of who reads it."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from cmcompliance.cli.words import counted, unread, why, words_of

Run = Callable[..., Result]
TERMS = ["--reason", "accord écrit", "--by", "Léa", "--until", "2099-12-31"]


@pytest.fixture
def post(run: Run) -> str:
    Path("post.md").write_text("Achète un savon", encoding="utf-8")
    return "post.md"


def test_both_languages_say_the_same_things() -> None:
    french, english = words_of("fr"), words_of("en")
    assert french.keys() == english.keys()
    for key, text in french.items():
        assert sorted(re.findall(r"{.*?}", text)) == sorted(re.findall(r"{.*?}", english[key])), key


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--rule", "eu", "--words", "voiture"],
            "aucun passage n'a ces mots ; passages relevés : « Achète »",
        ),
        (
            ["--rule", "eu/rules-missing"],
            "post.md: rien à accepter : eu/rules-missing n'y relève rien ; y relèvent quelque chose : "
            "eu/paid-entry",
        ),
        (["--rule", "eu", "--until", "2020-01-31"], "--until 2020-01-31 est passé"),
        (
            ["--rule", "eu", "--waivers", "deep/w.toml"],
            "deep/w.toml: un fichier de dérogations est placé au-dessus des brouillons qu'il vise, ce n'est "
            "pas le cas pour post.md",
        ),
    ],
)
def test_waive_refuses_in_french(run: Run, post: str, arguments: list[str], said: str) -> None:
    Path("deep").mkdir()
    result = run("waive", post, *TERMS, *arguments, "--lang", "fr")
    assert (result.exit_code, result.stderr) == (2, f"cmcompliance: {said}\n")


def test_waive_says_what_it_wrote_in_the_language_of_the_locale(
    run: Run, post: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    written = run("waive", post, "--rule", "eu", *TERMS)
    assert written.stdout == "waivers.toml:3: eu/paid-entry accepté par Léa jusqu'au 2099-12-31\n"
    again = run("waive", post, "--rule", "eu", *TERMS)
    assert again.stderr == (
        "cmcompliance: post.md: rien à accepter : c'est déjà accepté par Léa (waivers.toml:3)\n"
    )


def test_a_waiver_without_an_end_is_refused_in_french(run: Run, post: str) -> None:
    result = run("waive", post, "--rule", "eu", "--reason", "r", "--by", "Léa", "--lang", "fr")
    assert "La dérogation de Léa pour eu/paid-entry n'a pas de fin" in result.stderr


def test_baseline_counts_in_french(run: Run, post: str) -> None:
    result = run("baseline", post, "--lang", "fr")
    assert result.stderr.startswith("baseline.json: 1 constat dans 1 brouillon ; nouveaux : 1, disparus : 0")
    Path("baseline.json").write_text("{}", encoding="utf-8")
    assert run("baseline", post, "--lang", "fr").stderr.endswith(" ; le fichier reste comme il est\n")


def test_what_the_baseline_has_is_nothing_new_in_a_page(run: Run, post: str) -> None:
    run("baseline", post)
    page = run("check", post, "--baseline", "baseline.json", "--format", "html", "--lang", "fr").stdout
    assert '<p class="verdict pass">RIEN DE NOUVEAU</p>' in page
    assert "<p>Rien de nouveau depuis l&#39;état de référence.</p>" in page


@pytest.mark.parametrize("command", ["check", "fix", "explain"])
def test_a_file_that_is_not_there_is_told_in_french(run: Run, command: str) -> None:
    result = run(command, "absent.md", "--lang", "fr")
    assert (result.exit_code, result.stderr) == (2, "absent.md: fichier introuvable\n")


def test_an_empty_file_is_told_in_french(run: Run) -> None:
    for name, said in (("a.md", "il n'y a pas de texte"), ("a.jsonl", "il n'y a pas de brouillon")):
        Path(name).write_text("", encoding="utf-8")
        assert run("check", name, "--lang", "fr").stderr == f"{name}: vide : {said}\n"
    Path("folder").mkdir()
    assert "c'est un dossier" in run("check", "folder", "--lang", "fr").stderr


def test_init_and_fix_refuse_in_french(run: Run) -> None:
    Path("cmcompliance.toml").write_text("", encoding="utf-8")
    assert run("init", "--lang", "fr").stderr == (
        "cmcompliance: cmcompliance.toml existe déjà ; --force le remplace\n"
    )
    assert "pas les deux" in run("fix", "-", "--diff", "--write", "--lang", "fr").stderr


def test_what_has_no_french_words_is_said_as_it_is() -> None:
    assert unread("not UTF-8 text", "fr") == "not UTF-8 text"
    assert unread("no such file", "en") == "no such file"
    assert why(PermissionError(errno.EACCES, "Permission denied"), "fr") == "accès refusé"
    assert why(PermissionError(errno.EACCES, "Permission denied"), "en") == "Permission denied"
    assert why(ValueError("odd"), "fr") == "odd"


def test_none_is_one_in_french_and_many_in_english() -> None:
    assert [counted("draft", number, "fr") for number in (0, 1, 2)] == [
        "0 brouillon",
        "1 brouillon",
        "2 brouillons",
    ]
    assert [counted("draft", number, "en") for number in (0, 1, 2)] == ["0 drafts", "1 draft", "2 drafts"]
