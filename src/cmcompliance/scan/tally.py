"""What a scan found so far, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from cmcompliance.report import Report
from cmcompliance.report.verdict import is_incomplete
from cmcompliance.scan.chunks import Trouble

_REASONS_KEPT: Final = 100
_SAMPLES_KEPT: Final = 5
_OTHER: Final = "…"
NOT_LOOKED_AT: Final = ("unreadable", "crashed", "timed_out", "failed")


@dataclass(slots=True)
class Tally:
    """`verdicts`: of drafts; `severities` and `obligations`: of findings that nobody waived; `troubles`: by
    kind; `skipped`: by reason; `samples`: the first things that were not looked at, a line each;
    `incomplete`: drafts on which a rule could not run.
    """

    verdicts: Counter[str] = field(default_factory=Counter)
    severities: Counter[str] = field(default_factory=Counter)
    obligations: Counter[str] = field(default_factory=Counter)
    troubles: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    samples: list[str] = field(default_factory=list)
    questions: int = 0
    incomplete: int = 0

    @property
    def drafts(self) -> int:
        """How many drafts have a verdict."""
        return self.verdicts.total()

    @property
    def findings(self) -> int:
        """How many breaches were found that nobody waived."""
        return self.severities.total()

    @property
    def not_looked_at(self) -> int:
        """How many things should have been checked and were not, as a whole or in part."""
        return sum(self.troubles[kind] for kind in NOT_LOOKED_AT) + self.incomplete

    def count_report(self, report: Report) -> None:
        """Count what is in a report."""
        self.verdicts[report.verdict] += 1
        for finding in report.findings:
            if finding.waived is None:
                self.severities[finding.severity] += 1
                self.obligations[finding.obligation] += 1
        self.questions += len(report.questions)
        self.incomplete += is_incomplete(report)

    def count_trouble(self, trouble: Trouble) -> None:
        """Count what was not checked."""
        self.troubles[trouble.kind] += trouble.count
        if trouble.kind == "skipped":
            self._skip(trouble.problem, trouble.count)
        elif len(self.samples) < _SAMPLES_KEPT:
            number = f"#{trouble.number}" if trouble.number else ""
            where = "!".join(part for part in (trouble.source, trouble.member) if part)
            self.samples.append(f"{where}{number}: {trouble.problem}")

    def add(self, other: Tally) -> None:
        """Count what another one counted, after what is in this one."""
        for name in ("verdicts", "severities", "obligations", "troubles"):
            getattr(self, name).update(getattr(other, name))
        for reason, count in other.skipped.items():
            self._skip(reason, count)
        self.samples += other.samples[: _SAMPLES_KEPT - len(self.samples)]
        self.questions += other.questions
        self.incomplete += other.incomplete

    def data(self) -> dict[str, Any]:
        """Return it as JSON's own types."""
        return {
            "verdicts": dict(sorted(self.verdicts.items())),
            "severities": dict(sorted(self.severities.items())),
            "obligations": dict(sorted(self.obligations.items())),
            "troubles": dict(sorted(self.troubles.items())),
            "skipped": dict(sorted(self.skipped.items())),
            "samples": self.samples,
            "questions": self.questions,
            "incomplete": self.incomplete,
        }

    def _skip(self, reason: str, count: int) -> None:
        known = reason in self.skipped or len(self.skipped) < _REASONS_KEPT
        self.skipped[reason if known else _OTHER] += count


def tally_of(data: Mapping[str, Any]) -> Tally:
    """Return what `Tally.data` was made of."""
    counters = ("verdicts", "severities", "obligations", "troubles", "skipped")
    return Tally(
        **{name: Counter(data[name]) for name in counters},
        samples=list(data["samples"]),
        questions=data["questions"],
        incomplete=data["incomplete"],
    )


def total(tallies: Iterable[Tally]) -> Tally:
    """Return the sum."""
    made = Tally()
    for tally in tallies:
        made.add(tally)
    return made
