from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import jsonschema
from hypothesis import given
from syrupy.assertion import SnapshotAssertion

from any_outcomes import OUTCOMES
from cmcompliance.render.outcome import Checked, Outcome
from cmcompliance.render.rdjson import render_rdjson

POSITION = {
    "type": "object",
    "required": ["line"],
    "additionalProperties": False,
    "properties": {
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
    },
}
RANGE = {
    "type": "object",
    "required": ["start"],
    "additionalProperties": False,
    "properties": {"start": POSITION, "end": POSITION},
}
# The fields of reviewdog's DiagnosticResult that we write.
SCHEMA = {
    "type": "object",
    "required": ["source", "diagnostics"],
    "additionalProperties": False,
    "properties": {
        "source": {"type": "object", "required": ["name"]},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message", "location", "severity", "code"],
                "additionalProperties": False,
                "properties": {
                    "message": {"type": "string"},
                    "location": {
                        "type": "object",
                        "required": ["path", "range"],
                        "properties": {"path": {"type": "string"}, "range": RANGE},
                    },
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": {"type": "object", "required": ["value"]},
                    "suggestions": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["range", "text"],
                            "properties": {"range": RANGE, "text": {"type": "string"}},
                        },
                    },
                },
            },
        },
    },
}


def test_each_finding_and_gap_is_a_diagnostic(a_run: list[Outcome], snapshot: SnapshotAssertion) -> None:
    assert render_rdjson(a_run, "fr") == snapshot


def in_bytes(lines: Sequence[bytes], stretch: dict[str, Any], first: int) -> bytes:
    start, end = stretch["start"], stretch["end"]
    assert start["line"] == end["line"]
    return lines[start["line"] - first][start["column"] - 1 : end["column"] - 1]


def test_columns_count_bytes_of_utf8(a_run: list[Outcome]) -> None:
    checked = a_run[0]
    assert isinstance(checked, Checked)
    lines = checked.item.draft.text.encode().splitlines()
    first = json.loads(render_rdjson(a_run, "fr"))["diagnostics"][0]
    assert in_bytes(lines, first["location"]["range"], 5).decode() == "100 % gratuit"
    (suggestion,) = first["suggestions"]
    assert in_bytes(lines, suggestion["range"], 5).decode() == "Achète un savon"
    assert suggestion["text"] == "Commente"


@given(OUTCOMES)
def test_whatever_the_text_the_diagnostics_are_sound(outcomes: Sequence[Outcome]) -> None:
    jsonschema.validate(json.loads(render_rdjson(outcomes)), SCHEMA)
