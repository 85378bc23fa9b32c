"""Packs: folders of rules over the shipped ones, also those that other Python packages bring.

A package brings packs by entry points of the group `cmcompliance.packs`. The value of one names the package
that is the folder (`acme_rules.rules`), or something in a module that gives it (`acme_rules:FOLDER`): a path,
or a function that returns one. A pack is loaded where it is named, and nowhere else.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cmcompliance.rulebook.errors import nearest

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "cmcompliance.packs"


class PackError(ValueError):
    """A pack that cannot be found, or whose package gives no folder."""


@dataclass(frozen=True, slots=True)
class InstalledPack:
    """A pack that a Python package brings; `package` and `release` are that package's name and version."""

    name: str
    package: str
    release: str
    entry: EntryPoint

    def folder(self) -> Path:
        """Return the folder of its rules. Raises PackError."""
        try:
            folder = Path(_given(self.entry) if self.entry.attr else _package_folder(self.entry.module))
        except Exception as error:  # a package of someone else's: whatever is wrong in it
            raise PackError(f"{self._told()} gives no folder: {_reason(error)}") from error
        if not folder.is_dir():
            raise PackError(f"{self._told()} names {folder}, which is no folder")
        return folder

    def _told(self) -> str:
        return f"the pack `{self.name}` of {self.package} {self.release} ({self.entry.value})"


def find_installed() -> dict[str, InstalledPack]:
    """Return the packs that Python packages bring, by name, without looking into them.

    Raises PackError when two packages bring the same name.
    """
    from importlib.metadata import entry_points  # noqa: PLC0415  # it reads the metadata of every package

    found: dict[str, InstalledPack] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda item: item.name):
        package, release = (entry.dist.name, entry.dist.version) if entry.dist else ("?", "?")
        known = found.setdefault(entry.name, InstalledPack(entry.name, package, release, entry))
        if known.entry != entry:
            raise PackError(
                f"two packages bring a pack `{entry.name}`: {known.package} and {package}; uninstall one"
            )
    return found


def installed_packs() -> dict[str, Path]:
    """Return the folders of the packs that Python packages bring, by name.

    Raises PackError for the first one that gives no folder.
    """
    return {name: pack.folder() for name, pack in find_installed().items()}


def pack_folders(names: Iterable[str], base: Path) -> list[Path]:
    """Return the folders of packs, in order and each once.

    A name is that of an installed pack, or a folder, relative to `base`; one with a slash is always a folder.
    Raises PackError for the first one that is neither, with the nearest one that is.
    """
    installed: dict[str, InstalledPack] | None = None
    folders: dict[Path, Path] = {}
    for name in names:
        folder = base / name
        if not _is_path(name):
            installed = find_installed() if installed is None else installed
            if name in installed:
                folder = installed[name].folder()
        if not folder.is_dir():
            raise PackError(_unknown(name, folder, installed or ()))
        folders.setdefault(folder.resolve(), folder)
    return list(folders.values())


def _is_path(name: str) -> bool:
    return "/" in name or os.sep in name or name in {"", ".", ".."}


def _unknown(name: str, folder: Path, installed: Iterable[str]) -> str:
    if _is_path(name):
        hint = nearest(folder.name, _neighbours(folder.parent), list_up_to=0)
        return f"{name!r} is no folder of rules{hint}"
    known = [*installed, *_neighbours(folder.parent)]
    return f"{name!r} is no installed pack and no folder of rules{nearest(name, known)}"


def _neighbours(folder: Path) -> Sequence[str]:
    return [path.parent.name for path in folder.glob("*/book.yaml")] if folder.is_dir() else []


def _package_folder(name: str) -> str:
    from importlib.util import find_spec  # noqa: PLC0415

    spec = find_spec(name)
    if spec is None:
        raise ModuleNotFoundError(f"no package {name!r}")
    folders = list(spec.submodule_search_locations or ())
    if not folders:
        raise TypeError(f"{name} is a module, not a package")
    return folders[0]


def _given(entry: EntryPoint) -> str | os.PathLike[str]:
    found = entry.load()
    path: str | os.PathLike[str] = found() if callable(found) else found
    return os.fspath(path)


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".removeprefix("TypeError: ")
