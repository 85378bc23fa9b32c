"""Apply the edits of a draft's findings, one after the other, and judge anew after each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cmcompliance.checking import Checker, Policy
from cmcompliance.checking.policy import NO_POLICY
from cmcompliance.draft import Draft
from cmcompliance.fixing.candidates import Choice, graver, offers, open_findings
from cmcompliance.fixing.model import AppliedEdit, Fixed, LeftEdit, WhyLeft
from cmcompliance.fixing.placement import Inserted, after_edit, behind
from cmcompliance.remedy import apply_edit
from cmcompliance.report import Edit, Finding, Report

_MOST_EDITS = 100
_MOST_STEPS = 20
"""Edits that are made together: of the places of one finding, and of what they bring."""

Judge = Callable[[Draft], Report]
_Key = tuple[str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class _State:
    draft: Draft
    report: Report
    inserted: tuple[Inserted, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mended:
    state: _State
    applied: tuple[AppliedEdit, ...]


@dataclass(frozen=True, slots=True)
class _Refused:
    why: WhyLeft
    brings: tuple[Finding, ...] = ()


def fix(
    checker: Checker,
    draft: Draft,
    *,
    unsafe: bool = False,
    rules: Collection[str] | None = None,
    lang: Literal["fr", "en"] | None = None,
    as_of: date | None = None,
    policy: Policy = NO_POLICY,
) -> Fixed:
    """Return the draft mended by the edits of its findings, with what was done and what was left.

    `unsafe`: apply suggested edits as well as safe ones; `rules`: names of the rules whose edits are applied,
    None for all; the rest is as in `Checker.check`.

    One edit is applied at a time, the gravest finding's first, and the draft is judged anew: what another
    edit has mended already is not mended twice. An edit stays only if its finding goes and no error or
    warning comes with it that is not mended in turn; what an author has to fill in ([brand]) may be
    complained of. Nothing else of the text changes, and to fix the outcome again changes nothing.
    """
    return fix_by(
        lambda mended: checker.check(mended, lang=lang, as_of=as_of, policy=policy),
        draft,
        Choice(rules, unsafe),
    )


def fix_by(judge: Judge, draft: Draft, choice: Choice) -> Fixed:
    """Return the draft mended as `fix` does, judged by any function from a draft to its report."""
    before = judge(draft)
    state, applied = _State(draft, before), list[AppliedEdit]()
    refused: dict[_Key, _Refused] = {}
    while True:
        mended, refused = _first_that_mends(state, choice, judge)
        if mended is None or len(applied) + len(mended.applied) > _MOST_EDITS:
            break
        state = mended.state
        applied += mended.applied
    return Fixed(
        original=draft,
        draft=state.draft,
        applied=applied,
        left=_left(state.report, choice, refused),
        before=before,
        report=state.report,
    )


def _first_that_mends(
    state: _State, choice: Choice, judge: Judge
) -> tuple[_Mended | None, dict[_Key, _Refused]]:
    refused: dict[_Key, _Refused] = {}
    for finding, edit in offers(state.report.findings):
        if choice.refusal(finding, edit) is None:
            outcome = _try(finding, edit, state, choice, judge)
            if isinstance(outcome, _Mended):
                return outcome, refused
            refused[_key(finding)] = outcome
    return None, refused


def _try(finding: Finding, edit: Edit, state: _State, choice: Choice, judge: Judge) -> _Mended | _Refused:
    moved = behind(edit, state.inserted)
    outcome = _mend(finding, moved, state, choice, judge)
    if isinstance(outcome, _Refused) and moved != edit:
        return _mend(finding, edit, state, choice, judge)
    return outcome


def _mend(finding: Finding, edit: Edit, start: _State, choice: Choice, judge: Judge) -> _Mended | _Refused:
    """Apply an edit, then those of what is left of its breach and of what it brings, until none is left."""
    state, source, applied = start, finding, list[AppliedEdit]()
    brought: list[Finding] = []
    for _ in range(_MOST_STEPS):
        if edit.over_limit:
            return _Refused("over_limit")
        try:
            draft = apply_edit(state.draft, edit)
        except (ValueError, LookupError):
            return _Refused("unfit")
        after = _State(draft, judge(draft), tuple(after_edit(edit, state.inserted)))
        also = [item for item in _gone(state.report, after.report) if _key(item) != _key(source)]
        applied.append(AppliedEdit(edit=edit, finding=source, also=also))
        rest = _rest(finding, start.report, after.report)
        if any(not _is_less(item, state.report) for item in rest):
            break
        following = _first_allowed(rest, choice)
        if following is None and any(_key(item) == _key(finding) for item in rest):
            break
        if following is None:
            brought = _brought(finding, start.report, after.report, applied)
            if not brought:
                return _Mended(after, tuple(applied))
            following = _first_allowed([item for item in brought if _is_less(item, state.report)], choice)
            if following is None:
                break
        state, (source, edit) = after, following
    return _Refused("brings", tuple(brought)) if brought else _Refused("stays")


def _first_allowed(findings: Sequence[Finding], choice: Choice) -> tuple[Finding, Edit] | None:
    return next((offer for offer in offers(findings) if choice.refusal(*offer) is None), None)


def _rest(finding: Finding, before: Report, after: Report) -> list[Finding]:
    """Return what still speaks of the breach: the finding itself, or one that it had hidden."""
    known = {_key(item) for item in open_findings(before.findings)}
    return [
        item
        for item in open_findings(after.findings)
        if _key(item) == _key(finding) or (_breach(item) == _breach(finding) and _key(item) not in known)
    ]


def _is_less(finding: Finding, before: Report) -> bool:
    """Whether a finding has fewer places than before, or was not there."""
    known = next((item for item in before.findings if _key(item) == _key(finding)), None)
    return known is None or len(finding.spans) < len(known.spans)


def _brought(
    finding: Finding, before: Report, after: Report, applied: Collection[AppliedEdit]
) -> list[Finding]:
    """Return the findings that count and that came with the edits: no lesser ones than errors and warnings,
    unless the edit's own finding is no more.
    """
    known = {_key(item): item for item in open_findings(before.findings)}
    same_breach = {_breach(item): item for item in reversed(open_findings(before.findings))}
    return [
        item
        for item in open_findings(after.findings)
        if (item.severity != "info" or finding.severity == "info")
        and _is_new(item, known.get(_key(item)) or same_breach.get(_breach(item)))
        and not _is_to_be_filled_in(item, applied)
    ]


def _is_new(finding: Finding, known: Finding | None) -> bool:
    return known is None or graver(finding, known)


def _is_to_be_filled_in(finding: Finding, applied: Collection[AppliedEdit]) -> bool:
    """Whether a finding speaks only of placeholders that edits brought."""
    texts = [item.edit.text for item in applied if item.edit.placeholders]
    return bool(finding.spans) and all(
        span.text.startswith("[") and any(span.text in text for text in texts) for span in finding.spans
    )


def _gone(before: Report, after: Report) -> list[Finding]:
    remaining = {_key(item) for item in after.findings}
    return [item for item in open_findings(before.findings) if _key(item) not in remaining]


def _left(report: Report, choice: Choice, refused: dict[_Key, _Refused]) -> list[LeftEdit]:
    left: dict[tuple[str, int, int, str, WhyLeft], LeftEdit] = {}
    for finding, edit in offers(report.findings):
        why = choice.refusal(finding, edit)
        outcome = _Refused(why) if why else refused.get(_key(finding), _Refused("unfinished"))
        same = edit.field, edit.start, edit.end, edit.text, outcome.why
        others = left[same].findings if same in left else []
        left[same] = LeftEdit(
            edit=edit, findings=[*others, finding], why=outcome.why, brings=list(outcome.brings)
        )
    return list(left.values())


def _key(finding: Finding) -> _Key:
    return finding.rule, finding.jurisdiction, finding.platform


def _breach(finding: Finding) -> _Key:
    return finding.obligation, finding.jurisdiction, finding.platform
