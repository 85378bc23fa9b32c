"""What a command checks drafts with: options win over a draft's own words, these over the settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, get_args

import typer

from cmcompliance.cli.failure import BAD_INPUT, Unusable, bad_input, unusable
from cmcompliance.cli.formats import Format
from cmcompliance.cli.gathering import Gathering
from cmcompliance.cli.words import spoken, why, words_of

if TYPE_CHECKING:
    from cmcompliance.cli.overrides import Overrides
    from cmcompliance.cli.serving import Checkers
    from cmcompliance.read import ReadDraft
    from cmcompliance.render import Language
    from cmcompliance.report import Report
    from cmcompliance.rulebook import Problem
    from cmcompliance.settings import Preparation, Prepared, Settings


@dataclass(frozen=True, slots=True)
class Said:
    """What settings say of the output, None for nothing; `strict`: of one file at least."""

    format: Format | None
    lang: Language | None
    strict: bool


class Preparing:
    """Makes the drafts of one call ready: `prepare` each, after `settle` for all files that were named.

    Each method ends the command with status 2 and says why when settings, packs or selectors are no good.
    """

    def __init__(
        self,
        overrides: Overrides,
        config: Path | None = None,
        *,
        no_config: bool = False,
        stdin_name: str | None = None,
        rules: Sequence[str] = (),
        waivers: Path | None = None,
        baseline: Path | None = None,
        packs: Sequence[Path] = (),
        checkers: Checkers | None = None,
        gathering: Gathering | None = None,
    ) -> None:
        """`overrides`: what options say of every draft; `checkers`: those that are ready; `gathering`: what
        looks at the files of media, the default when absent; the others: the options of that name.
        """
        from cmcompliance.cli.acceptance import Acceptance
        from cmcompliance.draft import DraftError
        from cmcompliance.settings import Preparation

        try:
            overrides.check()
        except DraftError as error:
            raise bad_input("; ".join(error.problems)) from None
        if config is not None and no_config:
            raise bad_input(words_of(spoken())["config_or_not"])
        self._overrides = overrides
        self._stdin_name = stdin_name
        self._acceptance = Acceptance(baseline)
        self._preparation: Preparation = Preparation(
            config, search=not no_config, only=rules, packs=packs, waivers=waivers, checkers=checkers
        )
        self._baseline = baseline
        self._gathering = gathering or Gathering(True)

    def files_of(
        self, named: Sequence[str], *, but: Path | None = None, force_exclude: bool = False
    ) -> list[str]:
        """Return the files that are named, and in place of a folder those in it that are not excluded.

        `force_exclude`: what is excluded is passed over where it is named, too. A baseline is no draft, nor
        is `but`; other JSON is passed over and said on stderr. A folder without drafts stays, to be told as
        unreadable.
        """
        files: list[str] = []
        for name in named:
            folder = Path(name)
            if self._path_of(name) is None or not folder.is_dir():
                if not force_exclude or not self._is_passed_over(name, but):
                    files.append(name)
                continue
            files += self._files_in(folder, but) or [name]
        return files

    def settle(self, files: Sequence[str]) -> Said:
        """Look for what is wrong in the settings of all files; return what they say of the output.

        A call has one output: the first file's settings decide its form and its language.
        """
        from cmcompliance.rulebook import RuleBookError
        from cmcompliance.settings import SettingsError

        problems: list[Problem] = []
        settled: dict[Settings, None] = {}
        for file in files:
            try:
                settled.setdefault(self._preparation.settings_for(self._path_of(file)))
            except SettingsError as error:
                problems += error.problems
        try:
            problems += [problem for settings in settled for problem in self._problems(settings)]
        except RuleBookError as error:
            raise unusable(str(error)) from None
        if problems:
            _end(problems)
        if not settled:
            return Said(None, None, False)
        first = next(iter(settled)).output
        return Said(
            first["format"].value if "format" in first else None,
            first["lang"].value if "lang" in first else None,
            any(settings.output["strict"].value for settings in settled if "strict" in settings.output),
        )

    def prepare(self, item: ReadDraft) -> tuple[ReadDraft, Prepared]:
        """Return the draft under a name, as it is checked, and what it is checked with.

        It takes along what the files of its media and a ledger of rights tell.
        """
        from cmcompliance.cli.drafts import named
        from cmcompliance.rulebook import RuleBookError
        from cmcompliance.rulebook.selector import SelectorError
        from cmcompliance.settings import SettingsError

        draft, path = self._overrides.apply(named(item)), self._path_of(item.origin.file)
        try:
            prepared = self._preparation.prepare(draft, path)
        except SettingsError as error:
            _end(error.problems)
        except SelectorError as error:
            raise bad_input(f"--rule: {error}") from None
        except RuleBookError as error:
            raise unusable(str(error)) from None
        full = replace(prepared, draft=self._gathering.gather(prepared.draft, item.origin.file))
        return replace(item, draft=full.draft), full

    def accept(self, report: Report, read: ReadDraft, prepared: Prepared) -> Report:
        """Return the report on a draft, as it was read, without what the baseline has."""
        from cmcompliance.settings.discovery import absolute

        path = self._path_of(read.origin.file)
        return self._acceptance.accept(report, read, prepared, None if path is None else absolute(path))

    def close(self, language: Language | None) -> None:
        """Say on stderr which waivers covered nothing, and what is to be known of the baseline; end all."""
        from cmcompliance.render.style import clean

        self._gathering.close()
        for note in self._acceptance.notes(language or "en"):
            typer.echo(clean(note), err=True)

    def _files_in(self, folder: Path, but: Path | None) -> list[str]:
        from cmcompliance.read.folders import files_in, is_other_json
        from cmcompliance.render.style import clean
        from cmcompliance.settings import SettingsError

        files: list[str] = []
        try:
            for path in files_in(folder):
                if self._passed_over(path, but):
                    continue
                if is_other_json(path):
                    typer.echo(clean(words_of(spoken())["passed_over"].format(path)), err=True)
                else:
                    files.append(str(path))
            return files
        except SettingsError as error:
            _end(error.problems)
        except OSError as error:
            where = error.filename or folder
            raise bad_input(words_of(spoken())["not_read"].format(where, why(error, spoken()))) from None

    def _is_passed_over(self, name: str, but: Path | None) -> bool:
        from cmcompliance.settings import SettingsError

        path = self._path_of(name)
        try:
            return path is not None and self._passed_over(path, but)
        except SettingsError as error:
            _end(error.problems)

    def _passed_over(self, path: Path, but: Path | None) -> bool:
        given = self._preparation.settings_for(path).baseline
        no_drafts = (but, self._baseline, given.value if given else None)
        if any(path.resolve() == file.resolve() for file in no_drafts if file is not None):
            return True
        return self._preparation.excludes(path)

    def _problems(self, settings: Settings) -> list[Problem]:
        from cmcompliance.rulebook.errors import nearest, problem_at

        problems = self._preparation.problems(settings)
        self._settle_baseline(settings)
        form = settings.output.get("format")
        if form is not None and form.value not in get_args(Format):
            wrong = f"`output.format`: {form.value!r} is not a valid value"
            problems.append(problem_at(form.place, wrong + nearest(form.value, get_args(Format))))
        return problems

    def _settle_baseline(self, settings: Settings) -> None:
        if self._baseline is None and settings.baseline is None:
            return
        from cmcompliance.baseline.file import BaselineError

        try:
            self._acceptance.settle(settings)
        except BaselineError as error:
            raise unusable(str(error)) from None

    def _path_of(self, name: str) -> Path | None:
        """Return the file by which settings are found; None: the working folder, for unnamed stdin."""
        from cmcompliance.cli.drafts import STDIN, STDIN_NAME

        if name in {STDIN, STDIN_NAME}:
            return Path(self._stdin_name) if self._stdin_name else None
        return Path(name)


def _end(problems: Sequence[Problem]) -> NoReturn:
    from cmcompliance.render.style import clean

    for problem in sorted(set(problems)):
        typer.echo(clean(str(problem)), err=True)
    raise Unusable(BAD_INPUT)
