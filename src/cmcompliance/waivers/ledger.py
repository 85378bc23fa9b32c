"""The waivers of a run: which of them covered nothing of all that they are for."""

from __future__ import annotations

from pathlib import Path

from cmcompliance.checking.policy import Policy
from cmcompliance.draft import Draft
from cmcompliance.report import Report
from cmcompliance.rulebook.book import RuleBook
from cmcompliance.waivers.matching import is_silenced, touches
from cmcompliance.waivers.reach import files_meant, is_for
from cmcompliance.waivers.waiver import Waiver


class Ledger:
    """Keeps account of the waivers of files over one run."""

    def __init__(self) -> None:
        self._waivers: dict[Waiver, None] = {}
        self._met: set[Waiver] = set()
        self._ids: dict[Waiver, set[str]] = {}
        self._files: set[Path] = set()

    def record(self, report: Report, draft: Draft, path: Path | None, policy: Policy, book: RuleBook) -> None:
        """Take note of what the check of a draft under a policy found."""
        if path is not None:
            self._files.add(path)
        for waiver in policy.waivers:
            self._waivers[waiver] = None
            if draft.id in waiver.drafts:
                self._ids.setdefault(waiver, set()).add(str(draft.id))
            if waiver not in self._met and (
                is_silenced(waiver, policy.off, book)
                or any(touches(waiver, finding, draft, book) for finding in report.findings)
            ):
                self._met.add(waiver)

    def unused(self) -> list[Waiver]:
        """Return the waivers that covered nothing, of those whose drafts were all in the run.

        One that names neither paths nor drafts may be for drafts that are not there yet: it is never unused.
        """
        return [waiver for waiver in self._waivers if waiver not in self._met and self._all_checked(waiver)]

    def _all_checked(self, waiver: Waiver) -> bool:
        if waiver.drafts:
            return self._ids.get(waiver, set()).issuperset(waiver.drafts)
        suffixes = frozenset(path.suffix.lower() for path in self._files)
        meant = any(is_for(waiver, path) for path in self._files) if waiver.paths else False
        return meant and all(path in self._files for path in files_meant(waiver, suffixes))
