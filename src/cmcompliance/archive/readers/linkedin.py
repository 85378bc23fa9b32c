"""LinkedIn: what a member's copy of the data holds of posts (`Shares.csv`) and of comments (`Comments.csv`).

Times are UTC: they are those in the numbers of the posts. Who speaks stands in `Profile.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, Final

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.items import Item, Place, Skipped, Unreadable
from cmcompliance.archive.readers.building import archived
from cmcompliance.archive.readers.tables.delimited import DelimitedTable, header
from cmcompliance.archive.readers.tables.named import NamedRow, named_rows
from cmcompliance.archive.registry import Claim
from cmcompliance.archive.source import Source

_SHARES: Final = frozenset({"date", "sharelink", "sharecommentary"})
_COMMENTS: Final = frozenset({"date", "link", "message"})
_PROFILE: Final = frozenset({"first name", "last name"})
_MESSAGES: Final = frozenset({"conversation id", "from", "to", "content"})
_OF_PROFILE: Final = "headline"
_OTHERS: Final = re.compile(
    r"(?:positions|education|projects|recommendations_(?:given|received)|invitations|learning|rich_media|honors|publications"
    r"|courses|volunteering|organizations|patents|skills|connections|reactions|events|job_applications|saved_jobs"
    r"|endorsement_(?:given|received)_info)(?:_\d+)?\.csv",
    re.IGNORECASE,
)
_BACKSLASH: Final = re.compile(rb'[^,\r\n"]\\"[^,\r\n]')
_NUMBER: Final = re.compile(r"(?:activity|share|ugcPost)(?::|%3A|-)(\d{15,25})", re.IGNORECASE)
_WHEN: Final = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}(?::\d{2})?")


class LinkedInReader:
    """One claim for the data of one member."""

    name = "linkedin"

    def claims(self, source: Source) -> Sequence[Claim]:
        """Return a claim for each folder with posts or comments, with who speaks."""
        by_folder: dict[str, list[str]] = {}
        for name in source.members:
            if name.lower().endswith(".csv") and (_kind(source, name) or _is_other(name)):
                by_folder.setdefault(str(PurePosixPath(name).parent), []).append(name)
        return [
            Claim(self.name, tuple(names))
            for names in by_folder.values()
            if any(_kind(source, name) in ("shares", "comments") for name in names)
        ]

    def read(self, source: Source, claim: Claim) -> Iterator[Item]:
        """Yield the posts and the comments; conversations are left out."""
        author: Mapping[str, str] = {}
        for name in claim.members:
            if _kind(source, name) == "profile":
                try:
                    author = _author(source, name)
                except ArchiveFault as error:
                    yield Unreadable(Place(source.name, name), str(error))
        others = sum(1 for name in claim.members if _is_other(name))
        if others:
            yield Skipped(
                Place(source.name, claim.members[0]), "tables of the member's life and work", others
            )
        for name in claim.members:
            kind = _kind(source, name)
            if kind == "messages":
                yield Skipped(Place(source.name, name), "conversations")
            elif kind in ("shares", "comments"):
                yield from _spoken(source, name, kind, author)


def _is_other(name: str) -> bool:
    return _OTHERS.fullmatch(PurePosixPath(name.lower()).name.replace(" ", "_")) is not None


def _kind(source: Source, name: str) -> str | None:
    columns = frozenset(header(source, name))
    if columns >= _SHARES:
        return "shares"
    if columns >= _MESSAGES:
        return "messages"
    if columns == _COMMENTS:
        return "comments"
    return "profile" if columns >= _PROFILE and _OF_PROFILE in columns else None


def _author(source: Source, name: str) -> Mapping[str, str]:
    for row in named_rows(DelimitedTable(source, name, ",")):
        full = " ".join(filter(None, (row.said("first name"), row.said("last name"))))
        return {"name": full[:500]} if full else {}
    return {}


def _spoken(source: Source, name: str, kind: str, author: Mapping[str, str]) -> Iterator[Item]:
    # Comments have their quotes behind a backslash, be the first one far down; posts have them doubled.
    escaped = kind == "comments" or _BACKSLASH.search(source.head(name)) is not None
    form = {"escapechar": "\\"} if escaped else {}
    number = 1
    try:
        for row in named_rows(DelimitedTable(source, name, ",", form)):
            number = row.number
            place = Place(source.name, name, number)
            if row.problem:
                yield Unreadable(place, row.problem)
            elif kind == "shares":
                yield _post(row, place, author)
            else:
                yield _comment(row, place, author)
    except ArchiveFault as error:
        yield Unreadable(Place(source.name, name, number + 1), str(error))


def _post(row: NamedRow, place: Place, author: Mapping[str, str]) -> Item:
    text = _lines(row.said("sharecommentary"))
    if not text:
        return Skipped(place, "a post without a text, or somebody else's that was shared")
    address, link, media = row.said("sharelink"), row.said("sharedurl"), row.said("mediaurl")
    return archived(
        {
            **_common(row, place, author, text),
            "id": _id(address) or f"{place.member}#{place.number}",
            "links": [link] if link else [],
            "media": [{"path": media}] if media else [],
        },
        place,
    )


def _comment(row: NamedRow, place: Place, author: Mapping[str, str]) -> Item:
    text = _lines(row.said("message"))
    if not text:
        return Skipped(place, "a comment without a text")
    own = {"id": f"{place.member}#{place.number}", "kind": "comment"}
    return archived({**_common(row, place, author, text), **own}, place)


def _common(row: NamedRow, place: Place, author: Mapping[str, str], text: str) -> dict[str, Any]:
    when = row.said("date")
    return {
        "text": text,
        "platform": "linkedin",
        "published_at": f"{when}+00:00" if _WHEN.fullmatch(when) else None,
        "author": author,
    }


def _id(address: str) -> str | None:
    match = _NUMBER.search(address)
    return f"linkedin:{match[1]}" if match else address or None


def _lines(text: str) -> str:
    """Return a text whose line breaks were written between quotes, as one reads it."""
    lines = text.split("\n")
    if (
        len(lines) > 1
        and all(line.startswith('"') for line in lines[1:])
        and all(line.endswith('"') for line in lines[:-1])
    ):
        inner = [line[1:-1] if len(line) > 1 else "" for line in lines[1:-1]]
        lines = [lines[0][:-1], *inner, lines[-1][1:]]
    return "\n".join(lines).strip()
