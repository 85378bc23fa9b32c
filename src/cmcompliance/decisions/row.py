"""An entry as it lies in a database: one text that the chain is over, and columns to look it up by.

Settings, and drafts where they are kept, lie beside it once each, under their digests.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cmcompliance.decisions.canonical import canonical, digest
from cmcompliance.decisions.record import Entry

LOOKED_UP = (
    "id",
    "at",
    "verdict",
    "command",
    "key_id",
    "key_name",
    "draft_digest",
    "settings_digest",
    "keeps_draft",
)
"""Columns that repeat what the body says."""


@dataclass(frozen=True, slots=True)
class Row:
    """A stored entry."""

    seq: int
    body: str
    hash: str
    looked_up: tuple[str | int | None, ...]


@dataclass(frozen=True, slots=True)
class Packed:
    """An entry ready to be stored."""

    body: str
    settings: str
    draft: str | None
    looked_up: tuple[str | int | None, ...]


def packed(entry: Entry) -> Packed:
    """Return an entry as it is stored."""
    data = entry.model_dump(mode="json")
    data["at"] = instant(entry.at)
    settings, draft = data.pop("settings"), data.pop("draft")
    data["keeps_draft"] = int(draft is not None)
    return Packed(
        canonical(data),
        canonical(settings),
        None if draft is None else canonical(draft),
        tuple(data[name] for name in LOOKED_UP),
    )


def unpacked(body: str, settings: str, draft: str | None) -> Entry:
    """Return a stored entry; `draft`: what lies under its digest, whoever had it kept."""
    data = json.loads(body)
    keeps_draft = data.pop("keeps_draft")
    data["settings"] = json.loads(settings)
    data["draft"] = json.loads(draft) if keeps_draft and draft is not None else None
    return Entry.model_validate(data)


def faults(row: Row) -> Iterator[str]:
    """Yield the columns that do not say what the body says."""
    try:
        data: dict[str, Any] = json.loads(row.body)
    except ValueError:
        yield "body"
        return
    yield from (name for name, value in zip(LOOKED_UP, row.looked_up, strict=True) if data.get(name) != value)


def is_of(text: str, named: str) -> bool:
    """Return whether a text that lies under a digest has that digest."""
    return digest(text) == named


def instant(moment: datetime) -> str:
    """Return a moment in UTC, of one length, so that texts sort as moments do."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
