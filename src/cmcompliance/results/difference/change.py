"""A finding that is otherwise than it was."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal, get_args

What = Literal["new", "changed", "fixed"]
Reason = Literal["post_new", "post_gone", "post_edited", "not_checked", "waiver", "rules", "unknown"]
"""Why. `post_gone`: the archive has it no more; `not_checked`: it could not be checked in one of the scans;
`rules`: the post is the same, and the rules that apply to it, settings, the day or cmcompliance are not;
`unknown`: nothing that is recorded tells.
"""
REASONS: tuple[Reason, ...] = get_args(Reason)


@dataclass(frozen=True, slots=True)
class Side:
    """The finding as one of the scans has it; `waived_by`: who accepted it."""

    severity: str
    title: str
    message: str
    fingerprint: str
    waived_by: str | None

    @property
    def blocks(self) -> bool:
        """Whether it is an error that nobody accepted."""
        return self.severity == "error" and self.waived_by is None


@dataclass(frozen=True, slots=True)
class Change:
    """A finding, known by its post, rule, jurisdiction and platform; `source` to `published_on`: of the post,
    as the newer scan has it, else the older one.
    """

    what: What
    why: tuple[Reason, ...]
    draft_id: str
    source: str
    member: str
    number: int
    published_on: date | None
    rule: str
    obligation: str
    jurisdiction: str | None
    platform: str | None
    old: Side | None
    new: Side | None

    @property
    def is_new_error(self) -> bool:
        """Whether it is an error now that nobody accepted, and was none."""
        return self.new is not None and self.new.blocks and not (self.old is not None and self.old.blocks)

    @property
    def shown(self) -> Side:
        """The finding as it is, or was where it is no more."""
        side = self.new or self.old
        assert side is not None
        return side

    def data(self) -> dict[str, Any]:
        """Return it as JSON's own types."""
        day = self.published_on
        return {
            **asdict(self),
            "why": list(self.why),
            "published_on": None if day is None else day.isoformat(),
        }
