"""Goals: each rule in each territory and on each platform that it distinguishes, ready for inference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from cmcompliance.report.basis import binding_sources, is_in_force
from cmcompliance.rulebook.binding import bind
from cmcompliance.rulebook.book import Rule, RuleBook, ScopeEntry, Severity, Source
from cmcompliance.rulebook.condition import Condition, facts_of

Period = tuple[date | None, date | None]
"""The first and the last day; None: no bound."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One rule with the bindings of one territory's and one platform's entry.

    `severities`: goals that, when they surely hold, replace the severity, in order; `safe`: one that, when it
    surely holds, makes the edit safe.
    """

    key: str
    rule: Rule
    territory: ScopeEntry | None
    platform: ScopeEntry | None
    condition: Condition
    severities: tuple[tuple[str, Severity, Condition], ...]
    safe: tuple[str, Condition] | None = None

    @property
    def severity(self) -> Severity:
        """The severity before `severity_when`."""
        entries = (self.territory, self.platform)
        return next((entry.severity for entry in entries if entry and entry.severity), self.rule.severity)


@dataclass(frozen=True, slots=True)
class Application:
    """A goal that applies to a draft, for one of its jurisdictions (None: any), with its sources."""

    goal: Goal
    jurisdiction: str | None
    platform: str | None
    sources: tuple[Source, ...]


def goals_of(book: RuleBook) -> dict[str, Goal]:
    """Return all goals of a rule book by key."""
    return {goal.key: goal for rule in book.rules.values() for goal in _goals_of_rule(rule)}


def conditions_of(goals: Mapping[str, Goal]) -> dict[str, Condition]:
    """Return what inference has to decide: the goals, their severities and whether their edits are safe."""
    conditions = {key: goal.condition for key, goal in goals.items()}
    for goal in goals.values():
        conditions.update({key: condition for key, _, condition in goal.severities})
        conditions.update([goal.safe] if goal.safe else ())
    return conditions


def facts_shown(goals: Mapping[str, Goal]) -> dict[str, frozenset[str]]:
    """Return the facts that a finding needs beside those of its condition: its places and its severity's."""
    return {
        key: frozenset(goal.rule.at).union(*(facts_of(condition) for _, _, condition in goal.severities))
        for key, goal in goals.items()
    }


def grades_of(goals: Mapping[str, Goal]) -> dict[str, tuple[str, ...]]:
    """Return the goals that grade a breach of each goal, where there are any."""
    grades = {
        key: (*(grade for grade, _, _ in goal.severities), *((goal.safe[0],) if goal.safe else ()))
        for key, goal in goals.items()
    }
    return {key: of_goal for key, of_goal in grades.items() if of_goal}


@dataclass(frozen=True, slots=True)
class Setting:
    """All of a draft, but its day, that decides which rules apply to it."""

    kind: str
    platform: str | None
    jurisdictions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A goal that applies in a setting on the days that lie in all periods, while a source is in force."""

    goal: Goal
    jurisdiction: str | None
    platform: str | None
    periods: tuple[Period, ...]
    sources: tuple[Source, ...]

    def on(self, day: date) -> Application | None:
        """Return the goal as it applies on a day, None when it does not."""
        if not all(_within(day, *period) for period in self.periods):
            return None
        sources = tuple(source for source in self.sources if is_in_force(source, day))
        return Application(self.goal, self.jurisdiction, self.platform, sources) if sources else None

    def changes(self) -> Iterator[date]:
        """Yield the days from which it applies otherwise than the day before."""
        for start, end in (*self.periods, *((source.start, source.end) for source in self.sources)):
            if start:
                yield start
            if end and end < date.max:
                yield end + timedelta(days=1)


def candidates(goals: Mapping[str, Goal], setting: Setting, book: RuleBook) -> Iterator[Candidate]:
    """Yield the goals that apply to a kind of draft, on its platform, in its jurisdictions, on some day."""
    for rule in book.rules.values():
        platform = _entry_of(rule.scope.platforms, setting.platform)
        if not _kind_fits(rule, setting.kind) or (rule.scope.platforms and platform is None):
            continue
        named = platform.key if platform else None
        for jurisdiction, territory in _territories(rule, setting, book):
            sources = binding_sources(book, rule.sources, jurisdiction, named)
            if sources:
                periods = _periods(rule, territory, platform)
                goal = goals[_key(rule, territory, platform)]
                yield Candidate(goal, jurisdiction, named, periods, tuple(sources))


def applications(
    goals: Mapping[str, Goal], setting: Setting, day: date, book: RuleBook
) -> Iterator[Application]:
    """Yield the goals that apply in a setting on a day."""
    for candidate in candidates(goals, setting, book):
        if (application := candidate.on(day)) is not None:
            yield application


def _goals_of_rule(rule: Rule) -> Iterator[Goal]:
    for territory in rule.scope.territories or (None,):
        for platform in rule.scope.platforms or (None,):
            key = _key(rule, territory, platform)
            bindings = {
                **(territory.bindings if territory else {}),
                **(platform.bindings if platform else {}),
            }
            severities = tuple(
                (f"{key}!{number}", severity, bind(condition, bindings))
                for number, (severity, condition) in enumerate(rule.severity_when)
            )
            safe_when = rule.edit.safe_when if rule.edit else None
            safe = (f"{key}!safe", bind(safe_when, bindings)) if safe_when else None
            yield Goal(key, rule, territory, platform, bind(rule.condition, bindings), severities, safe)


def _key(rule: Rule, territory: ScopeEntry | None, platform: ScopeEntry | None) -> str:
    return "@".join([rule.name, *(entry.key for entry in (territory, platform) if entry)])


def _territories(
    rule: Rule, setting: Setting, book: RuleBook
) -> Iterator[tuple[str | None, ScopeEntry | None]]:
    if not rule.scope.territories:
        yield None, None
        return
    for jurisdiction in setting.jurisdictions:
        ancestry = book.ancestry(jurisdiction)
        if rule.scope.excepted.intersection(ancestry):
            continue
        entry = next((found for code in ancestry if (found := _entry_of(rule.scope.territories, code))), None)
        if entry is not None:
            yield jurisdiction, entry


def _entry_of(entries: tuple[ScopeEntry, ...], key: str | None) -> ScopeEntry | None:
    return next((entry for entry in entries if entry.key == key), None)


def _periods(rule: Rule, *entries: ScopeEntry | None) -> tuple[Period, ...]:
    """Return the periods that bound a rule's days; one without bounds is none."""
    bounds = (rule.scope.start, rule.scope.end), *((one.start, one.end) for one in entries if one)
    return tuple(period for period in bounds if period != (None, None))


def _within(day: date, start: date | None, end: date | None) -> bool:
    return (start is None or start <= day) and (end is None or day <= end)


def _kind_fits(rule: Rule, kind: str) -> bool:
    scope = rule.scope
    return (not scope.kinds or kind in scope.kinds) and kind not in scope.kinds_except
