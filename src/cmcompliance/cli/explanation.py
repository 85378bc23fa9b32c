"""What a rule asks for, whatever the draft."""

from __future__ import annotations

from collections.abc import Iterator

from cmcompliance.explaining import Tree
from cmcompliance.render import Language
from cmcompliance.render.explanation import condition_lines
from cmcompliance.rulebook import RuleBook
from cmcompliance.rulebook.book import Rule


def rule_explanation(rule: Rule, book: RuleBook, language: Language) -> Iterator[str]:
    """Yield the condition tree of a rule, derived facts opened, each fact with its meaning."""
    yield rule.name
    yield from condition_lines(Tree(book, {}, language).of(rule.condition), language)
    for entry in (*rule.scope.territories, *rule.scope.platforms):
        if entry.bindings:
            yield f"  {entry.key}: {', '.join(f'${name} = {fact}' for name, fact in entry.bindings.items())}"
