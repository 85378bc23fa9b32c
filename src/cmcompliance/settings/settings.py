"""The settings of one file: what holds, and where each of it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from cmcompliance.report import Severity
from cmcompliance.rulebook.book import Place
from cmcompliance.waivers.waiver import Waiver

if TYPE_CHECKING:
    from cmcompliance.settings.loading import SettingsFile

T = TypeVar("T")


@dataclass(frozen=True)
class Given(Generic[T]):
    """A value and the place where it is written."""

    value: T
    place: Place


@dataclass(frozen=True)
class RulesChoice:
    """What one table says of the rules, by selector; `only` None: nothing."""

    off: tuple[Given[str], ...] = ()
    on: tuple[Given[str], ...] = ()
    only: tuple[Given[str], ...] | None = None
    severity: Mapping[str, Given[Severity]] = field(default_factory=dict)


@dataclass(frozen=True)
class Packs:
    """Rules beside the shipped ones: folders from `base`, and names of installed packs."""

    names: tuple[Given[str], ...]
    base: Path


@dataclass(frozen=True, eq=False)
class Settings:
    """What holds for one file, or for all that have the same.

    `draft`: what holds of drafts that do not say it, by dotted field (`author.role`); `rules`: the choice of
    each table, the nearest last; `output`: by the name of the option; `source`: the file;
    `accepted`: the waivers that stand in the settings themselves.
    """

    draft: Mapping[str, Given[Any]] = field(default_factory=dict)
    rules: tuple[RulesChoice, ...] = ()
    packs: Packs | None = None
    waivers: Given[Path] | None = None
    baseline: Given[Path] | None = None
    output: Mapping[str, Given[Any]] = field(default_factory=dict)
    source: SettingsFile | None = None
    accepted: tuple[Given[Waiver], ...] = ()

    @property
    def files(self) -> list[Path]:
        """The files that were read, the nearest first."""
        return self.source.files() if self.source else []


NO_SETTINGS = Settings()
