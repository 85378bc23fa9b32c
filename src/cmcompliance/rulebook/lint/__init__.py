"""What is weak in a rule book that loads: rules that cannot fire or are hardly tested, unused words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from cmcompliance.rulebook.book import Rule, RuleBook
from cmcompliance.rulebook.errors import Problem
from cmcompliance.rulebook.lint.coverage import coverage_problems
from cmcompliance.rulebook.lint.edits import edit_problems
from cmcompliance.rulebook.lint.examples import example_problems
from cmcompliance.rulebook.lint.rules import rule_problems
from cmcompliance.rulebook.lint.use import unused_problems
from cmcompliance.rulebook.lint.words import word_problems

__all__ = ["lint"]


def lint(book: RuleBook, *, partial: bool = False, rules: Mapping[str, Rule] | None = None) -> list[Problem]:
    """Return what should be mended, by file and line, beyond what keeps a book from loading.

    `partial`: the book lacks its faulty parts, so nothing can be called unused. `rules`: those to look at,
    all when absent.
    """
    part = book if rules is None else replace(book, rules=rules)
    problems = [
        *word_problems(part),
        *(() if partial else unused_problems(book)),
        *(problem for rule in part.rules.values() for problem in rule_problems(rule, book)),
        *edit_problems(part),
        *example_problems(part),
        *coverage_problems(book),
    ]
    return sorted(set(problems))
