"""Whether a rule that was saved does what its examples say, and what `rules lint` would say of it."""

from __future__ import annotations

import threading

from cmcompliance.checking import Checker
from cmcompliance.examples import run_examples
from cmcompliance.language_server.readiness import stamp_of
from cmcompliance.language_server.rule_folders import RuleFile
from cmcompliance.rulebook import RuleBook, load_sound
from cmcompliance.rulebook.errors import Problem, problem_at
from cmcompliance.rulebook.lint import lint


class Trials:
    """Tries rules with the book around them, which is kept while its files stay the same."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: tuple[object, RuleBook, Checker] | None = None

    def of_rule(self, file: RuleFile) -> list[Problem]:
        """Return what is weak in the rule of a file, and which of its examples come out otherwise."""
        with self._lock:
            book, checker = self._with(file)
            name = file.relative.with_suffix("").as_posix()
            rule = book.rules.get(name)
            if rule is None or rule.place.file != file.shown:
                return []
            weak = lint(book, partial=True, rules={name: rule})
            failed = [
                problem_at(result.example.place, f"this {result.example.expect} example {failure}")
                for result in run_examples(checker, rule)
                for failure in result.failures
            ]
            return [problem for problem in (*weak, *failed) if problem.file == file.shown]

    def _with(self, file: RuleFile) -> tuple[RuleBook, Checker]:
        folders = tuple(folder.path for folder in file.folders)
        stamp = folders, stamp_of(folders)
        if self._known is None or self._known[0] != stamp:
            book, _ = load_sound(*folders)
            self._known = stamp, book, Checker(book)
        return self._known[1], self._known[2]
