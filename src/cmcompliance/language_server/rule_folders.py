"""The rules around a rule file that is being written: all that it may refer to, as it lies on disk."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from cmcompliance.language_server.readiness import Readiness
from cmcompliance.rulebook import shipped_rules
from cmcompliance.rulebook.cache import cache_folder
from cmcompliance.rulebook.entries import Category, Entry
from cmcompliance.rulebook.folders import RuleFolder, rule_files
from cmcompliance.rulebook.gather import gather, gather_kept, read_file
from cmcompliance.rulebook.packs import PackError, pack_folders
from cmcompliance.settings import SettingsError

Merged = Mapping[Category, Mapping[str, Entry]]
_BOOK = "book.yaml"
_SHIPPED = "rules"


@dataclass(frozen=True, slots=True)
class RuleFile:
    """Where a rule file lies: the folders of rules from the shipped ones to its own, the last."""

    folders: tuple[RuleFolder, ...]
    relative: Path

    @property
    def shown(self) -> str:
        """What places and problems call it."""
        return f"{self.folders[-1].shown}/{self.relative.as_posix()}"


class RuleFolders:
    """Finds the folders of rules and reads their files anew when they change; threads may share it."""

    def __init__(self, readiness: Readiness) -> None:
        self._readiness = readiness
        self._known: dict[str, _Known] = {}
        self._lock = threading.Lock()

    def of_file(self, path: Path) -> RuleFile | None:
        """Return the folders that a file belongs to; None for what is no rule file.

        Its own is the nearest folder above it with a book.yaml, else a pack that its settings name.
        """
        shipped = RuleFolder(shipped_rules(), _SHIPPED)
        packs = self._packs(path)
        root = next((folder for folder in path.parents if (folder / _BOOK).is_file()), None)
        root = root or next((pack for pack in packs if path.is_relative_to(pack)), None)
        if root is None:
            return None
        relative = path.relative_to(root)
        if any(part.startswith(".") for part in relative.parts):
            return None
        if root.resolve() == shipped.path:
            return RuleFile((shipped,), relative)
        over = [pack for pack in packs if pack.resolve() != root.resolve()] if root in packs else []
        folders = (RuleFolder(folder, folder.as_posix()) for folder in (*over, root))
        return RuleFile((shipped, *folders), relative)

    def merged(self, file: RuleFile, *, with_it: bool = False) -> dict[Category, dict[str, Entry]]:
        """Return all that lies in the folders but in the file itself; `with_it`: also as it was saved."""
        merged: dict[Category, dict[str, Entry]] = {category: {} for category in get_args(Category)}
        for folder in file.folders:
            for entry in self._of_folder(folder):
                if with_it or entry.place.file != file.shown:
                    merged[entry.category][entry.name] = entry
        return merged

    def twins(self, file: RuleFile, entries: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
        """Return the entries that another file of the same folder has too, each with that one."""
        own = {
            (entry.category, entry.name): entry
            for entry in self._of_folder(file.folders[-1])
            if entry.place.file != file.shown
        }
        found = ((entry, own.get((entry.category, entry.name))) for entry in entries if entry.name)
        return [(entry, twin) for entry, twin in found if twin is not None]

    def _of_folder(self, folder: RuleFolder) -> list[Entry]:
        with self._lock:
            known = self._known.get(folder.shown)
            if known is None:
                known = self._known[folder.shown] = _Known(folder)
            return list(known.entries())

    def _packs(self, path: Path) -> list[Path]:
        preparation = self._readiness.preparation()
        try:
            packs = preparation.settings_for(path).packs
            named = [] if packs is None else pack_folders([given.value for given in packs.names], packs.base)
        except (SettingsError, PackError):
            named = []
        return [*named, *(folder for folder in self._readiness.packs if folder not in named)]


def file_of(shown: str) -> Path:
    """Return the file that a place names."""
    folder, _, rest = shown.partition("/")
    return shipped_rules() / rest if folder == _SHIPPED else Path(shown)


class _Known:
    """The entries of a folder by file; a file that changed is read anew."""

    def __init__(self, folder: RuleFolder) -> None:
        self._folder = folder
        self._stamps = _stamps(folder)
        keep_in = cache_folder()
        found = (
            gather(folder, _passed_over) if keep_in is None else gather_kept(folder, _passed_over, keep_in)
        )
        self._by_file: dict[str, list[Entry]] = {}
        for entry in found:
            self._by_file.setdefault(entry.place.file, []).append(entry)

    def entries(self) -> Iterator[Entry]:
        """Yield what lies in the folder now."""
        stamps = _stamps(self._folder)
        for path in stamps.keys() | self._stamps.keys():
            if stamps.get(path) != self._stamps.get(path):
                self._read(path, path in stamps)
        self._stamps = stamps
        for entries in self._by_file.values():
            yield from entries

    def _read(self, path: Path, is_there: bool) -> None:
        relative = path.relative_to(self._folder.path)
        shown = f"{self._folder.shown}/{relative.as_posix()}"
        self._by_file[shown] = list(read_file(path, relative, shown, _passed_over)) if is_there else []


def _stamps(folder: RuleFolder) -> dict[Path, tuple[int, int]]:
    stamps: dict[Path, tuple[int, int]] = {}
    with contextlib.suppress(OSError):
        for path in rule_files(folder.path):
            found = path.stat()
            stamps[path] = found.st_mtime_ns, found.st_size
    return stamps


def _passed_over(_: object) -> None:
    """What is wrong in another file is said in that file."""
