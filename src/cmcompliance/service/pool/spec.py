"""What a worker process makes its desk of, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cmcompliance.settings import Preparation


@dataclass(frozen=True, slots=True)
class PreparationSpec:
    """`config`: the one settings file to use; `no_config`: use none; `packs`: folders of rules over those of
    the settings; `waivers`: the waiver file, instead of those that settings name; `keep_drafts`: decision
    records hold the draft.
    """

    config: Path | None = None
    no_config: bool = False
    packs: tuple[Path, ...] = ()
    waivers: Path | None = None
    keep_drafts: bool = False

    def preparation(self) -> Preparation:
        """Return what prepares drafts by it, from the working folder."""
        from cmcompliance.settings import Preparation  # noqa: PLC0415  # the front does without it

        return Preparation(self.config, search=not self.no_config, packs=self.packs, waivers=self.waivers)


def spec_data(spec: PreparationSpec) -> dict[str, Any]:
    """Return it as JSON's own types."""
    return {
        "config": None if spec.config is None else str(spec.config),
        "no_config": spec.no_config,
        "packs": [str(folder) for folder in spec.packs],
        "waivers": None if spec.waivers is None else str(spec.waivers),
        "keep_drafts": spec.keep_drafts,
    }


def spec_of(data: Mapping[str, Any]) -> PreparationSpec:
    """Return what `spec_data` was made of."""
    return PreparationSpec(
        config=None if data["config"] is None else Path(data["config"]),
        no_config=data["no_config"],
        packs=tuple(Path(folder) for folder in data["packs"]),
        waivers=None if data["waivers"] is None else Path(data["waivers"]),
        keep_drafts=data["keep_drafts"],
    )
