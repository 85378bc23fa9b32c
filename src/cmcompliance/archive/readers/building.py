"""Drafts made of what an export says, which may be anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cmcompliance.archive.items import Archived, Place, Unreadable
from cmcompliance.draft import DraftError, parse_draft


def archived(data: Mapping[str, Any], place: Place) -> Archived | Unreadable:
    """Return the draft that fields make, or why they make none; what is None or empty is left out."""
    said = {name: value for name, value in data.items() if value not in (None, "", [], {}) or name == "text"}
    try:
        return Archived(parse_draft(said), place)
    except DraftError as error:
        return Unreadable(place, "; ".join(error.problems))


def text_at(record: Any, *path: str) -> str | None:
    """Return the text that stands at a path of a record; None without one."""
    value = at(record, *path)
    return value if isinstance(value, str) and value else None


def mark_at(record: Any, *path: str) -> str | None:
    """Return what something is known by, a text or a whole number, as a text; None without one."""
    value = at(record, *path)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else text_at(record, *path)


def objects_at(record: Any, *path: str) -> list[Mapping[str, Any]]:
    """Return the objects of the list that stands at a path of a record; what else is in it is left out."""
    value = at(record, *path)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def at(record: Any, *path: str) -> Any:
    """Return what stands at a path of a record, None where there is nothing."""
    for name in path:
        if not isinstance(record, dict):
            return None
        record = record.get(name)
    return record
