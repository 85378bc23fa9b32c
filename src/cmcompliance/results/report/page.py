"""Lay the page about a scan's results out: one file that asks for nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, Final

from markupsafe import Markup, escape

from cmcompliance.render.document_words import day_in_words
from cmcompliance.render.html.environment import allowed, environment_of, resource, tied
from cmcompliance.render.html.section import MOST_QUOTES
from cmcompliance.render.style import clean
from cmcompliance.render.words import Language
from cmcompliance.results.report.campaigns import GAP
from cmcompliance.results.report.charts import Bar, Chart
from cmcompliance.results.report.making import Content
from cmcompliance.results.report.words import (
    days_in_words,
    number_in_words,
    report_words,
    share_in_words,
)
from cmcompliance.scan.reasons import reason_in

_PACKAGE: Final = "cmcompliance.results.report"
_DOCUMENTS: Final = "cmcompliance.render.html"
_FIELDS: Final = {
    "language": "language_name",
    "jurisdictions": "law_of",
    "as_of": "day",
    "platform": "platform_name",
}
_WHOLE: Final = 5
"""So many posts, and groups of them, are printed with the law and what to do, those after them without."""
_OPEN: Final = 3
"""So many of the worst posts are unfolded when the page opens."""


def render_page(content: Content) -> str:
    """Return the page."""
    language, words = content.language, report_words(content.language)
    style = resource(_DOCUMENTS, "report.css") + resource(_PACKAGE, "page.css")
    script = resource(_PACKAGE, "page.js")
    environment = environment_of(_PACKAGE, _DOCUMENTS)
    environment.filters |= {
        "number": lambda number: number_in_words(number, language),
        "reason": lambda reason: reason_in(language, reason),
        "posts": lambda number: (
            words["one_post"]
            if number == 1
            else words["many_posts"].format(number_in_words(number, language))
        ),
        "share": lambda part, whole: share_in_words(part, whole, language),
        "day": lambda day: words["no_date"] if day is None else day_in_words(day, language),
        "ticked": _ticked,
    }
    month = content.charts["month"]
    return environment.get_template("page.html.j2").render(
        content=content,
        extent=content.extent,
        record=content.record,
        labels=content.labels,
        language=language,
        words=words,
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
        days=lambda first, last: days_in_words(first, last, language),
        months=_real_months(month),
        other_months=tuple(bar for bar in month.bars if not bar.detail),
        years=_years(month),
        highest=max((bar.total for bar in month.bars), default=0),
        applied=_applied(content, words),
        advice=words["advice_page"].format(
            "; ".join(_book(book, words) for book in content.record.rule_books)
        ),
        common=_common(content),
        most_quotes=MOST_QUOTES,
        unfolded=_OPEN,
        whole=_WHOLE,
        gap=GAP,
    )


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src {allowed(style)}; script-src {allowed(script)}; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'"
    )


def _ticked(text: str) -> Markup:
    """Return our own words with what stands between backticks as code."""
    parts = tied(clean(text)).split("`")
    made = (
        Markup("<code>{}</code>").format(part) if odd % 2 else escape(part) for odd, part in enumerate(parts)
    )
    return Markup("").join(made)


def _real_months(chart: Chart) -> tuple[Bar, ...]:
    return tuple(bar for bar in chart.bars if bar.detail)


def _years(chart: Chart) -> tuple[tuple[str, float, float], ...]:
    """Return the years of a row of months, each with where it begins and how wide it is, in percent."""
    months = _real_months(chart)
    made, done = [], 0
    for year, bars in groupby(months, key=lambda bar: bar.detail[:4]):
        count = len(tuple(bars))
        made.append((year, round(100 * done / len(months), 3), round(100 * count / len(months), 3)))
        done += count
    return tuple(made)


def _common(content: Content) -> tuple[Bar, ...]:
    """Return the obligations with most errors, then warnings, that are named first."""
    bars = (bar for bar in content.charts["obligation"].bars if bar.counts[0] and bar.detail)
    return tuple(sorted(bars, key=lambda bar: (-bar.counts[0], -bar.counts[1], bar.label))[:3])


def _applied(content: Content, words: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return how the scan was asked for: names and what they were."""
    record, extent, language = content.record, content.extent, content.language
    identity: Mapping[str, Any] = record.identity
    made = [
        (words["rule_book"], "; ".join(_book(book, words) for book in record.rule_books)),
        (words["version"], f"cmcompliance {record.version}"),
        (words["law_of"], _listed(extent.jurisdictions.rows, language) or words["none"]),
        (words["law_day"], str(identity.get("as_of") or words["law_of_day"])),
        (words["languages"], _listed(extent.languages.rows, language)),
        (words["period_asked"], _period(identity, words)),
        (words["messages_in"], str(identity.get("lang") or words["each_own"])),
        (words["settings_files"], _settings(identity, words)),
    ]
    if identity.get("overrides"):
        made.append((words["options"], ", ".join(_flat(identity["overrides"]))))
    if extent.assumed.rows:
        made.append(
            (
                words["assumed_in"],
                _listed([(_field(name, words), n) for name, n in extent.assumed.rows], language),
            )
        )
    if extent.from_settings.rows:
        made.append((words["settings_in"], _listed(extent.from_settings.rows, language)))
    if extent.undated:
        made.append((words["undated"], number_in_words(extent.undated, language)))
    return tuple(made)


def _book(book: str, words: Mapping[str, str]) -> str:
    name, _, digest = book.rpartition(" ")
    return f"{name}, {words['digest'].format(digest[:12])}"


def _listed(rows: Iterable[tuple[str, int]], language: Language) -> str:
    return ", ".join(f"{name} ({number_in_words(n, language)})" for name, n in rows)


def _field(name: str, words: Mapping[str, str]) -> str:
    """Return what people call something that was assumed."""
    return words[_FIELDS[name]] if name in _FIELDS else name


def _period(identity: Mapping[str, Any], words: Mapping[str, str]) -> str:
    ends = [
        words[key].format(identity[name])
        for key, name in (("since", "since"), ("until_day", "until"))
        if identity.get(name)
    ]
    return " ".join(ends) or words["whole"]


def _settings(identity: Mapping[str, Any], words: Mapping[str, str]) -> str:
    if identity.get("no_config"):
        return words["settings_none"]
    return words["settings_named" if identity.get("config") else "settings_some"]


def _flat(fields: Mapping[str, Any], before: str = "") -> list[str]:
    made: list[str] = []
    for name, value in fields.items():
        if isinstance(value, dict):
            made += _flat(value, f"{before}{name}.")
        else:
            shown = ", ".join(str(one) for one in value) if isinstance(value, list) else str(value)
            made.append(f"{before}{name} = {shown}")
    return made
