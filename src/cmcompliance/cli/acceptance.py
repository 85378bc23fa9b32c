"""What is accepted of the drafts of one call: the waivers of files, and a baseline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from cmcompliance.baseline.run import BaselineRun
    from cmcompliance.checking import Policy
    from cmcompliance.read import ReadDraft
    from cmcompliance.render import Language
    from cmcompliance.report import Report
    from cmcompliance.rulebook import RuleBook
    from cmcompliance.settings import Prepared, Settings
    from cmcompliance.waivers import Waiver
    from cmcompliance.waivers.file import WaiverFile


class Acceptance:
    """Reads each waiver file and each baseline once, and keeps account of them over the call.

    A file that an option names must be there; one that settings name may not be there yet.
    """

    def __init__(self, waivers: Path | None = None, baseline: Path | None = None) -> None:
        """`waivers`, `baseline`: what options name; they win over what the settings of a file do."""
        from cmcompliance.waivers.ledger import Ledger

        self._by_option = {"waivers": waivers, "baseline": baseline}
        self._paths: dict[tuple[str, Settings], Path | None] = {}
        self._ledger = Ledger()
        self._waiver_files: dict[Path, WaiverFile] = {}
        self._waivers_for: dict[tuple[Settings, Path | None], tuple[Waiver, ...]] = {}
        self._runs: dict[Path, BaselineRun] = {}

    def settle(self, settings: Settings, book: RuleBook) -> None:
        """Read what is named for these settings. Raises SettingsError and BaselineError."""
        from cmcompliance.settings.errors import SettingsError
        from cmcompliance.waivers.file import wrong_selector

        file = self._waiver_file(settings)
        problems = list(file.wrong_selectors(book)) if file else []
        for given in settings.accepted:
            problems += wrong_selector(given.value, given.place, book)
        if problems:
            raise SettingsError(problems)
        self._run(settings)

    def policy(self, policy: Policy, settings: Settings, path: Path | None) -> Policy:
        """Return the policy with the waivers that are for the drafts of that file; None: of no file."""
        # A file of many drafts, one a line, is asked about as many times.
        if (settings, path) not in self._waivers_for:
            file = self._waiver_file(settings)
            waivers = (*(given.value for given in settings.accepted), *(file.waivers if file else ()))
            self._waivers_for[settings, path] = self._ledger.concerning(waivers, _absolute(path))
        mine = self._waivers_for[settings, path]
        return replace(policy, waivers=(*policy.waivers, *mine)) if mine else policy

    def accept(self, report: Report, read: ReadDraft, prepared: Prepared, path: Path | None) -> Report:
        """Return the report without what the baseline has, and take note of the waivers that were met.

        `read`: the draft as it was read.
        """
        book = prepared.checker.book
        self._ledger.record(report, prepared.draft, _absolute(path), prepared.policy, book)
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

    def names(self, settings: Settings) -> bool:
        """Return whether anything is to be read for drafts under these settings."""
        paths = (self._path("waivers", settings), self._path("baseline", settings))
        return bool(settings.accepted) or paths != (None, None)

    def _waiver_file(self, settings: Settings) -> WaiverFile | None:
        from cmcompliance.settings.discovery import shown
        from cmcompliance.waivers.file import read_waivers

        path = self._path("waivers", settings)
        if path is None:
            return None
        if path not in self._waiver_files:
            self._waiver_files[path] = read_waivers(path, shown(path))
        return self._waiver_files[path]

    def _run(self, settings: Settings) -> BaselineRun | None:
        from cmcompliance.baseline.file import read_baseline
        from cmcompliance.baseline.run import BaselineRun
        from cmcompliance.settings.discovery import shown

        path = self._path("baseline", settings)
        if path is None:
            return None
        if path not in self._runs:
            self._runs[path] = BaselineRun(read_baseline(path, shown(path)), path.parent)
        return self._runs[path]

    def _path(self, kind: Literal["waivers", "baseline"], settings: Settings) -> Path | None:
        from cmcompliance.settings.discovery import absolute

        if (kind, settings) not in self._paths:
            given = settings.waivers if kind == "waivers" else settings.baseline
            by_settings = given.value if given and given.value.exists() else None
            path = self._by_option[kind] or by_settings
            self._paths[kind, settings] = None if path is None else absolute(path)
        return self._paths[kind, settings]


def _absolute(path: Path | None) -> Path | None:
    from cmcompliance.settings.discovery import absolute

    return None if path is None else absolute(path)
