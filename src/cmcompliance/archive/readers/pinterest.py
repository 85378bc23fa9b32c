"""Pinterest: the pages of a member's data (HTML), of which the part "Pins" is read.

A pin is an address and then lines `Title: …`; what it does not have is written `No data`.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO, Final

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.items import Item, Place, Skipped, Unreadable
from cmcompliance.archive.readers.building import archived
from cmcompliance.archive.registry import Claim
from cmcompliance.archive.source import Source

_PIN: Final = re.compile(r"https://(?:[a-z]{2,3}\.)?pinterest\.[a-z.]{2,6}/pin/(\d{5,25})/?")
_BEGIN: Final = re.compile(rb"<h1[^>]{0,200}>\s*(?:Pins|Boards|Profile|Account)\b")
_PIN_BEGIN: Final = re.compile(rb"pinterest\.[a-z.]{2,6}/pin/\d+/?</a>\s*<br>Title:")
_CUTS: Final = re.compile(r"<br\s{0,9}/?>|(?=<h1[\s>])|(?=<a\s)|</a>", re.IGNORECASE)
_HEADING: Final = re.compile(r"<h1[^>]*>\s*([^<]*)", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]*>")
_NAMES: Final = (
    *(
        "Title",
        "Details",
        "Image",
        "Is Native",
        "Board Id",
        "Board Name",
        "Is Video",
        "Ip Address",
        "Username",
    ),
    *(
        "Alt Text",
        "Canonical Link",
        "Story Pin Media",
        "Video",
        "Created at",
        "Alive",
        "Is a repin",
        "Private",
    ),
)
_FIELD: Final = re.compile(rf"\s*({'|'.join(_NAMES)}):\s?(.*)", re.DOTALL)
_WHEN: Final = re.compile(r"(\d{4})/(\d{2})/(\d{2}) (\d{2}:\d{2}:\d{2})")
_LONGEST: Final = 1 << 20
_CHUNK: Final = 1 << 16


class PinterestReader:
    """Each page is a claim of its own."""

    name = "pinterest"

    def claims(self, source: Source) -> Sequence[Claim]:
        """Return the pages that begin as those of Pinterest do."""
        found = []
        for name in source.members:
            head = source.head(name) if name.lower().endswith((".html", ".htm")) else b""
            if _PIN_BEGIN.search(head):
                found.append(Claim(self.name, (name,)))
            elif b"pinterest." in head and b"<br>" in head and _BEGIN.search(head):
                found.append(Claim(self.name, (name,), "likely"))
        return found

    def read(self, source: Source, claim: Claim) -> Iterator[Item]:
        """Yield the author's own pins."""
        for member in claim.members:
            number = 0
            try:
                with source.members[member].open() as stream:
                    for number, fields in enumerate(_pins(_pieces(stream)), 1):
                        yield _pin(fields, Place(source.name, member, number))
            except ArchiveFault as error:
                yield Unreadable(Place(source.name, member, number + 1), str(error))


def _pieces(stream: BinaryIO) -> Iterator[str]:
    """Yield the page cut at its line breaks, headings and links."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    held = ""
    while data := stream.read(_CHUNK):
        *whole, held = _CUTS.split(held + decoder.decode(data))
        yield from whole
        if len(held) > _LONGEST:
            raise ArchiveFault(
                f"has a line of more than {_LONGEST >> 20} MiB: the pins after it are not read"
            )
    yield held


def _pins(pieces: Iterator[str]) -> Iterator[Mapping[str, str]]:
    fields: dict[str, str] = {}
    inside, last = False, ""
    for piece in pieces:
        heading = _HEADING.match(piece)
        if heading:
            inside = heading[1].strip() == "Pins"
        if not inside:
            continue
        text = html.unescape(_TAG.sub("", piece)).strip()
        address = _PIN.fullmatch(text)
        field = _FIELD.fullmatch(text)
        if address and last != "Canonical Link":
            if fields:
                yield fields
            fields, last = {"id": address[1]}, ""
        elif field and fields:
            last = field[1]
            fields[last] = field[2]
        elif text.strip(" ,") and last and len(fields.get(last, "")) < _LONGEST:
            fields[last] = f"{fields[last]}\n{text}".lstrip("\n")
    if fields:
        yield fields


def _pin(fields: Mapping[str, str], place: Place) -> Item:
    said = {name: value.strip().removesuffix(",").strip() for name, value in fields.items()}
    said = {name: value for name, value in said.items() if value and value not in ("No data", "None")}
    if said.get("Is a repin") == "True":
        return Skipped(place, "a pin of somebody else's that was saved")
    if said.get("Private") == "True":
        return Skipped(place, "a pin that is not public")
    if said.get("Alive") == "False":
        return Skipped(place, "a pin that was deleted")
    title, when = said.get("Title"), _WHEN.fullmatch(said.get("Created at", ""))
    text = said.get("Details") or title
    if not text:
        return Skipped(place, "a pin without a text")
    data: dict[str, Any] = {
        "id": f"pinterest:{said['id']}",
        "text": text,
        "title": title if title != text else None,
        "platform": "pinterest",
        "published_at": f"{when[1]}-{when[2]}-{when[3]}T{when[4]}" if when else None,
        "author": {"handle": said["Username"][:500]} if "Username" in said else None,
        "links": [said["Canonical Link"]] if "Canonical Link" in said else [],
        "media": [_medium(said)],
    }
    return archived(data, place)


def _medium(said: Mapping[str, str]) -> Mapping[str, str]:
    video = said.get("Is Video") == "True" or "Video" in said
    medium = {"kind": "video" if video else "image", "path": said.get("Image"), "alt": said.get("Alt Text")}
    return {name: value for name, value in medium.items() if value}
