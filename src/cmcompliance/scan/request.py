"""What a scan is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from cmcompliance.draft import Draft
from cmcompliance.scan.where import Condition
from cmcompliance.service.pool.spec import PreparationSpec, spec_data


@dataclass(frozen=True, slots=True)
class Input:
    """An archive; `name`: what rows and messages call it."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Period:
    """The days of publication that are wanted, both ends included; None: no end."""

    since: date | None = None
    until: date | None = None

    def has(self, draft: Draft) -> bool:
        """Return whether a draft belongs to it; one that says no day does."""
        when = draft.published_at
        if when is None:
            return True
        day = when.date() if isinstance(when, datetime) else when
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Cut:
    """Where one chunk ends and the next begins: after so many items, or so many bytes of drafts."""

    items: int = 256
    size: int = 1 << 20


@dataclass(frozen=True, slots=True)
class ScanRequest:
    """`out`: the folder of results; `overrides`: fields that win over a draft's own; `seconds`: how long a
    worker may be at one chunk, or at one draft alone; `today`: the day of a scan that begins;
    `columns`: those of tables, by field; `reuse`: the results of an older scan, of which the same results
    are made as without; `where`: what must hold for each post.
    """

    inputs: tuple[Input, ...]
    out: Path
    spec: PreparationSpec
    today: date
    workers: int = 1
    seconds: float = 60.0
    period: Period = Period()
    lang: Literal["fr", "en"] | None = None
    as_of: date | None = None
    overrides: Mapping[str, Any] = field(default_factory=dict)
    cut: Cut = Cut()
    columns: Mapping[str, str] = field(default_factory=dict)
    reuse: Path | None = None
    where: tuple[Condition, ...] = ()

    def identity(self) -> dict[str, Any]:
        """Return, as JSON's own types, all of it that results hang on: what a resumed scan must repeat."""
        spec = spec_data(self.spec)
        return {
            "sources": [str(given.path) for given in self.inputs],
            "since": _text(self.period.since),
            "until": _text(self.period.until),
            "lang": self.lang,
            "as_of": _text(self.as_of),
            "overrides": dict(self.overrides),
            "columns": dict(self.columns) or None,
            "where": [str(condition) for condition in self.where] or None,
            "config": spec["config"],
            "no_config": spec["no_config"],
            "packs": spec["packs"],
            "waivers": spec["waivers"],
            "chunk_items": self.cut.items,
            "chunk_bytes": self.cut.size,
        }


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
