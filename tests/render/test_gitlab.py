from __future__ import annotations

import json
from collections.abc import Sequence

import jsonschema
from hypothesis import given
from syrupy.assertion import SnapshotAssertion

from any_outcomes import OUTCOMES
from cmcompliance.render.gitlab import render_gitlab
from cmcompliance.render.outcome import Checked, Outcome

# What GitLab's documentation asks of a report.
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": "^\\./"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {
                            "begin": {"type": "integer", "minimum": 1},
                            "end": {"type": "integer"},
                        },
                    },
                },
            },
        },
    },
}


def test_each_finding_and_gap_is_an_issue(a_run: list[Outcome], snapshot: SnapshotAssertion) -> None:
    assert render_gitlab(a_run, "fr") == snapshot


def test_a_fingerprint_stays_when_lines_move_and_other_drafts_come(a_run: list[Outcome]) -> None:
    first = a_run[0]
    assert isinstance(first, Checked)
    before = {issue["fingerprint"] for issue in json.loads(render_gitlab([first]))}
    after = {issue["fingerprint"] for issue in json.loads(render_gitlab([a_run[1], first]))}
    assert before < after


@given(OUTCOMES)
def test_whatever_the_text_the_report_is_sound_and_its_fingerprints_differ(
    outcomes: Sequence[Outcome],
) -> None:
    issues = json.loads(render_gitlab([*outcomes, *outcomes]))
    jsonschema.validate(issues, SCHEMA)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
