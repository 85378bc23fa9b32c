"""Selectors: how settings, waivers and options name rules.

A selector is a rule (`fr/contest/rules-missing`), a folder of rules (`fr/contest`, `platforms/tiktok`), an
obligation (`contest.rules-missing`) or a topic (`contest`).
"""

from __future__ import annotations

from collections.abc import Iterable

from cmcompliance.rulebook.book import Rule, RuleBook
from cmcompliance.rulebook.errors import nearest


class SelectorError(ValueError):
    """A selector that names no rule of the book."""


def rules_selected(book: RuleBook, selectors: Iterable[str]) -> frozenset[str]:
    """Return the names of the rules that at least one of the selectors names.

    Raises SelectorError for the first one that names none, with the nearest one that does.
    """
    chosen: set[str] = set()
    for selector in selectors:
        wanted = selector.strip().strip("/")
        found = {name for name, rule in book.rules.items() if selects(wanted, rule)}
        if not found:
            raise SelectorError(f"no rule is named by {selector!r}{nearest(wanted, known_selectors(book))}")
        chosen |= found
    return frozenset(chosen)


def selects(selector: str, rule: Rule) -> bool:
    """Return whether the selector names the rule."""
    return _under(rule.name, selector, "/") or _under(rule.obligation, selector, ".")


def known_selectors(book: RuleBook) -> frozenset[str]:
    """Return all selectors that name a rule of the book."""
    known: set[str] = set()
    for rule in book.rules.values():
        known.update(_stems(rule.name, "/"), _stems(rule.obligation, "."))
    return frozenset(known)


def _under(name: str, selector: str, separator: str) -> bool:
    return name == selector or name.startswith(selector + separator)


def _stems(name: str, separator: str) -> Iterable[str]:
    parts = name.split(separator)
    return (separator.join(parts[:length]) for length in range(1, len(parts) + 1))
