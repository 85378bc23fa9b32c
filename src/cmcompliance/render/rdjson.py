"""reviewdog's diagnostic format: each finding with its place in bytes and the edit that mends it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from cmcompliance.read import ReadDraft
from cmcompliance.render.location import path_in, region_of, utf8_column
from cmcompliance.render.notice import Notice, notices
from cmcompliance.render.outcome import Outcome
from cmcompliance.render.words import Language
from cmcompliance.report import Severity

_SEVERITIES: Mapping[Severity, str] = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def render_rdjson(outcomes: Sequence[Outcome], language: Language | None = None, root: str = "") -> str:
    """Return the diagnostics as one JSON object; `root`: the folder that paths are relative to."""
    diagnostics = [_diagnostic(notice, root) for notice in notices(outcomes, language)]
    result = {"source": {"name": "cmcompliance"}, "diagnostics": diagnostics}
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


def _diagnostic(notice: Notice, root: str) -> dict[str, Any]:
    code = {"value": notice.code} | ({"url": notice.url} if notice.url else {})
    return {
        "message": "\n".join([notice.title, *notice.lines]),
        "location": {"path": path_in(notice.file, root), "range": _place(notice)},
        "severity": _SEVERITIES[notice.severity],
        "code": code,
        "suggestions": _suggestions(notice),
    }


def _place(notice: Notice) -> dict[str, Any]:
    found = notice.words
    exact = _range(notice.item, found.field, found.start, found.end) if notice.item and found else None
    return exact or {"start": {"line": notice.line}}


def _suggestions(notice: Notice) -> list[dict[str, Any]]:
    edit = notice.edit
    if edit is None or notice.item is None:
        return []
    stretch = _range(notice.item, edit.field, edit.start, edit.end)
    return [{"range": stretch, "text": edit.text}] if stretch else []


def _range(item: ReadDraft, field: str, start: int, end: int) -> dict[str, Any] | None:
    """Return lines and columns; a column counts the bytes of UTF-8."""
    region = region_of(item, field, start, end)
    if region is None:
        return None
    return {
        "start": {"line": region.line, "column": utf8_column(item, start)},
        "end": {"line": region.end_line, "column": utf8_column(item, end)},
    }
