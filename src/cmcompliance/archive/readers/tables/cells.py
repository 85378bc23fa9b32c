"""A row to a draft."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import urlsplit

from cmcompliance.archive.items import Item, Place, Skipped
from cmcompliance.archive.readers.building import archived
from cmcompliance.archive.readers.tables.dates import at_clock, moment
from cmcompliance.archive.readers.tables.knowledge import Knowledge, Order, Words, plain
from cmcompliance.archive.readers.tables.mapping import Columns
from cmcompliance.archive.readers.tables.rows import Row, shown

_SPLIT: Final = re.compile(r"[\s,;|]+")
_LOST_DIGITS: Final = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
_MEDIA: Final = {
    **dict.fromkeys(
        (".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".avif", ".bmp", ".tif", ".tiff"), "image"
    ),
    **dict.fromkeys((".mp4", ".mov", ".avi", ".webm", ".mkv", ".m4v"), "video"),
    **dict.fromkeys((".mp3", ".wav", ".m4a", ".ogg", ".aac"), "audio"),
}
_KINDS: Final = ("story", "reel", "video", "article", "comment", "email", "ad", "contest_rules", "bio")


@dataclass(frozen=True, slots=True)
class RowDrafts:
    """Makes drafts of the rows of one table."""

    columns: Columns
    order: Order | None
    known: Knowledge

    def cell(self, row: Row, field: str) -> Any:
        """Return the first cell of a field that holds something, None without one."""
        for place in self.columns.places.get(field, ()):
            if place < len(row.cells) and shown(row.cells[place]):
                return row.cells[place]
        return None

    def date(self, row: Row) -> Any:
        """Return when a row was published, None where that is not to be had."""
        when = moment(self.cell(row, "published_at"), self.order)
        return at_clock(when, self._said(row, "time"))

    def draft(self, row: Row, place: Place, own: str) -> Item:
        """Return the draft in a row; `own`: its id if the table gives none."""
        title = self._said(row, "title")
        text = self._said(row, "text") or title
        if not text:
            return Skipped(place, "a row without a text")
        address, links = self._addresses(row)
        when = self.date(row)
        number = self._said(row, "id")
        data: dict[str, Any] = {
            "id": number if number and not _LOST_DIGITS.fullmatch(number) else address or own,
            "text": _with_hashtags(text, self._said(row, "hashtags")),
            "title": title if title != text else None,
            "kind": self._kind(row),
            "platform": self._platform(row, address),
            "published_at": when.isoformat() if when else None,
            "language": _meaning(self.known.languages, self._said(row, "language")),
            "jurisdictions": self._countries(row),
            "author": self._author(row),
            "relationship": self._relationship(row),
            "media": self._media(row),
            "links": links,
        }
        return archived(data, place)

    def _said(self, row: Row, field: str) -> str:
        return shown(self.cell(row, field))

    def _truth(self, row: Row, field: str) -> str | None:
        return _meaning(self.known.truth, self._said(row, field))

    def _kind(self, row: Row) -> str | None:
        kinds = {self.known.kinds.get(word) for word in plain(self._said(row, "kind")).split()}
        return next((kind for kind in _KINDS if kind in kinds), None)

    def _platform(self, row: Row, address: str | None) -> str | None:
        said = plain(self._said(row, "platform"))
        words = {self.known.platforms.get(word) for word in said.split()} - {None}
        named = self.known.platforms.get(said) or (words.pop() if len(words) == 1 else None)
        if len(words) > 1:
            return None  # a post on several networks is on none of them alone
        preset = self.columns.preset.platform if self.columns.preset else None
        return named or preset or self._network(address)

    def _network(self, address: str | None) -> str | None:
        try:
            host = (urlsplit(address or "").hostname or "").lower()
        except ValueError:
            return None
        return next(
            (name for site, name in self.known.hosts.items() if f".{host}".endswith(f".{site}")), None
        )

    def _addresses(self, row: Row) -> tuple[str | None, list[str]]:
        """Return where a post stands, and what it leads to; a link to a network is where it stands."""
        own = self._said(row, "url") or None
        links = []
        for link in _SPLIT.split(self._said(row, "links")):
            if self._network(link) and own is None:
                own = link
            elif link and link != own:
                links.append(link)
        return own, links[:100]

    def _author(self, row: Row) -> Mapping[str, Any]:
        name, handle = self._said(row, "author_name"), self._said(row, "author_handle")
        if name.startswith("@") and not handle and " " not in name:
            name, handle = "", name
        followers = re.sub(r"[\s\u202f,.]", "", self._said(row, "author_followers"))
        number = int(followers) if re.fullmatch(r"[0-9]{1,12}", followers) else None
        said = {"name": name[:500], "handle": handle.removeprefix("@")[:500], "followers": number}
        return {key: value for key, value in said.items() if value not in (None, "")}

    def _relationship(self, row: Row) -> Mapping[str, Any]:
        """A no is no proof that nothing was given: it leaves the relationship unknown."""
        label = self._truth(row, "platform_label")
        said = {
            "kind": "paid" if self._truth(row, "paid") == "yes" else None,
            "platform_label": label == "yes" if label else None,
            "brand": self._said(row, "brand")[:500] or None,
        }
        return {key: value for key, value in said.items() if value is not None}

    def _countries(self, row: Row) -> list[str]:
        parts = re.split(r"[,;|/\n]", self._said(row, "jurisdictions"))
        return [*dict.fromkeys(filter(None, (_meaning(self.known.countries, part) for part in parts[:50])))]

    def _media(self, row: Row) -> list[Mapping[str, Any]]:
        paths = [
            path
            for path in re.split(r"[\n;|]|,\s*(?=https?:)|\s+(?=https?:)", self._said(row, "media"))
            if path.strip()
        ]
        if not paths and (self._said(row, "media_alt") or self._said(row, "media_transcript")):
            paths = [""]
        media = [_medium(path.strip()) for path in paths[:50]]
        if len(media) == 1:
            media[0] |= {
                "alt": self._said(row, "media_alt"),
                "transcript": self._said(row, "media_transcript"),
            }
        return [{key: value for key, value in medium.items() if value} for medium in media]


def _medium(path: str) -> dict[str, Any]:
    try:
        name = urlsplit(path).path
    except ValueError:
        name = path
    return {"kind": _MEDIA.get(PurePosixPath(name).suffix.lower()), "path": path}


def _with_hashtags(text: str, tags: str) -> str:
    """Return a text with the hashtags that stand in a column of their own and not in it."""
    missing = [tag for tag in _SPLIT.split(tags) if tag and f"#{tag.lstrip('#').lower()}" not in text.lower()]
    return f"{text}\n\n{' '.join('#' + tag.lstrip('#') for tag in missing)}" if missing else text


def _meaning(words: Words, said: str) -> str | None:
    return words.get(plain(said)) if said else None
