"""A settings file with all that it builds upon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cmcompliance.read.toml_lines import KeyPath
from cmcompliance.rulebook.errors import Problem
from cmcompliance.settings.discovery import KEY_IN_PYPROJECT, PYPROJECT, absolute, shown, table_in_pyproject
from cmcompliance.settings.errors import SettingsError
from cmcompliance.settings.layer import Layer, layer_of
from cmcompliance.settings.matching import Patterns, patterns_of
from cmcompliance.settings.toml_file import TomlFile, read_toml
from cmcompliance.settings.validation import read_model, table_at


@dataclass(frozen=True, eq=False)
class SettingsFile:
    """What a file says: of all drafts (`own`), of some (`of_paths`), and what it builds upon (`base`)."""

    path: Path
    own: Layer
    of_paths: tuple[tuple[Patterns, Layer], ...]
    exclude: Patterns | None
    base: SettingsFile | None

    def files(self) -> list[Path]:
        """Return the file and those that it builds upon, the nearest first."""
        return [self.path, *(self.base.files() if self.base else [])]

    def layers(self, path: Path | None) -> Iterator[Layer]:
        """Yield what holds for an absolute path, the nearest last; None: what holds for every path."""
        if self.base is not None:
            yield from self.base.layers(path)
        yield self.own
        if path is not None:
            yield from (layer for patterns, layer in self.of_paths if patterns.match(path))

    def every_layer(self) -> Iterator[Layer]:
        """Yield all tables, whichever paths they are about."""
        if self.base is not None:
            yield from self.base.every_layer()
        yield self.own
        yield from (layer for _, layer in self.of_paths)

    def excludes(self, path: Path) -> bool:
        """Return whether a run over a folder passes over an absolute path."""
        if self.exclude is not None:
            return self.exclude.match(path)
        return self.base is not None and self.base.excludes(path)


def load_settings(path: Path) -> SettingsFile:
    """Return what a settings file says, with what it builds upon.

    Raises SettingsError with all that is wrong, each problem at its file, line and column.
    """
    return _load(absolute(path), ())


def _load(path: Path, extended_by: Sequence[Path]) -> SettingsFile:
    file = read_toml(path, shown(path))
    prefix = _prefix(path, file)
    problems: list[Problem] = []
    model = None
    try:
        model = read_model(file, prefix)
    except SettingsError as error:
        problems += error.problems
    base = _base(file, prefix, path, extended_by, problems)
    if model is None or problems:
        raise SettingsError(problems)
    folder = path.parent
    of_paths = tuple(
        (patterns_of(table.match, folder), layer_of(table, file, folder, (*prefix, "paths", number)))
        for number, table in enumerate(model.paths)
    )
    exclude = patterns_of(model.exclude, folder) if model.exclude else None
    return SettingsFile(path, layer_of(model, file, folder, prefix), of_paths, exclude, base)


def _prefix(path: Path, file: TomlFile) -> KeyPath:
    if path.name != PYPROJECT:
        return ()
    if table_in_pyproject(file) is None:
        raise SettingsError([Problem(file.shown, 1, 1, "has no table [tool.cmcompliance]")])
    return KEY_IN_PYPROJECT


def _base(
    file: TomlFile, prefix: KeyPath, path: Path, extended_by: Sequence[Path], problems: list[Problem]
) -> SettingsFile | None:
    table = table_at(file, prefix)
    named = table.get("extends") if isinstance(table, dict) else None
    if not isinstance(named, str) or not named:
        return None
    at = (*prefix, "extends")
    base, chain = absolute(path.parent / named), [*extended_by, path]
    begins = next((index for index, step in enumerate(chain) if step.resolve() == base.resolve()), None)
    if begins is not None:
        circle = " → ".join(shown(step) for step in [*chain[begins:], base])
        problems.append(file.problem(at, f"`extends` goes in a circle: {circle}"))
        return None
    if not base.is_file():
        what = "is a folder: name the file in it" if base.is_dir() else "no such file"
        problems.append(file.problem(at, f"`extends`: {shown(base)}: {what}"))
        return None
    try:
        return _load(base, chain)
    except SettingsError as error:
        problems += error.problems
        return None
