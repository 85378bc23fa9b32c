"""What no rule comes to use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cmcompliance.rulebook.book import FoundFact, Rule, RuleBook
from cmcompliance.rulebook.compile_statements import PREFIX as STATEMENT
from cmcompliance.rulebook.compile_statements import concept_of
from cmcompliance.rulebook.condition import facts_of
from cmcompliance.rulebook.errors import Problem, problem_at
from cmcompliance.rulebook.labels import labels_of


def unused_problems(book: RuleBook) -> Iterator[Problem]:
    """Yield concepts, statements, facts and sources that no rule uses, directly or through a fact."""
    facts = facts_behind((name for rule in book.rules.values() for name in _facts_named(rule)), book)
    for kind in (book.found, book.media, book.derived):
        for name, fact in kind.items():
            if name not in facts:
                yield problem_at(fact.place, f"no rule uses the fact `{name}`")
    for label, question in labels_of(book.questions).items():
        if question.field not in facts:
            yield problem_at(question.place, f"no rule uses the label `{label}`")
    seen = {word for fact in book.found.values() for word in concepts_of(fact)}
    for name, concept in book.concepts.items():
        if name not in seen and not name.startswith(STATEMENT):
            yield problem_at(concept.place, f"no fact uses the concept `{name}`")
    inserted = {rule.edit.statement for rule in book.rules.values() if rule.edit}
    for key, statement in book.statements.items():
        if key not in inserted and concept_of(key) not in seen:
            yield problem_at(statement.place, f"no fact and no edit uses the statement `{key}`")
    cited = {key for rule in book.rules.values() for key in rule.sources}
    cited.update(statement.source for statement in book.statements.values())
    cited.update(cell.source for mechanic in book.mechanics.values() for cell in mechanic.cells.values())
    for key, source in book.sources.items():
        if key not in cited:
            yield problem_at(source.place, f"no rule cites the source `{key}`")


def facts_behind(names: Iterable[str], book: RuleBook) -> frozenset[str]:
    """Return these facts and all that they follow from."""
    found: set[str] = set()
    queue = list(names)
    while queue:
        name = queue.pop()
        if name not in found:
            found.add(name)
            derived = book.derived.get(name)
            queue += facts_of(derived.condition) if derived else ()
    return frozenset(found)


def concepts_of(fact: FoundFact) -> Iterator[str]:
    """Yield the concepts that a found fact looks for."""
    for sighting in fact.sightings:
        yield from sighting.concepts
        yield from (word for operand in (*sighting.near, sighting.without) for word in operand)


def _facts_named(rule: Rule) -> Iterator[str]:
    yield from (name for condition in rule.conditions for name in facts_of(condition))
    yield from rule.at
    yield from (
        fact for entry in (*rule.scope.territories, *rule.scope.platforms) for fact in entry.bindings.values()
    )
