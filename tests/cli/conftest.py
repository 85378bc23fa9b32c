"""A small rule book of our own, so that the command line's tests do not hang on what the law says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cmcompliance.checking import Checker
from cmcompliance.rulebook import RuleBook, load_book

FILES = {
    "book.yaml": "name: small\nversion: '1'\n",
    "obligations.yaml": (
        "contest:\n"
        "  contest.paid-entry: entry needs a payment\n"
        "  contest.rules-missing: no rules\n"
        "  contest.odds-missing: odds not stated\n"
    ),
    "territories.yaml": (
        "territories:\n"
        "  EU: {fr: Union européenne, en: European Union}\n"
        "  FR: {fr: France, en: France, in: [EU]}\n"
        "  BE: {fr: Belgique, en: Belgium, in: [EU]}\n"
    ),
    "platforms.yaml": "platforms:\n  instagram: {name: Instagram, company: Meta}\n",
    "questions.yaml": "questions: {}\n",
    "placeholders.yaml": "placeholders:\n  rules_url: {fr: '[lien]', en: '[link]'}\n",
    "sources/sources.yaml": (
        "sources:\n"
        "  eu.a:\n    citation: Directive A, art. 1\n    title: A\n    territory: EU\n"
        "    checked: {on: 2026-11-01, against: EUR-Lex}\n"
    ),
    "lexicon/words.yaml": (
        "concepts:\n"
        "  draw: {meaning: {fr: un tirage, en: a draw}, fr: [tirage au sort], en: [prize draw]}\n"
        "  purchase: {meaning: {fr: un achat, en: a purchase}, fr: [achète*], en: [buy]}\n"
    ),
    "inference/facts.yaml": (
        "facts:\n"
        "  says.draw: {meaning: {fr: un tirage est annoncé, en: a draw}, found: [{concept: draw}]}\n"
        "  says.purchase: {meaning: {fr: un achat, en: a purchase}, found: [{concept: purchase}]}\n"
    ),
}
RULE = """\
obligation: {obligation}
severity: {severity}
title: {{fr: {title}, en: {title}}}
scope: {{territories: [EU]}}
when: [{when}]
message: {{fr: Un message., en: A message.}}
remediation: {{hint: {{fr: Un conseil., en: Some advice.}}}}
sources: [eu.a]
examples:
  breaching: [{{text: "{words}"}}]
  clean: [{{text: rien}}]
"""
RULES = {
    "eu/paid-entry.yaml": RULE.format(
        obligation="contest.paid-entry", severity="error", title="Achat", when="says.purchase", words="achète"
    ),
    "eu/rules-missing.yaml": RULE.format(
        obligation="contest.rules-missing",
        severity="warning",
        title="Tirage",
        when="says.draw",
        words="tirage au sort",
    ),
}
BLOCKED, REVIEWED, PASSED = "Achète un savon", "Un tirage au sort", "Bonjour à tous"


@pytest.fixture(scope="session")
def small_book(tmp_path_factory: pytest.TempPathFactory) -> RuleBook:
    folder = tmp_path_factory.mktemp("rules")
    for name, content in {**FILES, **RULES}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return load_book(folder)


@pytest.fixture
def run(small_book: RuleBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run the command line in an empty folder, with the small rule book and no locale."""
    from cmcompliance.cli.app import app

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("cmcompliance.Checker", lambda book=small_book: Checker(book), raising=False)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def invoke(*arguments: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, list(arguments), input=stdin)

    return invoke


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test hang on the terminal that the suite is run in: its width, its colours, its language."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("LANG", "C.UTF-8")
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
