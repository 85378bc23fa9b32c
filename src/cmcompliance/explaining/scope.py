"""Why a rule does not apply to a draft: its kind, platform, country or day, or the law's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from cmcompliance.checking.context import Context
from cmcompliance.draft import Draft
from cmcompliance.explaining.words import words_of
from cmcompliance.report.basis import sources_in_force
from cmcompliance.rulebook import RuleBook
from cmcompliance.rulebook.book import Rule, Scope, ScopeEntry
from cmcompliance.rulebook.field_words import value_words

_MOST = 6


def hindrances(
    rule: Rule, draft: Draft, context: Context, book: RuleBook, language: str
) -> Mapping[str | None, str]:
    """Return what keeps a rule from applying, by jurisdiction; None: whatever the jurisdiction.

    A jurisdiction that is not there is one in which the rule applies.
    """
    words = words_of(language)
    general = _kind(rule, draft, book, language) or _days(rule.scope, context.as_of, words) or None
    entry = _entry(rule.scope.platforms, draft.platform)
    if general is None and rule.scope.platforms:
        general = (
            _platform(rule, draft, book, words)
            if entry is None
            else _days(entry, context.as_of, words, book.platforms[entry.key].name)
        )
    if general is not None:
        return {None: general}
    platform = entry.key if entry else None
    if not rule.scope.territories:
        lacking = _sources(rule, None, platform, context.as_of, book, words)
        return {None: lacking} if lacking else {}
    found = {
        code: _territory(rule, code, platform, context, book, language) for code in context.jurisdictions
    }
    return {code: reason for code, reason in found.items() if reason is not None}


def _kind(rule: Rule, draft: Draft, book: RuleBook, language: str) -> str | None:
    scope, words = rule.scope, words_of(language)
    kind = value_words(book, "kind", draft.kind, language)
    if scope.kinds and draft.kind not in scope.kinds:
        wanted = (value_words(book, "kind", name, language) or name for name in sorted(scope.kinds))
        return words["kind"].format(kind, _listed(wanted))
    return words["kind_except"].format(kind) if draft.kind in scope.kinds_except else None


def _platform(rule: Rule, draft: Draft, book: RuleBook, words: Mapping[str, str]) -> str:
    wanted = _listed(book.platforms[entry.key].name for entry in rule.scope.platforms)
    if draft.platform is None:
        return words["no_platform"].format(wanted)
    known = book.platforms.get(draft.platform)
    return words["platform"].format(known.name if known else draft.platform, wanted)


def _territory(
    rule: Rule, code: str, platform: str | None, context: Context, book: RuleBook, language: str
) -> str | None:
    words, ancestry = words_of(language), book.ancestry(code)
    excepted = next((place for place in ancestry if place in rule.scope.excepted), None)
    if excepted is not None:
        return words["excepted"].format(_name(excepted, book, language))
    entry = next((found for place in ancestry if (found := _entry(rule.scope.territories, place))), None)
    if entry is None:
        wanted = _listed(_name(entry.key, book, language) for entry in rule.scope.territories)
        return words["territory"].format(_name(code, book, language), wanted)
    return _days(entry, context.as_of, words, _name(entry.key, book, language)) or _sources(
        rule, code, platform, context.as_of, book, words
    )


def _days(
    period: Scope | ScopeEntry, day: date, words: Mapping[str, str], where: str | None = None
) -> str | None:
    place = f" ({where})" if where else ""
    if period.start is not None and day < period.start:
        return words["not_yet"].format(period.start, place, day)
    if period.end is not None and day > period.end:
        return words["no_longer"].format(period.end, place, day)
    return None


def _sources(
    rule: Rule, code: str | None, platform: str | None, day: date, book: RuleBook, words: Mapping[str, str]
) -> str | None:
    if sources_in_force(book, rule.sources, code, platform, day):
        return None
    return words["no_source"].format(code or platform or "", day)


def _entry(entries: tuple[ScopeEntry, ...], key: str | None) -> ScopeEntry | None:
    return next((entry for entry in entries if entry.key == key), None)


def _name(code: str, book: RuleBook, language: str) -> str:
    known = book.territories.get(code)
    return known.name.get(language, code) if known else code


def _listed(names: Iterable[str]) -> str:
    listed = list(names)
    return ", ".join(listed[:_MOST]) + (" …" if len(listed) > _MOST else "")
