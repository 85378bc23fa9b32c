"""A baseline over the drafts of one run: what it leaves out, what is gone, and how it is renewed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from cmcompliance.baseline.acceptance import acceptable, accepted_of, gone, is_accepted, without_accepted
from cmcompliance.baseline.baseline import Baseline, Entry, baseline_of
from cmcompliance.baseline.identity import content_digest, draft_name
from cmcompliance.draft import Draft
from cmcompliance.read import Origin
from cmcompliance.report import Report, RulesetInfo
from cmcompliance.rulebook.book import RuleBook


class BaselineRun:
    """Leaves out of reports what a baseline has.

    `left_out` and `gone` count over the run; `rulesets` are those that judged in it.
    """

    def __init__(self, baseline: Baseline, folder: Path) -> None:
        """`folder`: where the baseline lies; files are named from there."""
        self.baseline = baseline
        self.left_out = 0
        self.gone = 0
        self.rulesets: list[RulesetInfo] = []
        self._folder = folder

    def apply(
        self, report: Report, draft: Draft, origin: Origin, book: RuleBook, off: Collection[str] = ()
    ) -> Report:
        """Return the report without what the baseline accepts of this draft, as it was read.

        `off`: rules that did not speak.
        """
        if report.ruleset not in self.rulesets:
            self.rulesets.append(report.ruleset)
        entry = self.baseline.of(draft_name(draft, origin, self._folder), content_digest(draft))
        if entry is None:
            return report
        after = without_accepted(report, entry, book)
        self.left_out += after.baselined
        self.gone += gone(report, entry, off)
        return after


class Renewal:
    """Takes in the findings of a run.

    `new` and `gone`: how many are new in it, and no longer found; `barred`: the rules of the errors that
    nobody may accept.
    """

    def __init__(self, old: Baseline | None, folder: Path) -> None:
        self.new = 0
        self.gone = 0
        self.barred: set[str] = set()
        self._old = old
        self._folder = folder
        self._entries: list[Entry] = []
        self._replaced: set[Entry] = set()

    def add(self, report: Report, draft: Draft, origin: Origin, book: RuleBook) -> None:
        """Take in what is found in a draft, in the place of what was accepted of it."""
        name, content = draft_name(draft, origin, self._folder), content_digest(draft)
        findings = acceptable(report, book)
        self.barred.update(
            finding.rule for finding in report.findings if not finding.waived and finding not in findings
        )
        before = self._old.of(name, content) if self._old else None
        known = before.findings if before else ()
        self.new += sum(not is_accepted(finding, known) for finding in findings)
        self.gone += gone(report, before) if before else 0
        if before:
            self._replaced.add(before)
        self._entries.append(Entry(name, content, accepted_of(findings)))

    def baseline(self, ruleset: RulesetInfo, *, prune: bool) -> Baseline:
        """Return the new baseline; `prune`: without the drafts that were not in the run."""
        others: Iterable[Entry] = () if prune or self._old is None else self._old.entries
        kept = [entry for entry in others if entry not in self._replaced]
        return baseline_of(ruleset, [*kept, *self._entries])
