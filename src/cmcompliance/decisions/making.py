"""The record of a check, made where the draft and its report are."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from cmcompliance.decisions.canonical import canonical, digest
from cmcompliance.decisions.record import (
    Record,
    RecordedFinding,
    RecordedSettings,
    RecordedWaiver,
    SettingsWaiver,
)

if TYPE_CHECKING:
    from cmcompliance.checking.policy import Policy
    from cmcompliance.draft import Draft
    from cmcompliance.report import Finding, Report


def record_of(
    draft: Draft,
    report: Report,
    policy: Policy,
    *,
    today: date,
    keep_draft: bool,
    as_of: date | None = None,
    lang: Literal["fr", "en"] | None = None,
) -> Record:
    """Return what is kept of a check.

    `draft`: as it was checked, with what settings filled in (`Prepared.draft`); the digest is that of the
    draft as it was sent. `today`: the day that the check took for today; `as_of`, `lang`: what the request
    asked for, None where it did not.
    """
    sent, from_settings = _as_sent(draft, report.from_settings)
    settings = settings_of(policy)
    return Record(
        draft_digest=digest(canonical(sent)),
        draft_id=report.draft_id,
        verdict=report.verdict,
        findings=tuple(_finding(one) for one in report.findings),
        questions=tuple(question.field for question in report.questions),
        not_evaluated=tuple(gap.reason for gap in report.not_evaluated),
        jurisdictions=tuple(report.jurisdictions),
        platform=report.platform,
        ruleset=report.ruleset,
        settings_digest=settings_digest(settings),
        settings=settings,
        from_settings=from_settings,
        as_of=report.as_of,
        as_of_asked=as_of,
        today=today,
        lang=lang,
        version=package_version(),
        draft=sent if keep_draft else None,
    )


def settings_of(policy: Policy) -> RecordedSettings:
    """Return a policy as it is kept."""
    return RecordedSettings(
        off=tuple(sorted(policy.off)),
        severity=dict(policy.severity),
        waivers=tuple(
            SettingsWaiver(
                rule=one.rule,
                reason=one.reason,
                by=one.by,
                until=one.until,
                words=one.words,
                jurisdiction=one.jurisdiction,
                platform=one.platform,
                drafts=one.drafts,
                source=one.source,
                place=one.place,
            )
            for one in policy.waivers
        ),
    )


def settings_text(settings: RecordedSettings) -> str:
    """Return settings as canonical JSON."""
    return canonical(settings.model_dump(mode="json"))


def settings_digest(settings: RecordedSettings) -> str:
    """Return the digest by which entries name settings."""
    return digest(settings_text(settings))


@cache
def package_version() -> str:
    """Return the version of the installed package; a checkout that is not installed has 0."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  # slow to import

    try:
        return version("cmcompliance")
    except PackageNotFoundError:
        return "0"


def _finding(finding: Finding) -> RecordedFinding:
    waived = finding.waived
    return RecordedFinding(
        rule=finding.rule,
        obligation=finding.obligation,
        severity=finding.severity,
        fingerprint=finding.fingerprint,
        jurisdiction=finding.jurisdiction,
        platform=finding.platform,
        waived=RecordedWaiver(by=waived.by, reason=waived.reason, until=waived.until, source=waived.source)
        if waived
        else None,
    )


def _as_sent(draft: Draft, filled: list[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the draft as data without what settings filled in, and what that was, by dotted field."""
    sent = draft.model_dump(mode="json", exclude_defaults=True)
    if not filled:
        return sent, {}
    full, values = draft.model_dump(mode="json"), {}
    for name in filled:
        table, _, part = name.partition(".")
        values[name] = full[table][part] if part else full[table]
        if not part:
            sent.pop(table, None)
        elif table in sent:
            sent[table].pop(part, None)
            if not sent[table]:
                del sent[table]
    return sent, values
