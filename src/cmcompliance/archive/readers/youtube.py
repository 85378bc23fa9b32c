"""YouTube: the tables of Google Takeout with a channel's videos, community posts and comments.

Texts of posts and comments are written as segments in JSON since about 2023, before as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.items import Item, Place, Skipped, Unreadable
from cmcompliance.archive.readers.building import archived, objects_at, text_at
from cmcompliance.archive.readers.tables.dates import moment
from cmcompliance.archive.readers.tables.delimited import DelimitedTable, header
from cmcompliance.archive.readers.tables.named import NamedRow, named_rows
from cmcompliance.archive.registry import Claim
from cmcompliance.archive.source import Source

_HEADERS: Final = {
    "videos": ("video id", "video title (original)"),
    "comments": ("comment id", "comment text"),
    "posts": ("post id", "post text"),
    "chats": ("live chat id", "live chat text"),
    "channel": ("channel id", "channel title (original)"),
}
_PUBLIC: Final = ("public", "unlisted", "")


class YouTubeReader:
    """One claim for all that one Takeout holds of YouTube."""

    name = "youtube"

    def claims(self, source: Source) -> Sequence[Claim]:
        """Return a claim for the tables that this reader knows."""
        names = [name for name in source.members if name.lower().endswith(".csv") and _kind(source, name)]
        return (
            [Claim(self.name, tuple(names))] if {_kind(source, name) for name in names} - {"channel"} else []
        )

    def read(self, source: Source, claim: Claim) -> Iterator[Item]:
        """Yield descriptions of videos, posts and comments; what is private is left out."""
        titles: dict[str, str] = {}
        for name in claim.members:
            if _kind(source, name) == "channel":
                try:
                    titles |= {
                        row.said("channel id"): row.said("channel title (original)")
                        for row in named_rows(_table(source, name))
                    }
                except ArchiveFault as error:
                    yield Unreadable(Place(source.name, name), str(error))
        for name in claim.members:
            kind = _kind(source, name)
            if kind not in (None, "channel"):
                yield from _rows(source, name, str(kind), titles)


def _table(source: Source, name: str) -> DelimitedTable:
    return DelimitedTable(source, name, ",")


def _kind(source: Source, name: str) -> str | None:
    columns = frozenset(header(source, name))
    return next((kind for kind, wanted in _HEADERS.items() if columns.issuperset(wanted)), None)


def _rows(source: Source, name: str, kind: str, titles: Mapping[str, str]) -> Iterator[Item]:
    made = {"videos": _video, "posts": _post, "comments": _comment, "chats": _chat}[kind]
    number = 1
    try:
        for row in named_rows(_table(source, name)):
            number = row.number
            place = Place(source.name, name, number)
            yield Unreadable(place, row.problem) if row.problem else made(row, place, titles)
    except ArchiveFault as error:
        yield Unreadable(Place(source.name, name, number + 1), str(error))


def _video(row: NamedRow, place: Place, titles: Mapping[str, str]) -> Item:
    privacy = row.said("privacy", "video privacy").lower()
    if privacy not in _PUBLIC:
        return Skipped(place, "a video that is not public")
    title = row.said("video title (original)")
    text = row.said("video description (original)") or title
    language = row.said("video audio language").split("-")[0]
    data = {
        "kind": "video",
        "title": title if title != text else None,
        "language": language
        if language.isascii() and language.isalpha() and len(language) in (2, 3)
        else None,
        "published_at": _when(row, "video publish timestamp", "video create timestamp"),
        "media": [{"kind": "video"}],
    }
    return _draft(row, place, titles, text, row.said("video id"), data, _first_title(titles))


def _post(row: NamedRow, place: Place, titles: Mapping[str, str]) -> Item:
    pictures = [row.cells[name] for name in row.cells if name.startswith("image name") and row.cells[name]]
    data = {
        "published_at": _when(row, "post create timestamp", "create timestamp", "timestamp"),
        "media": [{"kind": "image", "path": picture} for picture in pictures[:20]],
    }
    return _draft(
        row, place, titles, _text(row.said("post text")), row.said("post id"), data, _first_title(titles)
    )


def _comment(row: NamedRow, place: Place, titles: Mapping[str, str]) -> Item:
    data = {"kind": "comment", "published_at": _when(row, "comment create timestamp")}
    return _draft(row, place, titles, _text(row.said("comment text")), row.said("comment id"), data)


def _chat(row: NamedRow, place: Place, titles: Mapping[str, str]) -> Item:
    data = {"kind": "comment", "published_at": _when(row, "live chat create timestamp")}
    return _draft(row, place, titles, _text(row.said("live chat text")), row.said("live chat id"), data)


def _draft(
    row: NamedRow,
    place: Place,
    titles: Mapping[str, str],
    text: str,
    number: str,
    data: Mapping[str, Any],
    otherwise: str | None = None,
) -> Item:
    if not text:
        return Skipped(place, "a row without a text")
    author = titles.get(row.said("channel id")) or otherwise
    return archived(
        {
            **data,
            "id": f"youtube:{number}" if number else f"{place.member}#{place.number}",
            "text": text,
            "platform": "youtube",
            "author": {"name": author[:500]} if author else None,
        },
        place,
    )


def _first_title(titles: Mapping[str, str]) -> str | None:
    """Return the name of the only channel, None where there are several."""
    return next(iter(titles.values())) if len(titles) == 1 else None


def _when(row: NamedRow, *names: str) -> str | None:
    when = moment(row.said(*names), None)
    return when.isoformat() if when else None


def _text(said: str) -> str:
    """Return what segments say, one after the other; what is no JSON is the text itself."""
    if not said.startswith("{"):
        return said
    decoder, place, parts = json.JSONDecoder(), 0, []
    try:
        while place < len(said):
            value, place = decoder.raw_decode(said, place)
            segments = objects_at(value, "takeoutSegments") or [value]
            parts += [text_at(segment, "text") or "" for segment in segments]
            while place < len(said) and said[place] in ", \n\t":
                place += 1
    except (ValueError, RecursionError):
        return said
    return "".join(parts).strip()
