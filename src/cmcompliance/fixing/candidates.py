"""Which edits of a report may be applied, in the order in which they are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from cmcompliance.fixing.model import WhyLeft
from cmcompliance.report import Edit, Finding

_RANK = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which edits may be applied: those of `rules` (None: of all), only safe ones unless `unsafe`."""

    rules: Collection[str] | None = None
    unsafe: bool = False

    def refusal(self, finding: Finding, edit: Edit) -> WhyLeft | None:
        """Return why an edit may not be applied, None when it may."""
        if self.rules is not None and finding.rule not in self.rules:
            return "not_selected"
        if edit.safety != "safe" and not self.unsafe:
            return "suggested"
        return None


def offers(findings: Sequence[Finding]) -> Iterator[tuple[Finding, Edit]]:
    """Yield the findings that nobody waived and that have an edit, in the order of `open_findings`."""
    for finding in open_findings(findings):
        if finding.remediation.edit is not None:
            yield finding, finding.remediation.edit


def open_findings(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings that nobody waived, in an order of their own: the gravest first, then by the
    place of their edit.
    """
    return sorted((finding for finding in findings if finding.waived is None), key=_order)


def graver(one: Finding, other: Finding) -> bool:
    """Return whether one finding is more severe than the other."""
    return _RANK[one.severity] < _RANK[other.severity]


def _order(finding: Finding) -> tuple[int, str, int, str, str, str, str]:
    edit = finding.remediation.edit
    field, start, text = (edit.field, edit.start, edit.text) if edit else ("", 0, "")
    where = finding.jurisdiction or "", finding.platform or ""
    return (_RANK[finding.severity], field, start, finding.rule, *where, text)
