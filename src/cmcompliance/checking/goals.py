"""Goals: each rule in each territory and on each platform that it distinguishes, ready for inference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from cmcompliance.report.basis import sources_in_force
from cmcompliance.rulebook.binding import bind
from cmcompliance.rulebook.book import Rule, RuleBook, ScopeEntry, Severity, Source
from cmcompliance.rulebook.condition import Condition, facts_of


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
    """All of a draft that decides which rules apply to it."""

    kind: str
    platform: str | None
    jurisdictions: tuple[str, ...]
    as_of: date


def changes_of_law(book: RuleBook) -> tuple[date, ...]:
    """Return the days, in order, from which some rule or source runs or no longer does."""
    periods: list[tuple[date | None, date | None]] = [(s.start, s.end) for s in book.sources.values()]
    for rule in book.rules.values():
        periods.append((rule.scope.start, rule.scope.end))
        periods += [(entry.start, entry.end) for entry in (*rule.scope.territories, *rule.scope.platforms)]
    starts = {start for start, _ in periods if start}
    return tuple(sorted(starts | {end + timedelta(days=1) for _, end in periods if end and end < date.max}))


def applications(goals: Mapping[str, Goal], setting: Setting, book: RuleBook) -> Iterator[Application]:
    """Yield the goals that apply to a kind of draft, on its platform, in its jurisdictions, on its day."""
    day = setting.as_of
    for rule in book.rules.values():
        if not _kind_fits(rule, setting.kind) or not _within(day, rule.scope.start, rule.scope.end):
            continue
        platform = _entry_of(rule.scope.platforms, setting.platform)
        if rule.scope.platforms and (platform is None or not _entry_runs(platform, day)):
            continue
        named = platform.key if platform else None
        for jurisdiction, territory in _territories(rule, setting, book):
            sources = sources_in_force(book, rule.sources, jurisdiction, named, day)
            if sources:
                yield Application(goals[_key(rule, territory, platform)], jurisdiction, named, tuple(sources))


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
        if entry is not None and _entry_runs(entry, setting.as_of):
            yield jurisdiction, entry


def _entry_of(entries: tuple[ScopeEntry, ...], key: str | None) -> ScopeEntry | None:
    return next((entry for entry in entries if entry.key == key), None)


def _entry_runs(entry: ScopeEntry, day: date) -> bool:
    return _within(day, entry.start, entry.end)


def _within(day: date, start: date | None, end: date | None) -> bool:
    return (start is None or start <= day) and (end is None or day <= end)


def _kind_fits(rule: Rule, kind: str) -> bool:
    scope = rule.scope
    return (not scope.kinds or kind in scope.kinds) and kind not in scope.kinds_except
