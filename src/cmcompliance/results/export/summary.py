"""What stands first in a workbook: what was checked, and what was found, counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from cmcompliance.results.export.words import words_of

if TYPE_CHECKING:
    from cmcompliance.render import Language
    from cmcompliance.results.query import Asked
    from cmcompliance.results.record import ScanRecord
    from cmcompliance.results.report.labels import Labels

Look = Literal["plain", "title", "header"]
Lines = Sequence[tuple[Look, Sequence[Any]]]


def summary_lines(
    record: ScanRecord, asked: Asked, language: Language, labels: Labels, most_rows: int
) -> Lines:
    """Return the lines of the summary. Raises ResultsRefused."""
    words = words_of(language)
    return [
        ("title", [words["heading"]]),
        ("plain", []),
        *_about(record, language),
        ("plain", []),
        *_counts(record, language),
        *_by_obligation(asked, language, labels),
        *_by_year(asked, language),
        *_by_platform(asked, language, labels),
        ("plain", []),
        ("plain", [words["law_of_day"]]),
        ("plain", [words["languages"]]),
        ("plain", [words["several"].format(most_rows - 1)]),
        ("plain", [words["advice"]]),
    ]


def _about(record: ScanRecord, language: Language) -> Iterator[tuple[Look, Sequence[Any]]]:
    words = words_of(language)
    yield "plain", [words["state"], words["finished" if record.finished else "unfinished"]]
    yield "plain", [words["sources"], " | ".join(record.sources)]
    yield "plain", [words["day"], date.fromisoformat(record.today)]
    yield "plain", [words["rule_books"], " | ".join(record.rule_books)]
    yield "plain", [words["version"], record.version]


def _counts(record: ScanRecord, language: Language) -> Iterator[tuple[Look, Sequence[Any]]]:
    words, tally = words_of(language), record.tally
    yield "plain", [words["posts_checked"], tally.drafts]
    for verdict in ("block", "review", "pass"):
        yield "plain", [f"    {words[f'word_{verdict}']}", tally.verdicts[verdict]]
    for severity in ("error", "warning", "info"):
        yield "plain", [words["findings_of"].format(words[f"word_{severity}"]), tally.severities[severity]]
    yield "plain", [words["open_questions"], tally.questions]
    for kind, count in sorted(tally.troubles.items()):
        yield "plain", [words["not_checked_of"].format(words[f"word_{kind}"]), count]


def _by_obligation(asked: Asked, language: Language, labels: Labels) -> Iterator[tuple[Look, Sequence[Any]]]:
    words = words_of(language)
    yield "plain", []
    yield "header", [words["by_obligation"], words["code"], words["findings"], words["posts"]]
    sql = (
        "SELECT obligation, count(*), count(DISTINCT draft_id) FROM findings WHERE waived IS NULL "
        "GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    for key, findings, posts in asked.answer(sql).rows():
        yield "plain", [labels.obligation(key), key, findings, posts]


def _by_year(asked: Asked, language: Language) -> Iterator[tuple[Look, Sequence[Any]]]:
    words = words_of(language)
    yield "plain", []
    yield "header", [words["by_year"], words["posts"], words["word_block"], words["word_review"]]
    for year, *counts in asked.answer(_posts_by("year(published_on)")).rows():
        yield "plain", [words["unknown"] if year is None else str(year), *counts]


def _by_platform(asked: Asked, language: Language, labels: Labels) -> Iterator[tuple[Look, Sequence[Any]]]:
    words = words_of(language)
    yield "plain", []
    yield "header", [words["by_platform"], words["posts"], words["word_block"], words["word_review"]]
    for platform, *counts in asked.answer(_posts_by("platform")).rows():
        yield "plain", [labels.platform(platform) if platform else words["no_platform"], *counts]


def _posts_by(key: str) -> str:
    return (
        f"SELECT {key}, count(*), count(*) FILTER (verdict = 'block'), count(*) FILTER (verdict = 'review') "
        "FROM drafts GROUP BY 1 ORDER BY 1"
    )
