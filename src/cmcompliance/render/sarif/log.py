"""The log: one run over all drafts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from cmcompliance.read import ReadError
from cmcompliance.render.notice import reader_of
from cmcompliance.render.outcome import Checked, Outcome
from cmcompliance.render.sarif.notifications import NOTIFICATIONS, invocation
from cmcompliance.render.sarif.places import BASE, artifact
from cmcompliance.render.sarif.results import results_of
from cmcompliance.render.sarif.rules import RuleTable
from cmcompliance.render.words import Language
from cmcompliance.report import SCHEMA_VERSION

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_RESULTS = 25_000
"""Code scanning on GitHub refuses a run with more."""
_LEVELS = ("error", "warning", "note")


def render_sarif(
    outcomes: Sequence[Outcome], version: str, language: Language | None = None, root: str = ""
) -> str:
    """Return the log; `version`: that of cmcompliance; `root`: the folder that paths are relative to.

    Of more results than MOST_RESULTS the gravest are kept, and a notification says how many are left out.
    """
    checked = [outcome for outcome in outcomes if isinstance(outcome, Checked)]
    rules = RuleTable()
    results = [
        result
        for outcome in checked
        for result in results_of(outcome, rules, reader_of(outcome.report, language), root)
    ]
    kept = _gravest(results)
    run = {
        "tool": {"driver": _driver(version, rules, checked)},
        **_language(checked, language),
        "invocations": [invocation(outcomes, language, root, len(results) - len(kept))],
        "originalUriBaseIds": {BASE: {"description": {"text": "The folder in which cmcompliance was run."}}},
        "artifacts": _artifacts(outcomes, root),
        "results": kept,
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "properties": {"schema_version": SCHEMA_VERSION, "drafts": [_draft(outcome) for outcome in checked]},
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _gravest(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if len(results) <= MOST_RESULTS:
        return results
    ranked = sorted(range(len(results)), key=lambda index: _LEVELS.index(results[index]["level"]))
    return [results[index] for index in sorted(ranked[:MOST_RESULTS])]


def _driver(version: str, rules: RuleTable, checked: Sequence[Checked]) -> dict[str, Any]:
    driver: dict[str, Any] = {
        "name": "cmcompliance",
        "version": version,
        "rules": rules.descriptors(),
        "notifications": NOTIFICATIONS,
    }
    if checked:
        driver["properties"] = {"ruleset": checked[0].report.ruleset.model_dump()}
    return driver


def _language(checked: Sequence[Checked], chosen: Language | None) -> dict[str, str]:
    spoken = {reader_of(outcome.report, chosen) for outcome in checked}
    return {"language": spoken.pop()} if len(spoken) == 1 else {}


def _artifacts(outcomes: Sequence[Outcome], root: str) -> list[dict[str, Any]]:
    files = dict.fromkeys(
        outcome.file if isinstance(outcome, ReadError) else outcome.item.origin.file for outcome in outcomes
    )
    return [{"location": artifact(file, root), "roles": ["analysisTarget"]} for file in files]


def _draft(checked: Checked) -> dict[str, Any]:
    """Return how a draft was judged, without what was found."""
    report, origin = checked.report, checked.item.origin
    fields = {"draft_id", "verdict", "language", "jurisdictions", "platform", "as_of", "assumed"}
    elsewhere = {"from_settings", "switched_off", "baselined"}
    return {
        "line": origin.line,
        **report.model_dump(mode="json", include=fields),
        **report.model_dump(mode="json", include=elsewhere, exclude_defaults=True),
    }
