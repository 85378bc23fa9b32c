"""Drafts made ready for their check, each under the settings of its file.

Most drafts have no settings: what reads them is imported when there are some.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cmcompliance.checking.policy import NO_POLICY, Policy
from cmcompliance.draft import Draft
from cmcompliance.report import Report
from cmcompliance.rulebook.errors import Problem, problem_at
from cmcompliance.rulebook.packs import PackError, pack_folders
from cmcompliance.settings.defaults import with_defaults
from cmcompliance.settings.discovery import Search, absolute
from cmcompliance.settings.errors import SettingsError
from cmcompliance.settings.settings import NO_SETTINGS, Packs, Settings
from cmcompliance.settings.waivers import WaiverSources

if TYPE_CHECKING:
    from cmcompliance.checking import Checker
    from cmcompliance.settings.layer import Layer
    from cmcompliance.settings.loading import SettingsFile


@dataclass(frozen=True, slots=True)
class Prepared:
    """A draft with what the settings say where it says nothing, and with what it is checked.

    `from_settings`: the fields that the draft did not give and the settings did.
    """

    draft: Draft
    settings: Settings
    checker: Checker
    policy: Policy
    from_settings: tuple[str, ...] = ()

    def check(
        self,
        *,
        lang: Literal["fr", "en"] | None = None,
        as_of: date | None = None,
        today: date | None = None,
    ) -> Report:
        """Return the report on the draft, which names what came from the settings."""
        report = self.checker.check(self.draft, lang=lang, as_of=as_of, policy=self.policy, today=today)
        return self.signed(report)

    def signed(self, report: Report) -> Report:
        """Return a report on the draft with the names of what came from the settings."""
        if not self.from_settings:
            return report
        return report.model_copy(update={"from_settings": list(self.from_settings)})


class Preparation:
    """Prepares drafts: each settings file is read once, and each set of packs has one checker."""

    def __init__(
        self,
        config: Path | None = None,
        *,
        search: bool = True,
        only: Sequence[str] = (),
        packs: Sequence[Path] = (),
        waivers: Path | None = None,
        checkers: Callable[[tuple[Path, ...]], Checker] | None = None,
    ) -> None:
        """`config`: the one settings file to use; `search` False: use none; `only`: the rules asked for;
        `packs`: folders of rules for every draft, over those of the settings; `waivers`: the waiver file for
        every draft, instead of those that settings name; `checkers`: gives the checker with these packs,
        where some are ready.
        """
        self._config = config
        self._search = Search() if search and config is None else None
        self._only = tuple(only)
        self._files: dict[Path, SettingsFile | SettingsError] = {}
        self._resolve = cache(_resolved)
        self._checker_with = cache(checkers or new_checker)
        self._packs = tuple(packs)
        self._folders_of = cache(_folders)
        self._waivers = WaiverSources(waivers)
        self._policies: dict[Settings, Policy] = {}
        self._settings: dict[Path | None, Settings] = {}

    def settings_for(self, path: Path | None) -> Settings:
        """Return what holds for a file; None: for what is no file and belongs to the working folder.

        Raises SettingsError.
        """
        if path not in self._settings:
            self._settings[path] = self._settings_of(path)
        return self._settings[path]

    def excludes(self, path: Path) -> bool:
        """Return whether a run over a folder passes over a file. Raises SettingsError."""
        full = absolute(path)
        file = self._file_for(full)
        return file is not None and file.excludes(full)

    def checker_for(self, settings: Settings) -> Checker:
        """Return the checker with the packs of the settings.

        Raises SettingsError for a pack that is not there, RuleBookError for rules that cannot be used.
        """
        return self._checker_with((*self._folders_of(settings.packs), *self._packs))

    def policy_for(self, settings: Settings) -> Policy:
        """Return what the settings and `only` make of the rules. Raises SettingsError, SelectorError."""
        if not settings.rules and not self._only:
            return NO_POLICY
        if settings not in self._policies:
            problems = self.problems(settings)
            if problems:
                raise SettingsError(problems)
            from cmcompliance.settings.policy import policy_of  # noqa: PLC0415

            self._policies[settings] = policy_of(settings, self.checker_for(settings).book, self._only)
        return self._policies[settings]

    def prepare(self, draft: Draft, path: Path | None = None) -> Prepared:
        """Return a draft of a file, ready for its check; raises as `checker_for` and `policy_for` do."""
        settings = self.settings_for(path)
        full, filled = with_defaults(draft, settings.draft)
        policy, waivers = self.policy_for(settings), self._waivers.waivers(settings, path)
        if waivers:
            policy = replace(policy, waivers=waivers)
        return Prepared(full, settings, self.checker_for(settings), policy, filled)

    def problems(self, settings: Settings) -> list[Problem]:
        """Return what is wrong with the packs, the selectors and the waivers of settings and of their file.

        A selector is right when it names a rule of one of the file's packs. Raises RuleBookError.
        """
        if settings.source is None:
            return self._waiver_problems(settings, ())
        from cmcompliance.settings.policy import wrong_selectors  # noqa: PLC0415
        from cmcompliance.settings.resolution import packs_of, rules_of  # noqa: PLC0415

        layers = tuple(settings.source.every_layer())
        try:
            named = [self._folders_of(packs_of(layer)) for layer in layers]
        except SettingsError as error:
            return list(error.problems)
        folders = dict.fromkeys(folder for several in named for folder in several)
        choices = rules_of(layers)
        wrong = wrong_selectors(choices, self._checker_with((*folders, *self._packs)).book) if choices else []
        return [*wrong, *self._waiver_problems(settings, tuple(folders))]

    def _waiver_problems(self, settings: Settings, folders: Sequence[Path]) -> list[Problem]:
        if not self._waivers.are_named(settings):
            return []
        return self._waivers.problems(settings, self._checker_with((*folders, *self._packs)).book)

    def _settings_of(self, path: Path | None) -> Settings:
        full = None if path is None else absolute(path)
        file = self._file_for(full)
        if file is None:
            return NO_SETTINGS
        return self._resolve(file, tuple(file.layers(full)))

    def _file_for(self, path: Path | None) -> SettingsFile | None:
        if self._config is not None:
            return self._loaded(self._config)
        if self._search is None:
            return None
        found = self._search.above(Path.cwd() if path is None else path.parent)
        return None if found is None else self._loaded(found)

    def _loaded(self, config: Path) -> SettingsFile:
        from cmcompliance.settings.loading import load_settings  # noqa: PLC0415

        if config not in self._files:
            try:
                self._files[config] = load_settings(config)
            except SettingsError as error:
                self._files[config] = error
        file = self._files[config]
        if isinstance(file, SettingsError):
            raise file
        return file


def settings_for(path: Path, *, config: Path | None = None) -> Settings:
    """Return the settings of a file: found upwards from it, or those of `config`. Raises SettingsError."""
    return Preparation(config).settings_for(path)


def _resolved(file: SettingsFile, layers: tuple[Layer, ...]) -> Settings:
    from cmcompliance.settings.resolution import resolve  # noqa: PLC0415

    return resolve(layers, file)


def _folders(packs: Packs | None) -> tuple[Path, ...]:
    if packs is None:
        return ()
    folders: list[Path] = []
    problems: list[Problem] = []
    for given in packs.names:
        try:
            folders += pack_folders([given.value], packs.base)
        except PackError as error:
            problems.append(problem_at(given.place, f"`packs`: {error}"))
    if problems:
        raise SettingsError(problems)
    return tuple(dict.fromkeys(folders))


def new_checker(folders: tuple[Path, ...]) -> Checker:
    """Return a checker with the shipped rules and these packs. Raises RuleBookError."""
    from cmcompliance import Checker  # noqa: PLC0415  # imported on demand, as the package does
    from cmcompliance.rulebook import load_book, shipped_rules  # noqa: PLC0415

    return Checker(load_book(shipped_rules(), *folders)) if folders else Checker()
