from __future__ import annotations

import json
from collections.abc import Callable

from cmcompliance.render import render_error_json, render_json
from cmcompliance.report import Finding, Report


def test_json_is_the_report_and_nothing_is_lost(
    report: Callable[..., Report], finding: Callable[..., Finding]
) -> None:
    whole = report(finding(message="« élan » 🎁\n"))
    assert Report.model_validate_json(render_json(whole)) == whole
    assert Report.model_validate_json(render_json(whole, indent=2)) == whole
    assert "\n" not in render_json(whole)
    assert "« élan » 🎁" in render_json(whole)


def test_an_unreadable_draft_is_a_record_of_its_own() -> None:
    record = json.loads(render_error_json("p-7", "d.jsonl", 3, "pas lu"))
    assert record.pop("schema_version") == "1.1"
    assert record == {"draft_id": "p-7", "file": "d.jsonl", "line": 3, "error": "pas lu"}
