"""What a person is told when a publication is held back, or goes through all the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from cmcompliance.render.grouping import Shown, group_findings, scope_names
from cmcompliance.render.style import clean
from cmcompliance.render.words import Language, counted
from cmcompliance.render.words import words_of as report_words
from cmcompliance.wagtail.judging import Judged, Judgement, reason_of
from cmcompliance.wagtail.words import words_in

_MOST = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A finding in few words."""

    title: str
    places: str
    law: str
    todo: str


def counts(judgement: Judgement, language: Language) -> str:
    """Return how much was found, in words: `2 errors, 1 warning`."""
    if judgement.error is not None:
        words = words_in(language)
        return words["failed_more"].format(words["failed"], reason_of(judgement.error))
    words = report_words(language)
    shown = [group for _, group in _open_groups(judgement)]
    numbers = {level: sum(one.severity == level for one in shown) for level in ("error", "warning")}
    said = [counted(level, number, words) for level, number in numbers.items() if number]
    return ", ".join(said) or words[judgement.verdict].lower()


def lines(judgement: Judgement, language: Language) -> list[Line]:
    """Return the gravest findings of all drafts, those that hold a page back first."""
    words = report_words(language)
    order = {"error": 0, "warning": 1, "info": 2}
    groups = sorted(_open_groups(judgement), key=lambda pair: order[pair[1].severity])
    return [_line(judged, group, words) for judged, group in groups]


def plain_notice(instance: Any, judgement: Judgement, language: Language) -> str:
    """Return why an instance is not published, as lines of text."""
    words = words_in(language)
    said = [words["not_published"].format(clean(str(instance)), counts(judgement, language))]
    for line in lines(judgement, language)[:_MOST]:
        said.append(f"- {line.title}" + (f" ({line.places})" if line.places else ""))
        said.append(f"  {words['law']}{words['colon']} {line.law}")
        said.append(f"  {words['todo']}{words['colon']} {line.todo}")
    return "\n".join(said)


def notice(key: str, instance: Any, judgement: Judgement, language: Language, end: str = "") -> SafeString:
    """Return the same for the admin: a sentence, the first findings with law and remedy, what comes next."""
    words, found = words_in(language), lines(judgement, language)
    head = words[key].format(clean(str(instance)), counts(judgement, language))
    items = format_html_join("", "<li>{}</li>", ((_item(line, words),) for line in found[:_MOST]))
    more = len(found) - _MOST
    if more > 0:
        items += format_html("<li>{}</li>", words["more"].format(more))
    body = format_html("<ul>{}</ul>", items) if items else SafeString("")
    last = words["again"] if judgement.error is not None else end
    return format_html("<strong>{}</strong>{} {}", head, body, last)


def rules_named(judgement: Judgement) -> str:
    """Return the rules that speak against a page, for a log."""
    if judgement.error is not None:
        return reason_of(judgement.error)
    rules = [group.worst.rule for _, group in _open_groups(judgement) if group.severity != "info"]
    return ", ".join(dict.fromkeys(rules))


def _item(line: Line, words: Any) -> SafeString:
    where = format_html(" ({})", line.places) if line.places else mark_safe("")
    colon = words["colon"]
    return format_html(
        "{}{}. {}{} {}. {}{} {}.",
        line.title,
        where,
        words["law"],
        colon,
        line.law,
        words["todo"],
        colon,
        line.todo,
    )


def _line(judged: Judged, group: Shown, words: Any) -> Line:
    finding = group.worst
    places = dict.fromkeys(
        [place for span in finding.spans for place in _labels(judged, span.field, span.start, span.end)]
        + list(scope_names(group, words))
    )
    return Line(
        title=clean(finding.title),
        places=", ".join(places),
        law="; ".join(basis.citation for basis in group.legal_basis[:2]),
        todo=finding.remediation.hint.rstrip("."),
    )


def _labels(judged: Judged, name: str, start: int, end: int) -> Iterator[str]:
    for touched in judged.made.touched(name, start, end):
        yield touched.passage.label


def _open_groups(judgement: Judgement) -> Iterator[tuple[Judged, Shown]]:
    for judged in judgement.judged:
        for group in group_findings(judged.report.findings):
            if group.worst.waived is None:
                yield judged, group
