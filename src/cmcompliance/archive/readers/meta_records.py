"""What the exports of Meta's networks have in common: the way they write texts, moments and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.items import Item, Place, Unreadable
from cmcompliance.archive.readers.building import at
from cmcompliance.archive.readers.json_stream import records
from cmcompliance.archive.source import Source

_OPENING = re.compile(rb'\s*(?:(\[)|\{\s*"([a-z_0-9]+)"\s*:\s*\[)')
LIST: Final = "[]"
"""The name of a list that stands in no object."""
_VIDEOS: Final = (".mp4", ".mov", ".webm", ".m4v")
_SOUNDS: Final = (".mp3", ".m4a", ".aac", ".wav")


def list_name(source: Source, name: str) -> str | None:
    """Return the name of the list that a member begins with, None where it begins otherwise."""
    match = _OPENING.match(source.head(name, 300))
    if match is None:
        return None
    return LIST if match[1] else match[2].decode()


def listed(source: Source, name: str) -> Iterator[tuple[Place, Any]]:
    """Yield the records of a member's list, texts repaired, each with its place.

    Raises ArchiveFault after the records before the fault.
    """
    key = list_name(source, name)
    with source.members[name].open() as stream:
        for number, record in enumerate(records(stream, "item" if key == LIST else f"{key}.item"), 1):
            yield Place(source.name, name, number), repaired(record)


def told(source: Source, name: str, place: Place | None, fault: ArchiveFault) -> Item:
    """Return what to say of a member that ends in a fault behind a place."""
    return Unreadable(Place(source.name, name, (place.number if place else 0) + 1), str(fault))


def repaired(value: Any) -> Any:
    """Return a value whose texts are as they were written: Meta writes each byte of UTF-8 as a letter."""
    if isinstance(value, str):
        return _repaired(value)
    if isinstance(value, list):
        return [repaired(one) for one in value]
    if isinstance(value, dict):
        return {_repaired(name): repaired(one) for name, one in value.items()}
    return value


def _repaired(text: str) -> str:
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text  # it was written as it is read


def moment(record: Any, *path: str) -> str | None:
    """Return the moment of a number of seconds since 1970, None where there is none."""
    seconds = at(record, *path)
    if not isinstance(seconds, int | float) or isinstance(seconds, bool) or seconds <= 0:
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return None


def medium(uri: str) -> Mapping[str, Any]:
    """Return the medium of a file in the archive."""
    name = uri.lower()
    kind = "video" if name.endswith(_VIDEOS) else "audio" if name.endswith(_SOUNDS) else "image"
    return {"kind": kind, "path": uri}
