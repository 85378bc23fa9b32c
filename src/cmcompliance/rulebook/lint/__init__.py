"""What is weak in a rule book that loads: rules that cannot fire or are hardly tested, unused words."""

from __future__ import annotations

from cmcompliance.rulebook.book import RuleBook
from cmcompliance.rulebook.errors import Problem
from cmcompliance.rulebook.lint.coverage import coverage_problems
from cmcompliance.rulebook.lint.edits import edit_problems
from cmcompliance.rulebook.lint.examples import example_problems
from cmcompliance.rulebook.lint.rules import rule_problems
from cmcompliance.rulebook.lint.use import unused_problems
from cmcompliance.rulebook.lint.words import word_problems

__all__ = ["lint"]


def lint(book: RuleBook, *, partial: bool = False) -> list[Problem]:
    """Return what should be mended, by file and line, beyond what keeps a book from loading.

    `partial`: the book lacks its faulty parts, so nothing can be called unused.
    """
    problems = [
        *word_problems(book),
        *(() if partial else unused_problems(book)),
        *(problem for rule in book.rules.values() for problem in rule_problems(rule, book)),
        *edit_problems(book),
        *example_problems(book),
        *coverage_problems(book),
    ]
    return sorted(set(problems))
