"""Rules that cannot fire, cite nothing that binds, or ask in vain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from cmcompliance.rulebook.binding import bind
from cmcompliance.rulebook.book import Rule, RuleBook, ScopeEntry, Source
from cmcompliance.rulebook.condition import All, facts_of
from cmcompliance.rulebook.errors import Problem, nearest, problem_at
from cmcompliance.rulebook.labels import fact_of
from cmcompliance.rulebook.lint.use import facts_behind
from cmcompliance.rulebook.satisfiable import Candidates, can_be_true
from cmcompliance.rulebook.truth import Value
from cmcompliance.rulebook.vocabulary import KINDS, MEDIA_ATTRIBUTES, SECTORS

_MISSPELT = 0.8
"""How alike a sector must be to one of the format's for it to be a slip; a draft may give others."""
_Days = tuple[date, date]


def rule_problems(rule: Rule, book: RuleBook) -> Iterator[Problem]:
    """Yield what is weak in one rule, but for its texts and examples."""
    checks = (_scope, _sources, _conditions, _asks, _sectors, _folder)
    for check in checks:
        yield from (problem_at(rule.place, message) for message in check(rule, book))


def _scope(rule: Rule, book: RuleBook) -> Iterator[str]:
    if not _kinds(rule):
        yield "the rule can never fire: no kind of draft is left in its scope"
    whole = _days(rule.scope.start, rule.scope.end)
    for entry in _entries(rule):
        if _overlap(whole, _days(entry.start, entry.end)) is None:
            yield f"the rule can never fire for {entry.key}: its days and the rule's do not meet"
    used = {name for condition in rule.conditions for name in facts_of(condition) if name.startswith("$")}
    for entry in _entries(rule):
        for name in entry.bindings:
            if f"${name}" not in used:
                yield f"`{name}` of {entry.key} is bound, but no condition uses `${name}`"


def _sources(rule: Rule, book: RuleBook) -> Iterator[str]:
    if book.is_of_a_house(rule):
        return
    sources = [book.sources[key] for key in rule.sources]
    severities = {rule.severity, *(severity for severity, _ in rule.severity_when)}
    severities.update(entry.severity for entry in _entries(rule) if entry.severity)
    checked = any(source.checked_on for source in sources)
    if "error" in severities and not checked:
        yield "severity `error`, but none of the sources is `checked`"
    if not checked and not rule.unchecked:
        yield "none of the sources is `checked`: read one, or say under `unchecked` why none can be"
    if checked and rule.unchecked:
        yield "`unchecked`, but one of the sources is `checked`"
    own = [source for source in sources if source.house is not None]
    on_platform = [source for source in sources if source.platform in {e.key for e in rule.scope.platforms}]
    for entry in rule.scope.territories:
        binding = [source for source in sources if _binds_in(source, entry.key, book)]
        if not _in_force(rule, entry, [*binding, *on_platform, *own]):
            yield f"the rule never runs in {entry.key}: none of its sources is in force there"
    for entry in rule.scope.platforms if not rule.scope.territories else ():
        binding = [source for source in sources if source.platform == entry.key]
        if not _in_force(rule, entry, [*binding, *own]):
            yield f"the rule never runs on {entry.key}: none of its sources is in force for it"


def _conditions(rule: Rule, book: RuleBook) -> Iterator[str]:
    limits = _limits(rule)
    if limits is None:
        return
    bound = list(_bindings(rule))
    impossible = [
        names for names, bindings in bound if not can_be_true(bind(rule.condition, bindings), book, limits)
    ]
    if impossible:
        named = f" for {', '.join(impossible)}" if len(impossible) < len(bound) else ""
        yield f"the rule can never fire{named}: its conditions contradict each other"
    for severity, condition in rule.severity_when:
        if not any(can_be_true(bind(condition, bindings), book, limits) for _, bindings in bound):
            yield f"the severity never becomes `{severity}`: its conditions contradict each other"
    safe_when = rule.edit.safe_when if rule.edit else None
    safely = safe_when and All((rule.condition, safe_when))
    if safely and not any(can_be_true(bind(safely, bindings), book, limits) for _, bindings in bound):
        yield "the edit is never safe: `safe_when` contradicts itself or the rule's conditions"


