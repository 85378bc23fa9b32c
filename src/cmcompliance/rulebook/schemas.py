"""JSON Schemas of the rule files, so that editors complete and check them.

They say what a file may look like; whether its words exist, the loader says.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from cmcompliance.rulebook.files import (
    CoverageFile,
    InferenceFile,
    LexiconFile,
    RuleFile,
    SourcesFile,
    StatementsFile,
)

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def rule_schema() -> dict[str, Any]:
    """Return the schema of an obligation rule."""
    return schema_of(RuleFile)


def lexicon_schema() -> dict[str, Any]:
    """Return the schema of `lexicon/**/*.yaml`."""
    return schema_of(LexiconFile)


def inference_schema() -> dict[str, Any]:
    """Return the schema of `inference/**/*.yaml`."""
    return schema_of(InferenceFile)


def sources_schema() -> dict[str, Any]:
    """Return the schema of `sources/**/*.yaml`."""
    return schema_of(SourcesFile)


def statements_schema() -> dict[str, Any]:
    """Return the schema of `statements/**/*.yaml`."""
    return schema_of(StatementsFile)


def coverage_schema() -> dict[str, Any]:
    """Return the schema of `coverage/**/*.yaml`."""
    return schema_of(CoverageFile)


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """Return the schema of one kind of file."""
    schema: dict[str, Any] = {"$schema": DIALECT, **model.model_json_schema()}
    _close(schema)
    return schema


def _close(part: Any) -> None:
    """A mapping whose keys follow a pattern takes no other keys."""
    if isinstance(part, dict):
        if "patternProperties" in part:
            part.setdefault("additionalProperties", False)
        for value in part.values():
            _close(value)
    elif isinstance(part, list):
        for value in part:
            _close(value)
