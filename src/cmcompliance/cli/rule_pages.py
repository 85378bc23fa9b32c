"""Rules as people read them, and as data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from cmcompliance.cli.condition_lines import tree_lines
from cmcompliance.render.style import clean
from cmcompliance.rulebook import Problem, RuleBook
from cmcompliance.rulebook.book import Example, Rule, ScopeEntry, Source, Words
from cmcompliance.rulebook.condition import All, Condition, Test
from cmcompliance.rulebook.wording import line_of

_EXAMPLE_WIDTH = 100


def as_json(data: Any) -> str:
    """Return data as JSON; dates as ISO 8601."""
    return json.dumps(data, ensure_ascii=False, indent=2, default=lambda value: value.isoformat())


def counted(number: int, thing: str) -> str:
    """Return "1 rule", "2 rules"."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def one_line(text: str, width: int | None = None) -> str:
    """Return a text on one line, safe to print, cut to `width` characters if given."""
    line = clean(" ".join(text.split()))
    return line if width is None or len(line) <= width else f"{line[: width - 1]}…"


def rule_lines(rules: Sequence[Rule], language: str) -> Iterator[str]:
    """Yield one line a rule: name, severity, where it applies, title."""
    width = max((len(rule.name) for rule in rules), default=0)
    where = max((len(_where(rule)) for rule in rules), default=0)
    for rule in rules:
        title = _say(rule.title, language)
        yield f"{rule.name:<{width}}  {rule.severity:<7}  {_where(rule):<{where}}  {title}"
    yield counted(len(rules), "rule")


def rule_summary(rule: Rule) -> dict[str, Any]:
    """Return what a list says of a rule."""
    return {
        "rule": rule.name,
        "obligation": rule.obligation,
        "severity": rule.severity,
        "title": dict(rule.title),
        "territories": [entry.key for entry in rule.scope.territories],
        "platforms": [entry.key for entry in rule.scope.platforms],
    }


def rule_data(rule: Rule, book: RuleBook) -> dict[str, Any]:
    """Return all of a rule as plain data."""
    scope = rule.scope
    return {
        **rule_summary(rule),
        "meaning": dict(book.obligations.get(rule.obligation, {})),
        "severity_when": [
            {"severity": severity, "when": condition_data(condition)}
            for severity, condition in rule.severity_when
        ],
        "scope": {
            "territories": [_entry_data(entry) for entry in scope.territories],
            "platforms": [_entry_data(entry) for entry in scope.platforms],
            "kinds": sorted(scope.kinds),
            "kinds_except": sorted(scope.kinds_except),
            "from": scope.start,
            "to": scope.end,
        },
        "when": condition_data(rule.condition),
        "ask": list(rule.ask),
        "at": list(rule.at),
        "message": dict(rule.message),
        "hint": dict(rule.hint),
        "edit": {
            "action": rule.edit.action,
            "text": dict(book.words_of(rule.edit)),
            "statement": rule.edit.statement,
            "where": rule.edit.where if rule.edit.action == "insert" else None,
            "target": rule.edit.target if rule.edit.action == "delete" else None,
            "clause": rule.edit.clause,
            "safety": rule.edit.safety,
            "safe_when": condition_data(rule.edit.safe_when) if rule.edit.safe_when else None,
        }
        if rule.edit
        else None,
        "sources": [_source_data(book.sources[key]) for key in rule.sources],
        "examples": [
            {"expect": item.expect, "draft": dict(item.draft), "span": item.span, "asks": list(item.asks)}
            for item in rule.examples
        ],
        "file": rule.place.file,
    }


def problem_data(problem: Problem, is_error: bool) -> dict[str, Any]:
    """Return a problem of the rule files as plain data."""
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "severity": "error" if is_error else "warning",
        "message": problem.message,
    }


def condition_data(condition: Condition) -> Any:
    """Return a condition as nested {"all": […]} and {"any": […]} of lines."""
    if isinstance(condition, Test):
        return line_of(condition)
    key = "all" if isinstance(condition, All) else "any"
    return {key: [condition_data(member) for member in condition.members]}


