from __future__ import annotations

import json
import platform
from collections.abc import Callable

import pytest
from typer.testing import Result

from cmcompliance.rulebook import Problem, RuleBook, RuleBookError

Run = Callable[..., Result]


def test_the_version_is_that_of_package_rule_book_and_python(
    run: Run, small_book: RuleBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cmcompliance.rulebook.load_book", lambda: small_book)
    package, book, python = run("--version").stdout.splitlines()
    assert package.startswith("cmcompliance ")
    assert book == f"Rule book small 1, law last read on 2026-11-01, digest {small_book.digest[:12]}"
    assert python == f"Python {platform.python_version()}"
    assert run("version").stdout == run("--version").stdout


def test_the_version_as_data_has_the_whole_digest(
    run: Run, small_book: RuleBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cmcompliance.rulebook.load_book", lambda: small_book)
    known = json.loads(run("version", "--format", "json").stdout)
    assert known["rule_book"] == {
        "name": "small",
        "version": "1",
        "last_read": "2026-11-01",
        "digest": small_book.digest,
    }
    assert known["schemas"]["report"] == "1.1"


def test_a_faulty_rule_book_does_not_hide_the_version(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> RuleBook:
        raise RuleBookError([Problem("a.yaml", 1, 1, "broken")])

    monkeypatch.setattr("cmcompliance.rulebook.load_book", fail)
    result = run("--version")
    assert result.exit_code == 0
    assert "cmcompliance rules lint" in result.stdout
    assert json.loads(run("version", "--format", "json").stdout)["rule_book"] is None
