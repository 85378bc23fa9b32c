"""Findings as they are shown: what one rule says of one place is shown once, for all jurisdictions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cmcompliance.report import Finding, LegalBasis, Severity

_RANK = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Shown:
    """One rule at one place: the worst of its findings, and all of them."""

    worst: Finding
    findings: tuple[Finding, ...]

    @property
    def severity(self) -> Severity:
        """The severity of the worst."""
        return self.worst.severity

    @property
    def scopes(self) -> dict[str, Severity]:
        """The jurisdictions and platforms concerned, each with the worst severity there."""
        scopes: dict[str, Severity] = {}
        for finding in sorted(self.findings, key=lambda finding: _RANK[finding.severity]):
            for code in (finding.jurisdiction, finding.platform):
                if code:
                    scopes.setdefault(code, finding.severity)
        return scopes

    @property
    def legal_basis(self) -> tuple[LegalBasis, ...]:
        """The sources of all of them, each once."""
        by_citation = {basis.citation: basis for finding in self.findings for basis in finding.legal_basis}
        return tuple(by_citation.values())


def regraded(group: Shown, words: Mapping[str, str]) -> str | None:
    """Return how grave settings and rule hold a finding, where they differ."""
    finding = group.worst
    if finding.regraded_from is None:
        return None
    levels = (words[f"level_{level}"] for level in (finding.severity, finding.regraded_from))
    return words["regraded_from"].format(*levels)


def scope_names(group: Shown, words: Mapping[str, str]) -> list[str]:
    """Return the jurisdictions and platforms concerned, with the severity where it is a lesser one."""
    return [
        scope if severity == group.severity else f"{scope} ({words[f'level_{severity}']})"
        for scope, severity in group.scopes.items()
    ]


def group_findings(findings: Iterable[Finding]) -> list[Shown]:
    """Return the findings grouped by rule and place, the most severe groups first, otherwise in order."""
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        spans = tuple((span.field, span.start, span.end) for span in finding.spans)
        groups.setdefault((finding.rule, spans, finding.waived), []).append(finding)
    shown = [
        Shown(min(members, key=lambda finding: _RANK[finding.severity]), tuple(members))
        for members in groups.values()
    ]
    return sorted(shown, key=lambda group: _RANK[group.severity])
