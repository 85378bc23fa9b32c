"""Conditions as steps, each with what it comes to and the words that make it so."""

from __future__ import annotations

from collections.abc import Mapping

from cmcompliance.explaining.model import Step
from cmcompliance.facts import Fact
from cmcompliance.report.reasons import spans_of
from cmcompliance.rulebook import RuleBook
from cmcompliance.rulebook.condition import All, Condition, Test
from cmcompliance.rulebook.field_words import field_name, is_field, value_words, wanted_words
from cmcompliance.rulebook.truth import truth_of
from cmcompliance.rulebook.wording import line_of, meaning_of


class Tree:
    """Makes steps of conditions; each derived fact is opened where it first stands."""

    def __init__(self, book: RuleBook, facts: Mapping[str, Fact], language: str) -> None:
        """`facts`: what is known of a draft; a fact that is not there is false."""
        self._book = book
        self._facts = facts
        self._values = {name: fact.value for name, fact in facts.items()}
        self._language = language
        self._opened: set[str] = set()

    def of(self, condition: Condition) -> Step:
        """Return a condition as a step, with all below it."""
        truth = truth_of(condition, self._values)
        if not isinstance(condition, Test):
            steps = tuple(self.of(member) for member in condition.members)
            return Step("all" if isinstance(condition, All) else "any", truth, steps)
        derived = self._book.derived.get(condition.fact)
        told = condition.fact in self._opened
        fact = self._facts.get(condition.fact)
        self._opened.add(condition.fact)
        name = field_name(self._book, condition.fact, self._language)
        is_named = name is not None and is_field(self._book, condition.fact)
        return Step(
            "test",
            truth,
            (self.of(derived.condition),) if derived is not None and not told else (),
            test=line_of(condition),
            fact=condition.fact,
            negated=condition.negated,
            value=fact.value if fact else False,
            meaning=name if is_named else meaning_of(self._book, condition.fact, self._language) or None,
            places=tuple(spans_of(fact.evidence)) if fact else (),
            told_above=told and derived is not None,
            value_meaning=self._held(condition.fact) if is_named else None,
            wanted=wanted_words(self._book, condition, self._language) if is_named else None,
        )

    def _held(self, fact: str) -> str | None:
        platform = self._values.get("platform")
        return value_words(self._book, fact, self._values.get(fact, False), self._language, platform)
