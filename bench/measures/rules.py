"""How the time grows with rules that do not apply: copies of our own, for a territory that no post names."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle, islice
from typing import Any

from bench.measures.samples import check_ms, drafts, warm
from cmcompliance import Checker
from cmcompliance.rulebook import RuleBook, load_book
from cmcompliance.rulebook.book import Scope, ScopeEntry

ELSEWHERE = "JP"
ADDED = (0, 1000, 2000, 4000)


def measure(posts: int) -> list[dict[str, Any]]:
    """Return the CPU milliseconds of a check by the number of rules added."""
    book = load_book()
    sample = drafts("mixed", posts)
    checkers = [warm(Checker(with_copies(book, added))) for added in ADDED]
    return [
        {"rules": len(book.rules) + added, "added": added, "cpu_ms": taken}
        for added, taken in zip(ADDED, check_ms(checkers, sample), strict=True)
    ]


def with_copies(book: RuleBook, added: int) -> RuleBook:
    """Return the book with more rules, none of them for a territory that it knows."""
    rules = islice(cycle(book.rules.values()), added)
    copies = [
        replace(rule, name=f"{rule.name}-{number}", scope=_elsewhere(rule.scope))
        for number, rule in enumerate(rules)
    ]
    return replace(book, rules={**book.rules, **{rule.name: rule for rule in copies}})


def _elsewhere(scope: Scope) -> Scope:
    entry = scope.territories[0] if scope.territories else ScopeEntry(ELSEWHERE)
    return replace(scope, territories=(replace(entry, key=ELSEWHERE),))
