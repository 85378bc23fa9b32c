"""GitLab's code quality report: an issue for each finding, question and gap."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from cmcompliance.render.location import path_in
from cmcompliance.render.notice import Kind, Notice, notices
from cmcompliance.render.outcome import Outcome
from cmcompliance.render.words import Language
from cmcompliance.report import Severity

_GRADES: Mapping[Severity, str] = {"error": "critical", "warning": "major", "info": "info"}
_GRADES_OF_GAPS: Mapping[Kind, str] = {"unreadable": "blocker", "not_evaluated": "minor", "waiver": "minor"}
_LENGTH = 32


def render_gitlab(outcomes: Sequence[Outcome], language: Language | None = None, root: str = "") -> str:
    """Return the report; `root`: the folder that paths are relative to.

    A fingerprint occurs once in it, and stays while the text elsewhere is edited.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    issues = []
    for notice in notices(outcomes, language):
        path = path_in(notice.file, root)
        key = (path, notice.draft_id or "", notice.code, notice.key)
        issues.append(_issue(notice, path, _fingerprint(*key, str(seen[key]))))
        seen[key] += 1
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _issue(notice: Notice, path: str, fingerprint: str) -> dict[str, Any]:
    lines = {"begin": notice.line}
    if notice.region is not None and notice.region.end_line > notice.line:
        lines["end"] = notice.region.end_line
    return {
        "description": f"{notice.title}: {' '.join(notice.lines[:2])}",
        "check_name": notice.code,
        "fingerprint": fingerprint,
        "severity": _GRADES_OF_GAPS.get(notice.kind) or _GRADES[notice.severity],
        "location": {"path": path, "lines": lines},
    }


def _fingerprint(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
