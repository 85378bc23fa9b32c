"""`cmcompliance scan diff`: what is otherwise in a scan's results than in an older one's."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import typer

if TYPE_CHECKING:
    from cmcompliance.results.difference import Change, Comparison

_NEEDED: Final = ("duckdb", "pyarrow")
_MOST: Final = 50
_KINDS: Final = ("new", "changed", "fixed")
_SEVERITIES: Final = ("error", "warning", "info")
_WIDTH: Final = 60
_COLUMNS: Final = (
    "change",
    "why",
    "severity",
    "severity_before",
    "rule",
    "obligation",
    "jurisdiction",
    "platform",
    "title",
    "message",
    "message_before",
    "draft_id",
    "source",
    "member",
    "number",
    "published_on",
    "waived_by",
    "waived_by_before",
    "fingerprint",
)


def diff(
    old: Annotated[Path, typer.Argument(metavar="A", help="The folder of the older results.")],
    new: Annotated[Path, typer.Argument(metavar="B", help="The folder of the newer results.")],
    form: Annotated[
        Literal["text", "json", "csv"],
        typer.Option("--format", help="text: a table that ends after the first rows; the others have all."),
    ] = "text",
    most: Annotated[
        int, typer.Option("--most", min=0, metavar="N", help="How many rows the table has at most.")
    ] = _MOST,
    lang: Annotated[
        Literal["fr", "en"] | None, typer.Option("--lang", help="Of the table; else the locale's.")
    ] = None,
) -> None:
    """Tell which findings are new, fixed or changed between two scans, and why where that can be told.

    A finding is known by its post's id, its rule, jurisdiction and platform. New errors are those that nobody
    accepted and that were none before: of a new post, a lesser finding before, or one whose waiver ended.

    Exit status: 0 no new errors, 1 new errors, 2 there are no such results.
    """
    from cmcompliance.cli.exit_status import ExitStatus
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.cli.scan.diff_words import words_of
    from cmcompliance.cli.scan.extra import need_extra
    from cmcompliance.cli.words import spoken

    need_extra("scan diff", *_NEEDED)
    from cmcompliance.results.difference import compared
    from cmcompliance.results.faults import ResultsRefused

    try:
        with compared(old, new) as comparison:
            for text in _said(comparison, form, most, words_of(spoken(lang))):
                typer.echo(text, nl=False)
            found = comparison.new_errors > 0
    except ResultsRefused as error:
        raise bad_input(str(error)) from None
    raise typer.Exit(ExitStatus.FOUND if found else ExitStatus.OK)


def _said(comparison: Comparison, form: str, most: int, words: Mapping[str, str]) -> Iterator[str]:
    if form == "json":
        return _json(comparison)
    if form == "csv":
        return _csv(comparison)
    return _text(comparison, most, words)


def _json(comparison: Comparison) -> Iterator[str]:
    head = {
        "schema_version": "1.0",
        "posts": {"old": comparison.posts[0], "new": comparison.posts[1]},
        "findings": {
            **{
                kind: {severity: comparison.counts.get((kind, severity), 0) for severity in _SEVERITIES}
                for kind in _KINDS
            },
            "unchanged": comparison.unchanged,
            "new_errors": comparison.new_errors,
        },
    }
    yield json.dumps(head)[:-1] + ', "changes": ['
    between = "\n"
    for change in comparison.changes():
        yield between + json.dumps(change.data(), ensure_ascii=False)
        between = ",\n"
    yield "\n]}\n"


def _csv(comparison: Comparison) -> Iterator[str]:
    yield "\ufeff" + _line(_COLUMNS)  # by which Excel knows UTF-8
    for change in comparison.changes():
        row = _row(change)
        yield _line([row[name] for name in _COLUMNS])


def _row(change: Change) -> Mapping[str, Any]:
    old, new = change.old, change.new
    return {
        **change.data(),
        "change": change.what,
        "why": " ".join(change.why),
        "severity": new and new.severity,
        "severity_before": old and old.severity,
        "title": change.shown.title,
        "message": new and new.message,
        "message_before": old and old.message,
        "waived_by": new and new.waived_by,
        "waived_by_before": old and old.waived_by,
        "fingerprint": change.shown.fingerprint,
    }


def _line(values: Any) -> str:
    from cmcompliance.render.csv_table import safe_cell

    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerow([safe_cell(value) for value in values])
    return stream.getvalue()


def _text(comparison: Comparison, most: int, words: Mapping[str, str]) -> Iterator[str]:
    from cmcompliance.render.style import clean

    yield words["posts"].format(*comparison.posts) + "\n"
    for kind in _KINDS:
        counts = [comparison.counts.get((kind, severity), 0) for severity in _SEVERITIES]
        by_severity = ", ".join(
            f"{words[severity]} {count}" for severity, count in zip(_SEVERITIES, counts, strict=True) if count
        )
        yield f"{sum(counts):>9}  {words[kind]}{f' ({by_severity})' if by_severity else ''}\n"
    yield f"{comparison.unchanged:>9}  {words['unchanged']}\n"
    before = ""
    for change in comparison.changes(most):
        if change.what != before:
            before = change.what
            yield f"\n{words[f'title_{before}']}\n"
        yield clean(_change_line(change, words)) + "\n"
    left = sum(comparison.counts.values()) - most
    if left > 0:
        yield "\n" + words["more"].format(left) + "\n"
    if comparison.new_errors:
        yield "\n" + words["new_errors"].format(comparison.new_errors) + "\n"


def _change_line(change: Change, words: Mapping[str, str]) -> str:
    from cmcompliance.render.style import cut_right, pad

    old, new = change.old, change.new
    severity = words[change.shown.severity]
    if old and new and old.severity != new.severity:
        severity = f"{words[old.severity]} → {severity}"
    where = f" {change.jurisdiction or change.platform}" if change.jurisdiction or change.platform else ""
    title = pad(cut_right(f"{change.shown.title}{where}", _WIDTH), _WIDTH)
    day = f" ({change.published_on})" if change.published_on else ""
    why = ", ".join(words[reason] for reason in change.why)
    return f"  {pad(severity, 14)} {title}  {cut_right(change.draft_id, _WIDTH)}{day}: {why}"