def rule_page(rule: Rule, book: RuleBook, language: str) -> Iterator[str]:
    """Yield the lines of the page on one rule."""
    yield rule.name
    yield _say(rule.title, language)
    yield ""
    yield f"obligation   {rule.obligation}: {_say(book.obligations.get(rule.obligation, {}), language)}"
    yield f"severity     {rule.severity}"
    for severity, condition in rule.severity_when:
        yield f"             {severity} when:"
        yield from tree_lines(condition, book, language, indent=15)
    yield from _scope_lines(rule)
    yield f"message      {_say(rule.message, language)}"
    yield f"hint         {_say(rule.hint, language)}"
    if rule.edit:
        place = {"insert": rule.edit.where, "replace": "the span", "delete": f"the {rule.edit.target}"}
        text = _say(book.words_of(rule.edit), language)
        yield f"edit         {rule.edit.action} ({place[rule.edit.action]}){f': {text}' if text else ''}"
        if rule.edit.clause:
            yield f"             clause {rule.edit.clause} (in contest rules)"
        if rule.edit.safe_when is None:
            yield f"             {rule.edit.safety}"
        else:
            yield "             safe when, else suggested:"
            yield from tree_lines(rule.edit.safe_when, book, language, indent=15)
    yield f"asks         {', '.join(rule.ask) or 'nothing'}"
    yield f"file         {rule.place.file}"
    yield ""
    yield "when"
    yield from tree_lines(rule.condition, book, language, indent=2)
    yield ""
    yield "sources"
    for key in rule.sources:
        yield from _source_lines(book.sources[key])
    for expect in ("breaching", "asking", "clean"):
        examples = [example for example in rule.examples if example.expect == expect]
        if examples:
            yield ""
            yield f"{expect} examples ({len(examples)})"
            yield from (f"  {_example_line(example)}" for example in examples)


def _scope_lines(rule: Rule) -> Iterator[str]:
    scope = rule.scope
    for label, entries in (("territories", scope.territories), ("platforms", scope.platforms)):
        if entries:
            yield f"{label:<12} {'; '.join(_entry_line(entry) for entry in entries)}"
    if scope.kinds:
        yield f"kinds        {', '.join(sorted(scope.kinds))}"
    if scope.kinds_except:
        yield f"kinds        all but {', '.join(sorted(scope.kinds_except))}"
    if scope.start or scope.end:
        yield f"days         {_days(scope.start, scope.end)}"


def _entry_line(entry: ScopeEntry) -> str:
    notes = [f"${name} = {fact}" for name, fact in entry.bindings.items()]
    notes += [entry.severity] if entry.severity else []
    notes += [_days(entry.start, entry.end)] if entry.start or entry.end else []
    return f"{entry.key} ({', '.join(notes)})" if notes else entry.key


def _source_lines(source: Source) -> Iterator[str]:
    yield f"  {source.citation}{f' — {source.title}' if source.title else ''}"
    binds = source.territory or source.platform or source.house
    undated = "own policy" if source.house else "date of entry into force not recorded"
    yield f"    {binds}, {_days(source.start, source.end) or undated}"
    if source.sanction:
        yield f"    sanction: {source.sanction}"
    if source.url:
        yield f"    {source.url}"
    if source.checked_on:
        yield f"    checked on {source.checked_on}: {source.checked_against}"
    elif source.house is None:
        yield "    not checked"


def _example_line(example: Example) -> str:
    shown = one_line(str(example.draft.get("text", "")), _EXAMPLE_WIDTH)
    given = ", ".join(key for key in example.draft if key not in {"text", "jurisdictions", "published_at"})
    return f"« {shown} »{f'  ({given})' if given else ''}"


def _entry_data(entry: ScopeEntry) -> dict[str, Any]:
    return {
        "key": entry.key,
        "with": dict(entry.bindings),
        "severity": entry.severity,
        "from": entry.start,
        "to": entry.end,
    }


def _source_data(source: Source) -> dict[str, Any]:
    return {
        "key": source.key,
        "citation": source.citation,
        "title": source.title,
        "url": source.url,
        "territory": source.territory,
        "platform": source.platform,
        "house": source.house,
        "from": source.start,
        "to": source.end,
        "sanction": source.sanction,
        "checked_on": source.checked_on,
        "checked_against": source.checked_against,
    }


def _where(rule: Rule) -> str:
    names = [*(entry.key for entry in rule.scope.territories), *(entry.key for entry in rule.scope.platforms)]
    if not names:
        return "everywhere"
    return ", ".join(names) if len(names) <= 4 else f"{', '.join(names[:3])} + {len(names) - 3}"


def _days(start: date | None, end: date | None) -> str:
    if start and end:
        return f"{start} to {end}"
    return f"from {start}" if start else f"until {end}" if end else ""


def _say(words: Words, language: str) -> str:
    return words.get(language) or next(iter(words.values()), "")
