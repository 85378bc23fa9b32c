"""A waiver in memory, wherever it was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

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


def of_draft(draft: Draft) -> tuple[Waiver, ...]:
    """Return the waivers that the draft itself names."""
    return tuple(
        Waiver(
            rule=one.rule,
            reason=one.reason,
            by=one.by,
            until=one.until,
            words=tuple(one.words),
            jurisdiction=one.jurisdiction,
            platform=one.platform,
            source="draft",
            place=f"waivers[{index}]",
        )
        for index, one in enumerate(draft.waivers)
    )
