"""What is accepted of the drafts of one call: account of the waivers that held for them, and a baseline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cmcompliance.baseline.run import BaselineRun
    from cmcompliance.read import ReadDraft
    from cmcompliance.render import Language
    from cmcompliance.report import Report
    from cmcompliance.settings import Prepared, Settings


class Acceptance:
    """Keeps account over the call; each baseline is read once.

    A baseline that an option names must be there; one that settings name may not be there yet.
    """

    def __init__(self, baseline: Path | None = None) -> None:
        """`baseline`: what the option names; it wins over what the settings of a file do."""
        from cmcompliance.waivers.ledger import Ledger

        self._baseline = baseline
        self._ledger = Ledger()
        self._runs: dict[Path, BaselineRun] = {}
        self._run_of: dict[Settings, BaselineRun | None] = {}

    def settle(self, settings: Settings) -> None:
        """Read what is named for these settings. Raises BaselineError."""
        self._run(settings)

    def accept(self, report: Report, read: ReadDraft, prepared: Prepared, path: Path | None) -> Report:
        """Return the report without what the baseline has, and take note of the waivers that were met.

        `read`: the draft as it was read.
        """
        book = prepared.checker.book
        if prepared.policy.waivers:
            self._ledger.record(report, prepared.draft, path, prepared.policy, book)
        run = self._run(prepared.settings)
        if run is None:
            return report
        return run.apply(report, read.draft, read.origin, book, prepared.policy.off)

    def notes(self, language: Language) -> Iterator[str]:
        """Yield what is to be known at the end of the call, a line each."""
        from cmcompliance.baseline.notes import run_notes
        from cmcompliance.settings.discovery import shown
        from cmcompliance.waivers.notes import unused_message

        for waiver in self._ledger.unused():
            yield f"{waiver.place}: {unused_message(waiver, language)}"
        for path, run in self._runs.items():
            yield from (f"{shown(path)}: {note}" for note in run_notes(run, language))

    def _run(self, settings: Settings) -> BaselineRun | None:
        if settings not in self._run_of:
            path = self._path(settings)
            self._run_of[settings] = None if path is None else self._read(path)
        return self._run_of[settings]

    def _read(self, path: Path) -> BaselineRun:
        from cmcompliance.baseline.file import read_baseline
        from cmcompliance.baseline.run import BaselineRun
        from cmcompliance.settings.discovery import shown

        if path not in self._runs:
            self._runs[path] = BaselineRun(read_baseline(path, shown(path)), path.parent)
        return self._runs[path]

    def _path(self, settings: Settings) -> Path | None:
        from cmcompliance.settings.discovery import absolute

        if self._baseline is not None:
            return absolute(self._baseline)
        named = settings.baseline
        return absolute(named.value) if named and named.value.exists() else None
