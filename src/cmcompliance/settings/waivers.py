"""The waivers that hold for drafts beside their own: those of settings and of waiver files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cmcompliance.rulebook.book import RuleBook
from cmcompliance.rulebook.errors import Problem
from cmcompliance.settings.discovery import absolute, shown
from cmcompliance.settings.errors import SettingsError
from cmcompliance.waivers.reach import is_for
from cmcompliance.waivers.waiver import Waiver

if TYPE_CHECKING:
    from cmcompliance.settings.settings import Settings
    from cmcompliance.waivers.file import WaiverFile


class WaiverSources:
    """Reads each file once. One that settings name may not be there yet."""

    def __init__(self, file: Path | None = None) -> None:
        """`file`: the waiver file for every draft, instead of those that settings name; it must be there."""
        self._file = None if file is None else absolute(file)
        self._files: dict[Path, WaiverFile] = {}
        self._named: dict[Settings, WaiverFile | None] = {}
        self._waivers: dict[tuple[Settings, Path | None], tuple[Waiver, ...]] = {}

    def waivers(self, settings: Settings, path: Path | None) -> tuple[Waiver, ...]:
        """Return those for the drafts of a file; None: of no file. Raises SettingsError."""
        # A file of many drafts, one a line, is asked about as many times.
        if (settings, path) not in self._waivers:
            full = None if path is None else absolute(path)
            every = self._every(settings)
            self._waivers[settings, path] = tuple(waiver for waiver in every if is_for(waiver, full))
        return self._waivers[settings, path]

    def are_named(self, settings: Settings) -> bool:
        """Return whether there may be any."""
        return bool(settings.accepted) or self._path(settings) is not None

    def problems(self, settings: Settings, book: RuleBook) -> list[Problem]:
        """Return what is wrong with their file, or with the rules that they name."""
        from cmcompliance.waivers.file import wrong_selector  # noqa: PLC0415  # most calls have no waivers

        try:
            file = self._file_of(settings)
        except SettingsError as error:
            return list(error.problems)
        problems = list(file.wrong_selectors(book)) if file else []
        for given in settings.accepted:
            problems += wrong_selector(given.value, given.place, book)
        return problems

    def _every(self, settings: Settings) -> tuple[Waiver, ...]:
        file = self._file_of(settings)
        return (*(given.value for given in settings.accepted), *(file.waivers if file else ()))

    def _file_of(self, settings: Settings) -> WaiverFile | None:
        if settings not in self._named:
            path = self._path(settings)
            self._named[settings] = None if path is None else self._read(path)
        return self._named[settings]

    def _read(self, path: Path) -> WaiverFile:
        from cmcompliance.waivers.file import read_waivers  # noqa: PLC0415

        if path not in self._files:
            self._files[path] = read_waivers(path, shown(path))
        return self._files[path]

    def _path(self, settings: Settings) -> Path | None:
        if self._file is not None:
            return self._file
        named = settings.waivers
        return absolute(named.value) if named and named.value.exists() else None
