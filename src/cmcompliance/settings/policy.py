"""What settings make of the rules of a book: which do not speak, and how grave each breach is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cmcompliance.checking.policy import Policy
from cmcompliance.report import Severity
from cmcompliance.rulebook.book import RuleBook
from cmcompliance.rulebook.errors import Problem, nearest, problem_at
from cmcompliance.rulebook.selector import known_selectors, rules_selected, selects
from cmcompliance.settings.settings import Given, RulesChoice, Settings

Selected = Mapping[str, frozenset[str]]
"""The names of the rules that each selector names."""


def policy_of(settings: Settings, book: RuleBook, only: Sequence[str] = ()) -> Policy:
    """Return what the settings decide of the rules of a book.

    A nearer table wins over one further away, and in a table the selector that names fewer rules. One that
    names none, such as a rule of a pack that the book does not have, decides nothing. `only`: the rules asked
    for, which speak even if the settings have them off. Raises SelectorError for one that names none.
    """
    selected = {given.value: _named(given, book) for given in _selectors(settings.rules)}
    standing = _Standing(frozenset(book.rules))
    severity: dict[str, Severity] = {}
    for choice in settings.rules:
        standing = standing.after(choice, selected)
        severity.update(_severities(choice.severity, selected))
    off = frozenset(book.rules) - rules_selected(book, only) if only else standing.off()
    return Policy(off=off, severity=severity)


def wrong_selectors(choices: Iterable[RulesChoice], book: RuleBook) -> list[Problem]:
    """Return a problem for each selector that names no rule of the book."""
    known = known_selectors(book)
    return [
        problem_at(given.place, f"no rule is named by {given.value!r}{nearest(given.value, known)}")
        for given in _selectors(choices)
        if not _named(given, book)
    ]


@dataclass(frozen=True, slots=True)
class _Standing:
    """Which of all rules are off after some tables; `limit`: those of the nearest `only`, None without."""

    every: frozenset[str]
    silenced: frozenset[str] = frozenset()
    limit: frozenset[str] | None = None

    def off(self) -> frozenset[str]:
        return self.silenced if self.limit is None else self.silenced | (self.every - self.limit)

    def after(self, choice: RulesChoice, selected: Selected) -> _Standing:
        limit = self.limit
        if choice.only is not None:
            limit = frozenset().union(*(selected[given.value] for given in choice.only))
        # The broadest first: the narrowest has the last word, and `on` among equals.
        words = [
            *((given.value, False) for given in choice.off),
            *((given.value, True) for given in choice.on),
        ]
        silenced = self.silenced
        for selector, speaks in sorted(words, key=lambda word: -len(selected[word[0]])):
            rules = selected[selector]
            silenced = silenced - rules if speaks else silenced | rules
            limit = limit | rules if speaks and limit is not None else limit
        return _Standing(self.every, silenced, limit)


def _severities(chosen: Mapping[str, Given[Severity]], selected: Selected) -> Iterator[tuple[str, Severity]]:
    for selector in sorted(chosen, key=lambda selector: -len(selected[selector])):
        yield from ((rule, chosen[selector].value) for rule in selected[selector])


def _selectors(choices: Iterable[RulesChoice]) -> Iterator[Given[str]]:
    for choice in choices:
        yield from (*choice.off, *choice.on, *(choice.only or ()))
        yield from (Given(selector, given.place) for selector, given in choice.severity.items())


def _named(given: Given[str], book: RuleBook) -> frozenset[str]:
    wanted = given.value.strip().strip("/")
    return frozenset(name for name, rule in book.rules.items() if selects(wanted, rule))
