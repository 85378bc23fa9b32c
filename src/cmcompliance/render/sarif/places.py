"""Artifacts, regions and logical places."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from cmcompliance.read import ReadDraft
from cmcompliance.render.location import Region, draft_line, path_in, region_of
from cmcompliance.report import TextSpan

BASE = "SRCROOT"
_SAFE = "/-._~"


def artifact(file: str, root: str) -> dict[str, str]:
    """Return the location of a file: relative to the base where it is named so, else absolute."""
    path = path_in(file, root)
    if PurePath(path).is_absolute():
        return {"uri": f"file://{'' if path.startswith('/') else '/'}{quote(path, safe=_SAFE + ':')}"}
    return {"uri": quote(path, safe=_SAFE), "uriBaseId": BASE}


def at_line(file: str, line: int, root: str) -> dict[str, Any]:
    """Return the location of a line of a file."""
    return {"physicalLocation": {"artifactLocation": artifact(file, root), "region": {"startLine": line}}}


def of_draft(item: ReadDraft, root: str) -> dict[str, Any]:
    """Return the location of a draft as a whole."""
    return at_line(item.origin.file, draft_line(item), root)


def of_span(item: ReadDraft, span: TextSpan, root: str) -> dict[str, Any]:
    """Return the location of a span: in the file, or in its field of the draft if it has no place there."""
    region = region_of(item, span.field, span.start, span.end)
    if region is None:
        field = {
            "fullyQualifiedName": span.field,
            "kind": "property",
            "properties": span.model_dump(include={"start", "end", "text"}),
        }
        return {**of_draft(item, root), "logicalLocations": [field]}
    physical = {
        "artifactLocation": artifact(item.origin.file, root),
        "region": {**text_region(region), "snippet": {"text": span.text}},
    }
    return {"physicalLocation": physical}


def text_region(region: Region) -> dict[str, Any]:
    """Return the region by lines and columns and, where it is known, by characters."""
    lines = {
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    }
    if region.offset is None:
        return lines
    return {**lines, "charOffset": region.offset, "charLength": region.length}
