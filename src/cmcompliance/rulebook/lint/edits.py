"""Edits that would change what an author says without asking, or leave gaps that nothing sees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cmcompliance.rulebook.book import Place, RuleBook, Words
from cmcompliance.rulebook.errors import Problem, problem_at

_BRACKETS = re.compile(r"\[[^\[\]]*\]")


def edit_problems(book: RuleBook) -> Iterator[Problem]:
    """Yield safe edits that take words away, and brackets that are no placeholder of the book."""
    for rule in book.rules.values():
        if rule.edit is None:
            continue
        safe = rule.edit.safety == "safe" or rule.edit.safe_when is not None
        if safe and rule.edit.action != "insert":
            message = (
                f"`{rule.name}` has a `safe` edit that takes the author's words away: make it `suggested`"
            )
            yield problem_at(rule.place, message)
        yield from _gaps(rule.edit.text, f"the edit of `{rule.name}`", rule.place)
    for clause in book.clauses.values():
        yield from _gaps(clause.text, f"the clause `{clause.key}`", clause.place)


def _gaps(text: Words, where: str, place: Place) -> Iterator[Problem]:
    for found in dict.fromkeys(gap for words in text.values() for gap in _BRACKETS.findall(words)):
        message = f"`{found}` in {where} is not refused when it is left: write a {{variable}}"
        yield problem_at(place, message)
