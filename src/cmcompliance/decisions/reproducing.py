"""A decision made again, to show that it follows from the draft, the rules and the settings of then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from cmcompliance.decisions.canonical import canonical, digest, draft_digest
from cmcompliance.decisions.making import record_of
from cmcompliance.decisions.record import Entry, Record, RecordedFinding, RecordedSettings
from cmcompliance.draft import Draft, parse_draft

if TYPE_CHECKING:
    from cmcompliance.checking import Checker
    from cmcompliance.checking.policy import Policy

DifferenceKind = Literal[
    "verdict", "new", "gone", "severity", "waived", "questions", "not_evaluated", "as_of", "jurisdictions"
]


class NotTheDraft(Exception):  # noqa: N818 - it says what it is
    """The draft at hand is not the one that was decided about."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What came out otherwise: then and now, for people; `about`: the rule, of findings."""

    kind: DifferenceKind
    about: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Reproduction:
    """The decision made again, and how it differs; none: it is the same."""

    now: Record
    differences: tuple[Difference, ...]

    @property
    def is_same(self) -> bool:
        """Whether the same was decided."""
        return not self.differences


def is_draft_of(entry: Record, draft: Draft) -> bool:
    """Return whether a draft, as it was sent, is the one that was decided about."""
    return draft_digest(draft) == entry.draft_digest


def draft_kept(entry: Record) -> Draft | None:
    """Return the draft that was kept with an entry. Raises NotTheDraft for one that was changed since."""
    if entry.draft is None:
        return None
    if digest(canonical(entry.draft)) != entry.draft_digest:
        raise NotTheDraft(
            "the draft that was kept is not the one that was decided about: the log was changed"
        )
    return parse_draft(entry.draft)


def reproduced(entry: Entry, draft: Draft, checker: Checker) -> Reproduction:
    """Check a draft, as it was sent, as it was checked then, by the rules of the checker.

    Raises NotTheDraft.
    """
    if not is_draft_of(entry, draft):
        raise NotTheDraft(
            f"the digest of this draft is {draft_digest(draft)}, that of the decision {entry.draft_digest}"
        )
    full = _completed(draft, entry.from_settings)
    policy = policy_of(entry.settings)
    report = checker.check(
        full, lang=entry.lang, as_of=entry.as_of_asked, policy=policy, today=entry.today
    ).model_copy(update={"from_settings": list(entry.from_settings)})
    now = record_of(
        full,
        report,
        policy,
        today=entry.today,
        keep_draft=False,
        as_of=entry.as_of_asked,
        lang=entry.lang,
    )
    return Reproduction(now, tuple(_differences(entry, now)))


def policy_of(settings: RecordedSettings) -> Policy:
    """Return the policy that was recorded."""
    from cmcompliance.checking.policy import Policy  # noqa: PLC0415  # who writes a log checks nothing
    from cmcompliance.waivers.waiver import Waiver  # noqa: PLC0415

    return Policy(
        off=frozenset(settings.off),
        severity=dict(settings.severity),
        waivers=tuple(Waiver(**dict(waiver)) for waiver in settings.waivers),
    )


def _completed(draft: Draft, filled: Mapping[str, Any]) -> Draft:
    """Return the draft with what settings had filled in."""
    if not filled:
        return draft
    data = draft.model_dump(mode="json", exclude_unset=True)
    for name, value in filled.items():
        table, _, part = name.partition(".")
        if part:
            data.setdefault(table, {})[part] = value
        else:
            data[table] = value
    return parse_draft(data)


def _differences(then: Record, now: Record) -> Iterator[Difference]:
    if then.verdict != now.verdict:
        yield Difference("verdict", "", then.verdict, now.verdict)
    yield from _of_findings(then, now)
    sides: list[tuple[DifferenceKind, tuple[str, ...], tuple[str, ...]]] = [
        ("questions", tuple(sorted(then.questions)), tuple(sorted(now.questions))),
        ("not_evaluated", then.not_evaluated, now.not_evaluated),
        ("as_of", (then.as_of.isoformat(),), (now.as_of.isoformat(),)),
        ("jurisdictions", then.jurisdictions, now.jurisdictions),
    ]
    for kind, before, after in sides:
        if before != after:
            yield Difference(kind, "", ", ".join(before), ", ".join(after))


def _of_findings(then: Record, now: Record) -> Iterator[Difference]:
    before = {finding.fingerprint: finding for finding in then.findings}
    after = {finding.fingerprint: finding for finding in now.findings}
    for mark, old in before.items():
        new = after.get(mark)
        if new is None:
            yield Difference("gone", old.rule, old.severity, "")
            continue
        if old.severity != new.severity:
            yield Difference("severity", old.rule, old.severity, new.severity)
        if _waived(old) != _waived(new):
            yield Difference("waived", old.rule, _waived(old), _waived(new))
    for mark, new in after.items():
        if mark not in before:
            yield Difference("new", new.rule, "", new.severity)


def _waived(finding: RecordedFinding) -> str:
    return f"{finding.waived.by}: {finding.waived.reason}" if finding.waived else ""
