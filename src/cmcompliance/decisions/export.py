"""Entries written out for other programs: a line of JSON each, or a row of a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from cmcompliance.decisions.record import Entry, RecordedFinding
from cmcompliance.decisions.row import instant
from cmcompliance.render.csv_table import safe_cell

COLUMNS = (
    "id",
    "at",
    "request_id",
    "key_id",
    "key_name",
    "command",
    "draft_id",
    "draft_digest",
    "verdict",
    "findings",
    "waived",
    "questions",
    "jurisdictions",
    "platform",
    "as_of",
    "today",
    "lang",
    "ruleset",
    "ruleset_digest",
    "settings_digest",
    "version",
    "schema_version",
)
_MARK = "\ufeff"


def json_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield each entry as a line of JSON, all of it."""
    for entry in entries:
        yield entry.model_dump_json() + "\n"


def csv_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the header, after a byte order mark for Excel, then a row for each entry, after RFC 4180.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    yield _MARK + _line(COLUMNS)
    for entry in entries:
        yield _line([safe_cell(cell) for cell in _cells(entry)])


def _line(cells: Iterable[str]) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerow(cells)
    return stream.getvalue()


def _cells(entry: Entry) -> list[object]:
    values = {
        **{name: getattr(entry, name) for name in COLUMNS if hasattr(entry, name)},
        "at": instant(entry.at),
        "findings": " ".join(f"{one.rule}={one.severity}" for one in entry.findings if not one.waived),
        "waived": " | ".join(_waived(one) for one in entry.findings if one.waived),
        "questions": " ".join(entry.questions),
        "jurisdictions": " ".join(entry.jurisdictions),
        "ruleset": entry.ruleset.label,
        "ruleset_digest": entry.ruleset.digest,
    }
    return [values[name] for name in COLUMNS]


def _waived(finding: RecordedFinding) -> str:
    waived = finding.waived
    return f"{finding.rule}: {waived.by}: {waived.reason}" if waived else ""
