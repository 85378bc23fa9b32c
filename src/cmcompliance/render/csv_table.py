"""A table for spreadsheets: a row for each finding, question and gap."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from cmcompliance.read import ReadDraft, ReadError
from cmcompliance.render.location import draft_line, path_in
from cmcompliance.render.notice import first_place
from cmcompliance.render.outcome import Checked, Outcome
from cmcompliance.report import Finding, Question

CSV_VERSION = "1.0"
"""Of the table: the first number grows when a column goes or changes, the second when one is added."""
COLUMNS = (
    "kind",
    "file",
    "line",
    "column",
    "end_line",
    "end_column",
    "draft_id",
    "verdict",
    "severity",
    "rule",
    "obligation",
    "title",
    "message",
    "field",
    "words",
    "jurisdiction",
    "platform",
    "legal_basis",
    "urls",
    "sanction",
    "remedy",
    "edit",
    "edit_text",
    "edit_safety",
    "waived_by",
    "waived_reason",
    "waived_until",
    "fingerprint",
    "as_of",
    "ruleset",
    "schema_version",
)
_MARK = "\ufeff"
_BETWEEN = " | "
# A spreadsheet takes a cell that begins so for a formula, in half or full width.
_FORMULA = tuple("=+-@＝＋－＠\t\r\n")

Row = dict[str, object]


def csv_head() -> str:
    """Return the header, after a byte order mark, by which Excel knows UTF-8."""
    return _MARK + _lines([dict(zip(COLUMNS, COLUMNS, strict=True))])


def csv_rows(outcomes: Iterable[Outcome], root: str = "") -> str:
    """Return the rows, after RFC 4180; `root`: the folder that paths are relative to.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    return _lines(row for outcome in outcomes for row in _rows(outcome, root))


def _lines(rows: Iterable[Row]) -> str:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\r\n")
    writer.writerows({name: safe_cell(value) for name, value in row.items()} for row in rows)
    return stream.getvalue()


def _rows(outcome: Outcome, root: str) -> Iterable[Row]:
    if isinstance(outcome, ReadError):
        yield from _unreadable(outcome, root)
        return
    known = _known(outcome, root)
    for finding in outcome.report.findings:
        yield {**known, **_finding(outcome.item, finding)}
    for gap in outcome.report.not_evaluated:
        yield {**known, "kind": "not_evaluated", "rule": gap.rule, "message": gap.reason}
    for note in outcome.report.waiver_notes:
        yield {
            **known,
            "kind": "waiver",
            "rule": note.rule,
            "message": note.message,
            "waived_by": note.by,
            "waived_until": note.until,
        }
    for question in outcome.report.questions:
        yield {**known, **_question(question)}


def _known(checked: Checked, root: str) -> Row:
    """Return what all rows of a draft share."""
    item, report = checked.item, checked.report
    ruleset = report.ruleset
    return {
        "file": path_in(item.origin.file, root),
        "line": draft_line(item),
        "draft_id": report.draft_id,
        "verdict": report.verdict,
        "platform": report.platform,
        "jurisdiction": " ".join(report.jurisdictions),
        "as_of": report.as_of,
        "ruleset": f"{ruleset.label} {ruleset.digest[:12]}",
        "schema_version": CSV_VERSION,
    }


def _finding(item: ReadDraft, finding: Finding) -> Row:
    edit, waived, bases = finding.remediation.edit, finding.waived, finding.legal_basis
    return {
        "kind": "finding",
        **_place(item, finding),
        "severity": finding.severity,
        "rule": finding.rule,
        "obligation": finding.obligation,
        "title": finding.title,
        "message": finding.message,
        "field": finding.spans[0].field if finding.spans else "",
        "words": _BETWEEN.join(dict.fromkeys(span.text for span in finding.spans)),
        "jurisdiction": finding.jurisdiction,
        "platform": finding.platform,
        "legal_basis": _BETWEEN.join(basis.citation for basis in bases),
        "urls": _BETWEEN.join(basis.url for basis in bases if basis.url),
        "sanction": next((basis.sanction for basis in bases if basis.sanction), ""),
        "remedy": finding.remediation.hint,
        "edit": edit.action if edit else "",
        "edit_text": edit.text if edit else "",
        "edit_safety": edit.safety if edit else "",
        "waived_by": waived.by if waived else "",
        "waived_reason": waived.reason if waived else "",
        "waived_until": waived.until if waived else "",
        "fingerprint": finding.fingerprint,
    }


def _place(item: ReadDraft, finding: Finding) -> Row:
    _, region = first_place(item, finding.spans)
    if region is None:
        return {}
    return {
        "line": region.line,
        "column": region.column,
        "end_line": region.end_line,
        "end_column": region.end_column,
    }


def _question(question: Question) -> Row:
    return {
        "kind": "question",
        "rule": " ".join(question.rules),
        "title": question.question,
        "message": question.why,
        "field": question.field,
    }


def _unreadable(error: ReadError, root: str) -> Iterable[Row]:
    for problem in error.problems:
        yield {
            "kind": "unreadable",
            "file": path_in(error.file, root),
            "line": problem.line or error.line or "",
            "draft_id": error.draft_id,
            "severity": "error",
            "message": problem.message,
            "schema_version": CSV_VERSION,
        }


def safe_cell(value: object) -> str:
    """Return a value as a cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value).replace("\0", "\ufffd")
    return f"'{text}" if text.startswith(_FORMULA) else text
