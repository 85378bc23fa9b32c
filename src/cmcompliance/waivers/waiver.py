"""A waiver in memory, wherever it was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cmcompliance.draft import Draft
from cmcompliance.report import WaiverSource


@dataclass(frozen=True, slots=True)
class Waiver:
    """Findings of the rules that `rule` selects are accepted by someone, for a reason, until a day included.

    `words`: only findings each of whose passages has one of these in it; none: whatever the words.
    `paths`: gitignore-like patterns from `folder`, `drafts`: ids; none: every draft.
    `place`: where it stands, for people: `waivers[0]` of the draft, or `waivers.toml:12`.
    """

    rule: str
    reason: str
    by: str
    until: date | None = None
    words: tuple[str, ...] = ()
    jurisdiction: str | None = None
    platform: str | None = None
    paths: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    source: WaiverSource = "file"
    place: str | None = None
    folder: Path | None = None

    @property
    def selector(self) -> str:
        """The rule as selectors are compared."""
        return self.rule.strip().strip("/")


def waiver_of(
    values: Mapping[str, Any], source: WaiverSource, place: str, folder: Path | None = None
) -> Waiver:
    """Return the waiver that somebody wrote: its keys and values, lists where there may be several."""
    plain: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in values.items()
    }
    return Waiver(**plain, source=source, place=place, folder=folder)


def of_draft(draft: Draft) -> tuple[Waiver, ...]:
    """Return the waivers that the draft itself names."""
    return tuple(
        waiver_of(one.model_dump(), "draft", f"waivers[{index}]") for index, one in enumerate(draft.waivers)
    )
