"""The page on one rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import yaml

from cmcompliance.catalogue.markdown import block, code, link, plain, table
from cmcompliance.catalogue.words import WORDS, Language
from cmcompliance.rulebook.book import EditTemplate, Example, Rule, RuleBook, Scope, ScopeEntry, Source, Words
from cmcompliance.rulebook.condition import All, Condition, Test
from cmcompliance.rulebook.wording import line_of, words_of_test


def rule_page(rule: Rule, book: RuleBook, language: Language) -> Iterator[str]:
    """Yield the lines of the page, as Markdown."""
    say = WORDS[language]
    meaning = book.obligations.get(rule.obligation, {})
    # Hundreds of rules in the side bar of every page would help nobody: the lists lead to them.
    yield from ("---", "orphan: true", "---", "")
    yield from (f"# {plain(said(rule.title, language))}", "")
    yield f"{code(rule.name)} · {say['severity']} : **{say[rule.severity]}**"
    yield from ("", f"{code(rule.obligation)} — {plain(said(meaning, language))}")
    yield from ("", f"## {say['what']}", "", plain(said(rule.message, language)))
    yield from ("", f"## {say['remedy']}", "", plain(said(rule.hint, language)))
    if rule.edit:
        yield from _edit(rule.edit, book, language)
    yield from ("", f"## {say['why']}", "", *_sources(rule, book, language))
    if rule.unchecked:
        yield from ("", f"**{say['unchecked']}** : {plain(said(rule.unchecked, language))}")
    yield from ("", f"## {say['where']}", "", *_scope(rule.scope, book, language))
    yield from ("", f"## {say['when']}", "", say["when_note"], "")
    yield from _condition(rule.condition, book, language, 0)
    for severity, condition in rule.severity_when:
        yield from ("", say["becomes"].format(f"**{say[severity]}**"), "")
        yield from _condition(condition, book, language, 0)
    if rule.ask:
        yield from ("", f"## {say['asks']}", "", *(_question(field, book, language) for field in rule.ask))
    yield from ("", f"## {say['examples']}", *_examples(rule, language))
    yield from _duties(rule, book, language)
    waive = say["waive_text"].format(name=rule.name) if rule.waivable else say["waive_never"]
    yield from ("", f"## {say['waive']}", "", waive, "")


def said(words: Words, language: str) -> str:
    """Return a text in that language, else in the other one."""
    return words.get(language) or words.get("en") or words.get("fr") or ""


def days(start: date | None, end: date | None, say: Mapping[str, str]) -> str:
    """Return a period in words; empty when it is open at both ends."""
    if start and end:
        return say["between"].format(start.isoformat(), end.isoformat())
    if start:
        return say["since"].format(start.isoformat())
    return say["until"].format(end.isoformat()) if end else ""


def source_row(source: Source, language: Language) -> tuple[str, ...]:
    """Return the cells of one legal text: citation and title, days in force, penalty, when it was checked."""
    say = WORDS[language]
    citation = plain(source.citation)
    if source.url:
        citation = link(citation, source.url)
    checked = "–" if source.house else say["unchecked"]
    if source.checked_on:
        against = plain(source.checked_against or "")
        checked = say["checked_how"].format(source.checked_on.isoformat(), against)
    title = f"<br>{plain(source.title)}" if source.title else ""
    in_force = days(source.start, source.end, say) or "–"
    return citation + title, in_force, plain(source.sanction or "–"), checked


def source_heads(language: Language) -> tuple[str, ...]:
    """Return the heads of a table of legal texts."""
    say = WORDS[language]
    return say["citation"], say["in_force"], say["sanction"], say["checked"]


def _sources(rule: Rule, book: RuleBook, language: Language) -> list[str]:
    rows = [source_row(book.sources[key], language) for key in rule.sources]
    return table(source_heads(language), rows)


def _edit(edit: EditTemplate, book: RuleBook, language: Language) -> Iterator[str]:
    say = WORDS[language]
    text = said(book.words_of(edit), language)
    if text:
        yield from ("", say["to_add" if edit.action == "insert" else "to_replace"], "", *block(text))
    if edit.action == "delete":
        yield from ("", say["to_delete"])
    if edit.clause:
        clause = book.clauses[edit.clause]
        yield from ("", say["clause"].format(plain(said(clause.title, language))), "")
        yield from block(said(clause.text, language))
    yield from ("", say["safe_when" if edit.safe_when else edit.safety])
    if edit.safe_when:
        yield ""
        yield from _condition(edit.safe_when, book, language, 0)


def _scope(scope: Scope, book: RuleBook, language: Language) -> Iterator[str]:
    say = WORDS[language]
    names = {key: territory.name for key, territory in book.territories.items()}
    if not scope.territories and not scope.platforms:
        yield from (say["everywhere"].capitalize(), "")
    if scope.territories:
        rows = [_entry(entry, said(names[entry.key], language), scope, say) for entry in scope.territories]
        yield from (*table((say["territory"], say["severity"], say["in_force"]), rows), "")
    if scope.platforms:
        rows = [_entry(entry, book.platforms[entry.key].name, scope, say) for entry in scope.platforms]
        yield from (*table((say["platform"], say["severity"], say["in_force"]), rows), "")
    if scope.excepted:
        left_out = ", ".join(plain(said(names[key], language)) for key in sorted(scope.excepted))
        yield from (say["excepted"].format(left_out), "")
    for key, kinds in (("kinds", scope.kinds), ("kinds_except", scope.kinds_except)):
        if kinds:
            yield say[key].format(", ".join(code(kind) for kind in sorted(kinds)))


def _entry(entry: ScopeEntry, name: str, scope: Scope, say: Mapping[str, str]) -> tuple[str, ...]:
    start = max(filter(None, (entry.start, scope.start)), default=None)
    end = min(filter(None, (entry.end, scope.end)), default=None)
    severity = say[entry.severity] if entry.severity else "–"
    return f"{plain(name)} ({code(entry.key)})", severity, days(start, end, say) or "–"


def _condition(condition: Condition, book: RuleBook, language: Language, depth: int) -> Iterator[str]:
    say = WORDS[language]
    pad = "  " * depth
    if isinstance(condition, Test):
        meaning = words_of_test(book, condition, language)
        yield f"{pad}- {code(line_of(condition))}{f' — {plain(meaning)}' if meaning else ''}"
        return
    if depth or not isinstance(condition, All):
        yield f"{pad}- {say['all_of' if isinstance(condition, All) else 'any_of']}"
        depth += 1
    for member in condition.members:
        yield from _condition(member, book, language, depth)


def _question(field: str, book: RuleBook, language: Language) -> str:
    question = book.questions.get(field)
    return f"- {code(field)}{f' — {plain(said(question.text, language))}' if question else ''}"


def _examples(rule: Rule, language: Language) -> Iterator[str]:
    for expect in ("breaching", "asking", "clean"):
        some = [example for example in rule.examples if example.expect == expect]
        if some:
            yield from ("", f"### {WORDS[language][expect]}", "")
            for example in some:
                yield from _example(example)


def _example(example: Example) -> Iterator[str]:
    fields = {key: value for key, value in example.draft.items() if key != "text"}
    yield from (f"> {plain(line)}<br>" for line in str(example.draft.get("text", "")).splitlines() or ["–"])
    if fields:
        shown = yaml.safe_dump(fields, allow_unicode=True, default_flow_style=True, width=10_000).strip()
        yield f"> {code(shown)}"
    yield ""


def _duties(rule: Rule, book: RuleBook, language: Language) -> Iterator[str]:
    duties = [duty for duty in book.duties.values() if rule.name in duty.rules]
    if duties:
        yield from ("", f"## {WORDS[language]['duties']}", "")
        for duty in duties:
            yield f"- {code(duty.territory or duty.platform or '')} {plain(said(duty.text, language))}"
