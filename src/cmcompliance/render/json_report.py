"""JSON: the report exactly as its model, and the record that stands for a draft which could not be read."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from cmcompliance.read import sound_name
from cmcompliance.report import SCHEMA_VERSION, Report


class ErrorRecord(BaseModel):
    """What stands in JSON for a draft that could not be read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_version: str = SCHEMA_VERSION
    draft_id: str | None
    file: str
    line: int | None = Field(description="from 1; null for a whole file")
    error: str = Field(description="all that is wrong, in one line")


def render_json(report: Report, *, indent: int | None = None) -> str:
    """Return the report as JSON, on one line unless `indent` is given, without a final newline."""
    return report.model_dump_json(indent=indent)


def render_error_json(
    draft_id: str | None, file: str, line: int | None, message: str, *, indent: int | None = None
) -> str:
    """Return the record of a draft that could not be read; `line` is 1-based, null for a whole file."""
    record = ErrorRecord(draft_id=draft_id, file=sound_name(file), line=line, error=message)
    return record.model_dump_json(indent=indent)
