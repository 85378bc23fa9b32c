"""A settings file as it is written: what is wrong with it, and with the packs, rules and waivers it names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lsprotocol import types

from cmcompliance.language_server.document import Document
from cmcompliance.language_server.problems import elsewhere, problem_diagnostics
from cmcompliance.language_server.readiness import Readiness
from cmcompliance.language_server.reviewed import Reviewed
from cmcompliance.rulebook import RuleBook, RuleBookError
from cmcompliance.rulebook.errors import Problem
from cmcompliance.settings import SettingsError
from cmcompliance.settings.discovery import FILE_NAME, KEY_IN_PYPROJECT, PYPROJECT, shown, table_in_pyproject
from cmcompliance.settings.toml_file import parse_toml
from cmcompliance.settings.validation import read_model
from cmcompliance.waivers.file import parse_waivers


@dataclass(frozen=True, slots=True)
class ReviewedSettings(Reviewed):
    """Settings or waivers with their problems; `book`: the rules that they may name, None if unusable."""

    problems: tuple[Problem, ...]
    book: RuleBook | None

    def diagnostics(self) -> list[types.Diagnostic]:
        """Return what is wrong with it, and with what it builds upon."""
        name = shown(self.document.path)
        here = [problem for problem in self.problems if problem.file == name]
        there = [problem for problem in self.problems if problem.file != name]
        return [*problem_diagnostics(self.document, here), *elsewhere(self.document, there)]


def is_settings(path: Path) -> bool:
    """Return whether a file of that name may hold settings."""
    return path.name in {FILE_NAME, PYPROJECT}


def review_settings(document: Document, readiness: Readiness) -> ReviewedSettings | None:
    """Return a settings file with what is wrong in it; None for a pyproject.toml without any.

    What it names is looked at once it is saved.
    """
    path, name = document.path, shown(document.path)
    try:
        file = parse_toml(document.data, name)
        prefix = KEY_IN_PYPROJECT if path.name == PYPROJECT else ()
        if prefix and table_in_pyproject(file) is None:
            return None
        read_model(file, prefix)
    except SettingsError as error:
        if path.name == PYPROJECT and "tool.cmcompliance" not in document.text:
            return None
        return ReviewedSettings(document, error.problems, book_of(readiness, path))
    problems: tuple[Problem, ...] = ()
    if document.is_saved:
        preparation = readiness.preparation()
        try:
            settings = preparation.settings_for(path)
            problems = tuple(preparation.problems(settings))
        except SettingsError as error:
            problems = error.problems
        except RuleBookError as error:
            problems = error.problems
    return ReviewedSettings(document, problems, book_of(readiness, path))


def review_waivers(document: Document, readiness: Readiness) -> ReviewedSettings | None:
    """Return a waiver file with what is wrong in it; None for a file that its settings do not name as one."""
    if not is_waivers(document, readiness):
        return None
    path = document.path
    book = book_of(readiness, path)
    try:
        file = parse_waivers(document.data, path, shown(path))
    except SettingsError as error:
        return ReviewedSettings(document, error.problems, book)
    return ReviewedSettings(document, tuple(file.wrong_selectors(book)) if book else (), book)


def is_waivers(document: Document, readiness: Readiness) -> bool:
    """Return whether the settings of a file name it as their waivers."""
    try:
        named = readiness.preparation().settings_for(document.path).waivers
    except SettingsError:
        return False
    return named is not None and named.value.resolve() == document.path.resolve()


def book_of(readiness: Readiness, path: Path) -> RuleBook | None:
    """Return the rules that hold for a file, the shipped ones if those cannot be used."""
    preparation = readiness.preparation()
    try:
        return preparation.checker_for(preparation.settings_for(path)).book
    except (SettingsError, RuleBookError):
        return readiness.shipped_book()
