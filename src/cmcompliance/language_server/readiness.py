"""What drafts are checked with: settings as they are now, checkers kept while their rules stay the same."""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from cmcompliance.checking import Checker
from cmcompliance.rulebook import RuleBook, RuleBookError
from cmcompliance.rulebook.folders import rule_files
from cmcompliance.settings import Preparation
from cmcompliance.settings.preparation import new_checker

_KEPT = 4
_Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the command line says of settings, as for `check`."""

    config: Path | None = None
    search: bool = True
    packs: tuple[Path, ...] = ()


class Readiness:
    """Gives what prepares drafts; threads may share it."""

    def __init__(self, chosen: Chosen) -> None:
        self._chosen = chosen
        self._checkers: OrderedDict[tuple[Path, ...], tuple[_Stamp, Checker]] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def packs(self) -> tuple[Path, ...]:
        """The packs for every draft."""
        return self._chosen.packs

    def shipped_book(self) -> RuleBook | None:
        """Return the shipped rules, None if they cannot be used."""
        try:
            return self._checker_with(()).book
        except RuleBookError:
            return None

    def preparation(self) -> Preparation:
        """Return what reads the settings anew: files may have changed since the last draft."""
        chosen = self._chosen
        return Preparation(
            chosen.config, search=chosen.search, packs=chosen.packs, checkers=self._checker_with
        )

    def warm(self) -> None:
        """Load the rules that most drafts need."""
        with contextlib.suppress(RuleBookError):
            self._checker_with(self._chosen.packs)

    def forget_rules(self) -> None:
        """Load the rules anew at the next draft."""
        with self._lock:
            self._checkers.clear()

    def _checker_with(self, folders: tuple[Path, ...]) -> Checker:
        stamp = stamp_of(folders)
        with self._lock:
            known = self._checkers.get(folders)
            if known is None or known[0] != stamp:
                known = stamp, new_checker(folders)
                self._checkers[folders] = known
            self._checkers.move_to_end(folders)
            while len(self._checkers) > _KEPT:
                self._checkers.popitem(last=False)
            return known[1]


def stamp_of(folders: tuple[Path, ...]) -> _Stamp:
    """Return what changes when a file of the packs does."""
    try:
        files = [(path, path.stat()) for folder in folders for path in rule_files(folder)]
    except OSError:
        return ()
    return tuple((str(path), found.st_mtime_ns, found.st_size) for path, found in files)
