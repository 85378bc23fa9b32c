"""The results: what one rule says of one place, with its fix and who accepted it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cmcompliance.render.grouping import Shown, group_findings
from cmcompliance.render.location import region_of
from cmcompliance.render.notice import first_place
from cmcompliance.render.outcome import Checked
from cmcompliance.render.sarif.messages import message
from cmcompliance.render.sarif.places import artifact, of_draft, of_span, text_region
from cmcompliance.render.sarif.rules import LEVELS, RuleTable
from cmcompliance.render.words import Language
from cmcompliance.report import Finding, TextSpan, Waived

FINGERPRINT = "cmcompliance/v1"
_MOST_RELATED = 20


def results_of(checked: Checked, rules: RuleTable, language: Language, root: str) -> Iterator[dict[str, Any]]:
    """Yield the results of one draft, the gravest first."""
    for group in group_findings(checked.report.findings):
        yield _result(checked, group, rules.index_of(group, language), root)


def _result(checked: Checked, group: Shown, index: int, root: str) -> dict[str, Any]:
    finding = group.worst
    span = _main_span(checked, finding)
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": LEVELS[group.severity],
        "message": message(f"{finding.message} {finding.remediation.hint}"),
        "locations": [of_span(checked.item, span, root) if span else of_draft(checked.item, root)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "suppressions": [_suppression(finding.waived)] if finding.waived else [],
        "properties": _properties(checked, group),
    }
    related = _related(checked, finding, span, root)
    if related:
        result["relatedLocations"] = related
    fix = _fix(checked, finding, root)
    if fix is not None:
        result["fixes"] = [fix]
    return result


def _main_span(checked: Checked, finding: Finding) -> TextSpan | None:
    """Return the first span that has a place in the file, else the first."""
    exact, _ = first_place(checked.item, finding.spans)
    return exact or next(iter(finding.spans), None)


def _related(checked: Checked, finding: Finding, main: TextSpan | None, root: str) -> list[dict[str, Any]]:
    """Return the other places of the finding, and those of its reasons with what they show."""
    told: dict[TextSpan, str | None] = dict.fromkeys(finding.spans)
    for reason in finding.because:
        told |= {span: reason.meaning for span in reason.spans if told.get(span) is None}
    others = [(span, meaning) for span, meaning in told.items() if span != main]
    return [
        {**of_span(checked.item, span, root), **({"message": message(meaning)} if meaning else {})}
        for span, meaning in others[:_MOST_RELATED]
    ]


def _fix(checked: Checked, finding: Finding, root: str) -> dict[str, Any] | None:
    edit = finding.remediation.edit
    region = region_of(checked.item, edit.field, edit.start, edit.end) if edit else None
    if edit is None or region is None:
        return None
    replacement: dict[str, Any] = {"deletedRegion": text_region(region)}
    if edit.text:
        replacement["insertedContent"] = {"text": edit.text}
    change = {
        "artifactLocation": artifact(checked.item.origin.file, root),
        "replacements": [replacement],
    }
    return {
        "description": message(finding.remediation.hint),
        "artifactChanges": [change],
        "properties": {"safety": edit.safety, "placeholders": edit.placeholders},
    }


def _suppression(waived: Waived) -> dict[str, Any]:
    return {
        "kind": "inSource" if waived.source == "draft" else "external",
        "status": "accepted",
        "justification": waived.reason,
        "properties": waived.model_dump(mode="json", exclude={"reason"}, exclude_none=True),
    }


def _properties(checked: Checked, group: Shown) -> dict[str, Any]:
    """Return what SARIF has no place for: for whom the finding counts, by which law, why, and the edit."""
    finding = group.worst
    edit = finding.remediation.edit
    fields = {"jurisdiction", "platform", "severity", "fingerprint"}
    return {
        "draft_id": checked.report.draft_id,
        "obligation": finding.obligation,
        "legal_basis": [basis.citation for basis in group.legal_basis],
        "findings": [member.model_dump(include=fields) for member in group.findings],
        "because": [reason.model_dump(mode="json", exclude={"spans"}) for reason in finding.because],
        **({"edit": edit.model_dump(mode="json")} if edit else {}),
        **({"regraded_from": finding.regraded_from} if finding.regraded_from else {}),
    }
