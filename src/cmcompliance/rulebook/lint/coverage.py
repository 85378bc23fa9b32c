"""Duties whose rules do not look after them."""

from __future__ import annotations

from collections.abc import Iterator

from cmcompliance.rulebook.book import Duty, Rule, RuleBook
from cmcompliance.rulebook.errors import Problem, problem_at


def coverage_problems(book: RuleBook) -> Iterator[Problem]:
    """Yield duties that name a rule of another obligation, or one that does not apply where the duty does."""
    for duty in book.duties.values():
        for rule in (book.rules[name] for name in duty.rules):
            if rule.obligation != duty.obligation:
                message = f"`{duty.key}` is about {duty.obligation}, `{rule.name}` about {rule.obligation}"
                yield problem_at(duty.place, message)
            if not _reaches(rule, duty, book):
                where = duty.territory or duty.platform
                message = f"the rule `{rule.name}` of `{duty.key}` does not apply for {where}"
                yield problem_at(duty.place, message)


def _reaches(rule: Rule, duty: Duty, book: RuleBook) -> bool:
    if duty.platform is not None:
        platforms = {entry.key for entry in rule.scope.platforms}
        return duty.platform in platforms if platforms else bool(rule.scope.territories)
    if duty.territory is None or not rule.scope.territories:
        return True
    keys = {entry.key for entry in rule.scope.territories}
    above = book.ancestry(duty.territory)
    below = {key for key in keys if duty.territory in book.ancestry(key)}
    return bool(keys.intersection(above) or below) and not rule.scope.excepted.intersection(above)
