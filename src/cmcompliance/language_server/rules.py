"""A rule file as it is written: what is wrong with it, and where what it names is defined."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lsprotocol import types

from cmcompliance.language_server.document import Document
from cmcompliance.language_server.problems import problem_diagnostics
from cmcompliance.language_server.reviewed import Reviewed
from cmcompliance.language_server.rule_folders import Merged, RuleFile, RuleFolders
from cmcompliance.language_server.trials import Trials
from cmcompliance.rulebook.entries import Category, Entry
from cmcompliance.rulebook.errors import Problem, problem_at
from cmcompliance.rulebook.gather import entries_of, kind_of
from cmcompliance.rulebook.references import circles_of_facts, circles_of_territories, problems_of_entry
from cmcompliance.rulebook.yamltree import read_tree

_CIRCLES: tuple[tuple[Category, Callable[[Mapping[str, Entry]], list[tuple[str, ...]]], str], ...] = (
    ("fact", circles_of_facts, "facts that depend on themselves"),
    ("territory", circles_of_territories, "territories that lie in themselves"),
)


@dataclass(frozen=True, slots=True)
class ReviewedRules(Reviewed):
    """A rule file with its problems; `merged`: all that it may name, its own entries among them."""

    file: RuleFile
    problems: tuple[Problem, ...]
    merged: Merged
    trials: Trials

    @property
    def has_more(self) -> bool:
        """Whether it is a sound rule that was saved, and can be tried."""
        kind = kind_of(self.file.relative)
        return not self.problems and kind is not None and kind.category == "rule" and self.document.is_saved

    def more(self) -> list[types.Diagnostic]:
        """Return what is weak in the rule, and its examples that come out otherwise."""
        found = self.trials.of_rule(self.file)
        return problem_diagnostics(self.document, found, types.DiagnosticSeverity.Warning)

    def diagnostics(self) -> list[types.Diagnostic]:
        """Return what is wrong with it."""
        return problem_diagnostics(self.document, self.problems)


def review_rules(document: Document, file: RuleFile, folders: RuleFolders, trials: Trials) -> ReviewedRules:
    """Return a rule file with what is wrong in it, as the loader would say."""
    problems: list[Problem] = []
    if file.relative.suffix != ".yaml":
        problems.append(Problem(file.shown, 1, 1, "rule files end in .yaml"))
    text = document.text[document.mark :]
    tree, broken = read_tree(text, file.shown)
    problems += broken
    entries: list[Entry] = []
    if tree.root is not None or not broken:
        entries = list(entries_of(file.relative, tree, problems.append))
    merged = folders.merged(file)
    for entry, twin in folders.twins(file, entries):
        at = twin.place
        message = f"the {entry.category} `{entry.name}` is already defined at {at.file}:{at.line}"
        problems.append(problem_at(entry.place, message))
    for entry in entries:
        merged[entry.category][entry.name] = entry
    problems += [problem for entry in entries for problem in problems_of_entry(entry, merged)]
    problems += _circles(entries, merged)
    here = tuple(problem for problem in problems if problem.file == file.shown)
    return ReviewedRules(document, file, here, merged, trials)


def _circles(entries: Sequence[Entry], merged: Merged) -> list[Problem]:
    """Return a problem for each entry of the file that depends on itself."""
    problems: list[Problem] = []
    for category, circles, what in _CIRCLES:
        own = {entry.name: entry for entry in entries if entry.category == category}
        if not own:
            continue
        for circle in circles(merged[category]):
            name = next((name for name in circle if name in own), None)
            if name is not None:
                shown = " → ".join(f"`{one}`" for one in (*circle, circle[0]))
                problems.append(problem_at(own[name].place, f"{what}: {shown}"))
    return problems
