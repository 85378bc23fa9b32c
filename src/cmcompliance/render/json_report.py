"""JSON: the report exactly as its model, and the record that stands for a draft which could not be read."""

from __future__ import annotations

import json

from cmcompliance.report import Report


def render_json(report: Report, *, indent: int | None = None) -> str:
    """Return the report as JSON, on one line unless `indent` is given, without a final newline."""
    return report.model_dump_json(indent=indent)


def render_error_json(
    draft_id: str | None, file: str, line: int | None, message: str, *, indent: int | None = None
) -> str:
    """Return the record of a draft that could not be read; `line` is 1-based, null for a whole file."""
    record = {"draft_id": draft_id, "file": file, "line": line, "error": message}
    return json.dumps(record, ensure_ascii=False, indent=indent)
