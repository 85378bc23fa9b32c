"""Why a rule fires on a draft, or why it does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cmcompliance.checking import Checker
from cmcompliance.cli.condition_lines import ALL_OF, ANY_OF
from cmcompliance.cli.rule_pages import one_line
from cmcompliance.draft import Draft
from cmcompliance.facts import Fact
from cmcompliance.report import Report
from cmcompliance.rulebook import RuleBook
from cmcompliance.rulebook.binding import bind
from cmcompliance.rulebook.book import Rule, ScopeEntry
from cmcompliance.rulebook.condition import All, Condition, Test
from cmcompliance.rulebook.truth import Truth, Value, truth_of
from cmcompliance.rulebook.wording import line_of, meaning_of

_SIGNS: Mapping[Truth, str] = {True: "+", False: "-", None: "?"}
_LEGEND = {
    "fr": "+ vrai   - faux   ? inconnu",
    "en": "+ true   - false   ? unknown",
}
_OUTCOMES = {
    "finding": {"fr": "La règle est enfreinte.", "en": "The rule is breached."},
    "question": {"fr": "La règle pose une question : {}.", "en": "The rule asks: {}."},
    "silent": {"fr": "La règle ne dit rien de ce contenu.", "en": "The rule says nothing of this draft."},
    "elsewhere": {
        "fr": "Les conditions sont réunies, mais la règle ne s'applique pas à ce contenu (type, plateforme, "
        "pays, date ou sources).",
        "en": "The conditions hold, but the rule does not apply to this draft (kind, platform, jurisdiction, "
        "day or sources).",
    },
}
_WORDS_SHOWN = 3


@dataclass(slots=True)
class _Writer:
    """Writes a condition tree; each derived fact is opened where it first stands."""

    book: RuleBook
    language: str
    facts: Mapping[str, Fact] | None = None
    opened: set[str] = field(default_factory=set)

    def lines(self, condition: Condition, depth: int) -> Iterator[str]:
        if isinstance(condition, Test):
            yield from self._test(condition, depth)
            return
        label = (ALL_OF if isinstance(condition, All) else ANY_OF)[self.language]
        yield self._line(condition, depth, label)
        for member in condition.members:
            yield from self.lines(member, depth + 1)

    def _test(self, test: Test, depth: int) -> Iterator[str]:
        meaning = meaning_of(self.book, test.fact, self.language)
        note = f"  ({meaning})" if meaning else ""
        yield self._line(test, depth, line_of(test) + note + self._shown(test.fact))
        derived = self.book.derived.get(test.fact)
        if derived is not None and test.fact not in self.opened:
            self.opened.add(test.fact)
            yield from self.lines(derived.condition, depth + 1)

    def _line(self, condition: Condition, depth: int, text: str) -> str:
        sign = "" if self.facts is None else f"{_SIGNS[truth_of(condition, self._values())]} "
        return f"{'  ' * depth}{sign}{text}"

    def _values(self) -> dict[str, Value]:
        return {name: fact.value for name, fact in (self.facts or {}).items()}

    def _shown(self, name: str) -> str:
        fact = (self.facts or {}).get(name)
        if fact is None:
            return ""
        texts = list(dict.fromkeys(one_line(item.text) for item in fact.evidence if item.text.strip()))
        shown = ", ".join(f"« {text} »" for text in texts[:_WORDS_SHOWN])
        more = f" + {len(texts) - _WORDS_SHOWN}" if len(texts) > _WORDS_SHOWN else ""
        value = f" = {fact.value}" if fact.value is not None and not isinstance(fact.value, bool) else ""
        return f"{value}{f'  {shown}{more}' if shown else ''}"


def explain(rule: Rule, book: RuleBook, language: str) -> Iterator[str]:
    """Yield the condition tree of a rule, derived facts opened, each fact with its meaning."""
    yield rule.name
    yield from _Writer(book, language).lines(rule.condition, 1)
    yield from _bindings(rule)


def explain_draft(rule: Rule, checker: Checker, draft: Draft, language: str) -> Iterator[str]:
    """Yield the tree with the truth of each condition, once for each scope entry that fits the draft."""
    report = checker.check(draft)
    facts = checker.facts(draft)
    fields = [question.field for question in report.questions if rule.name in question.rules]
    held = False
    yield rule.name
    yield _LEGEND[language]
    for key, condition in _conditions(rule, report, checker.book).items():
        if key:
            yield f"{key}:"
        yield from _Writer(checker.book, language, facts).lines(condition, 1)
        held = held or truth_of(condition, {name: fact.value for name, fact in facts.items()}) is True
    if any(finding.rule == rule.name for finding in report.findings):
        outcome = "finding"
    elif fields:
        outcome = "question"
    else:
        outcome = "elsewhere" if held else "silent"
    yield _OUTCOMES[outcome][language].format(", ".join(fields))


def _conditions(rule: Rule, report: Report, book: RuleBook) -> dict[str, Condition]:
    """Return the condition by the scope entries that bind its names for the draft, else by the first ones."""
    bound: dict[str, Condition] = {}
    for territory in _territories(rule, report, book):
        for platform in _platforms(rule, report):
            entries = [entry for entry in (territory, platform) if entry and entry.bindings]
            bindings = {name: fact for entry in entries for name, fact in entry.bindings.items()}
            bound[", ".join(entry.key for entry in entries)] = bind(rule.condition, bindings)
    return bound


def _territories(rule: Rule, report: Report, book: RuleBook) -> Sequence[ScopeEntry | None]:
    entries = {entry.key: entry for entry in rule.scope.territories}
    nearest = (
        next((entries[code] for code in book.ancestry(jurisdiction) if code in entries), None)
        for jurisdiction in report.jurisdictions
    )
    return [entry for entry in nearest if entry] or rule.scope.territories[:1] or (None,)


def _platforms(rule: Rule, report: Report) -> Sequence[ScopeEntry | None]:
    entries = [entry for entry in rule.scope.platforms if entry.key == report.platform]
    return entries or rule.scope.platforms[:1] or (None,)


def _bindings(rule: Rule) -> Iterator[str]:
    for entry in (*rule.scope.territories, *rule.scope.platforms):
        if entry.bindings:
            yield f"  {entry.key}: {', '.join(f'${name} = {fact}' for name, fact in entry.bindings.items())}"