def _asks(rule: Rule, book: RuleBook) -> Iterator[str]:
    named = {name for condition in rule.conditions for name in facts_of(condition)}
    named.update(fact for entry in _entries(rule) for fact in entry.bindings.values())
    fields = {field for name in facts_behind(named, book) for field in fields_of(name, book)}
    for field in rule.ask:
        if field not in fields:
            yield f"`ask` has `{field}`, on which no condition hangs{nearest(field, fields, list_up_to=0)}"


def _sectors(rule: Rule, book: RuleBook) -> Iterator[str]:
    for condition in rule.conditions:
        for name in sorted(facts_behind(facts_of(condition), book)):
            sector = name.removeprefix("sectors.")
            near = get_close_matches(sector, SECTORS, n=1, cutoff=_MISSPELT)
            if name.startswith("sectors.") and sector not in SECTORS and near:
                yield f"`{sector}` is no sector that the draft format names; did you mean `{near[0]}`?"


def _folder(rule: Rule, book: RuleBook) -> Iterator[str]:
    code = rule.name.split("/")[0].upper()
    if code not in book.territories or not rule.scope.territories:
        return
    if not any(
        {code} & {*book.ancestry(e.key)} or e.key in book.ancestry(code) for e in rule.scope.territories
    ):
        yield f"the rule lies in the folder of {code}, but its scope names no territory of it"


def fields_of(fact: str, book: RuleBook) -> frozenset[str]:
    """Return the fields of the draft on which a fact that is not derived hangs."""
    field = fact_of(fact, book.questions)
    if field is not None:
        return frozenset() if field.always_known else frozenset({field.field})
    media = book.media.get(fact)
    if media is None:
        return frozenset()
    names = (
        f"{key}.{part}" if isinstance(wanted, dict) else key
        for key, wanted in media.wanted.items()
        for part in (wanted if isinstance(wanted, dict) else (key,))
    )
    return frozenset(MEDIA_ATTRIBUTES[name].field for name in names)


def _entries(rule: Rule) -> tuple[ScopeEntry, ...]:
    return (*rule.scope.territories, *rule.scope.platforms)


def _bindings(rule: Rule) -> Iterator[tuple[str, dict[str, str]]]:
    seen: list[dict[str, str]] = []
    for territory in rule.scope.territories or (None,):
        for platform in rule.scope.platforms or (None,):
            entries = [entry for entry in (territory, platform) if entry and entry.bindings]
            bindings = {name: fact for entry in entries for name, fact in entry.bindings.items()}
            if bindings not in seen:
                seen.append(bindings)
                yield "/".join(entry.key for entry in entries), bindings


def _kinds(rule: Rule) -> frozenset[str]:
    return (rule.scope.kinds or frozenset(KINDS)) - rule.scope.kinds_except


def _limits(rule: Rule) -> Candidates | None:
    """Return the values to which the scope confines the draft's own facts, None when it leaves none."""
    kinds: frozenset[Value] = frozenset(_kinds(rule))
    if not kinds:
        return None
    limits: dict[str, frozenset[Value]] = {"kind": kinds}
    if rule.scope.platforms:
        limits["platform"] = frozenset(entry.key for entry in rule.scope.platforms)
    return limits


def _binds_in(source: Source, territory: str, book: RuleBook) -> bool:
    """A draft of a part of the territory is judged by the rule too, and by that part's sources."""
    if source.territory is None or source.excepted.intersection(book.ancestry(territory)):
        return False
    return source.territory in book.ancestry(territory) or territory in book.ancestry(source.territory)


def _in_force(rule: Rule, entry: ScopeEntry, sources: list[Source]) -> bool:
    days = _overlap(_days(rule.scope.start, rule.scope.end), _days(entry.start, entry.end))
    return days is None or any(_overlap(days, _days(source.start, source.end)) for source in sources)


def _days(start: date | None, end: date | None) -> _Days:
    return start or date.min, end or date.max


def _overlap(one: _Days, other: _Days) -> _Days | None:
    start, end = max(one[0], other[0]), min(one[1], other[1])
    return (start, end) if start <= end else None
