"""The duties that the rule book covers, as a table and as data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from cmcompliance.cli.rule_pages import counted
from cmcompliance.rulebook import RuleBook
from cmcompliance.rulebook.book import Duty, Words

_COUNTS = ("duties", "with rules", "left out")


def coverage_lines(duties: Sequence[Duty], language: str, *, each: bool) -> Iterator[str]:
    """Yield the counts by territory, platform and topic, then what is left out and why.

    `each`: before that, every duty with its rules.
    """
    with_rules = sum(bool(duty.rules) for duty in duties)
    rules = {name for duty in duties for name in duty.rules}
    left = len(duties) - with_rules
    yield f"{len(duties)} duties: {with_rules} looked after by {counted(len(rules), 'rule')}, {left} left out"
    for heading, key in _GROUPINGS.items():
        yield ""
        yield from _table(heading, duties, key)
    if each:
        yield ""
        yield from _duty_lines([duty for duty in duties if duty.rules], language)
    left_out = [duty for duty in duties if not duty.rules]
    if left_out:
        yield ""
        yield "Left out, and why:"
        for duty in left_out:
            yield f"  {duty.key}: {_say(duty.text, language)}"
            yield f"    {_say(duty.left_out, language)}"


def coverage_data(duties: Sequence[Duty]) -> list[dict[str, Any]]:
    """Return the duties as plain data."""
    return [
        {
            "duty": duty.key,
            "territory": duty.territory,
            "platform": duty.platform,
            "obligation": duty.obligation,
            "text": dict(duty.text),
            "rules": list(duty.rules),
            "left_out": dict(duty.left_out) or None,
        }
        for duty in duties
    ]


def chosen_duties(
    book: RuleBook, jurisdiction: str | None, platform: str | None, obligation: str | None
) -> list[Duty]:
    """Return the duties of that very territory, platform, obligation or topic, by key."""
    return [
        duty
        for duty in book.duties.values()
        if jurisdiction in {None, duty.territory}
        and platform in {None, duty.platform}
        and (obligation is None or f"{duty.obligation}.".startswith(f"{obligation}."))
    ]


def _table(heading: str, duties: Sequence[Duty], key: Callable[[Duty], str | None]) -> Iterator[str]:
    groups: dict[str, list[Duty]] = {}
    for duty in duties:
        if (name := key(duty)) is not None:
            groups.setdefault(name, []).append(duty)
    width = max([len(heading), *map(len, groups)])
    yield f"{heading:<{width}}  " + "  ".join(f"{title:>10}" for title in _COUNTS)
    for name, members in sorted(groups.items()):
        covered = sum(bool(duty.rules) for duty in members)
        counts = (len(members), covered, len(members) - covered)
        yield f"{name:<{width}}  " + "  ".join(f"{count:>10}" for count in counts)


def _duty_lines(duties: Sequence[Duty], language: str) -> Iterator[str]:
    for duty in duties:
        yield f"{duty.key}: {_say(duty.text, language)}"
        for name in duty.rules:
            yield f"  {name}"


def _topic(duty: Duty) -> str:
    return duty.obligation.split(".")[0]


def _say(words: Words, language: str) -> str:
    return words.get(language) or words.get("en") or words.get("fr") or ""


_GROUPINGS: dict[str, Callable[[Duty], str | None]] = {
    "territory": lambda duty: duty.territory,
    "platform": lambda duty: duty.platform,
    "topic": _topic,
}
