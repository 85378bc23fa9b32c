"""WARC: a site as a crawler kept it. Pages are read; those of other sites, and what is no page, are counted.

Whose pages a folder of WARC files is about is the site that most of them are of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.items import Item, Place, Skipped, Unreadable
from cmcompliance.archive.readers.languages import language_tag
from cmcompliance.archive.readers.moments import iso_moment
from cmcompliance.archive.readers.warc_stream import (
    WarcRecord,
    answer_of,
    looks_like_warc,
    text_of_body,
    warc_records,
)
from cmcompliance.archive.readers.web_pages import LONGEST_HTML, html_draft
from cmcompliance.archive.registry import Claim
from cmcompliance.archive.source import Source
from cmcompliance.markup import page_of_html

_SUFFIXES: Final = (".warc", ".gz")
_PAGES: Final = ("text/html", "application/xhtml+xml")
_GLANCE: Final = 8192
_LARGEST: Final = LONGEST_HTML + (1 << 16)
_MOST_SITES: Final = 20
"""Other sites that are counted by name."""


class WarcReader:
    """One claim for all WARC files of a folder."""

    name = "warc"

    def claims(self, source: Source) -> Sequence[Claim]:
        """Return a claim for each folder with WARC files."""
        by_folder: dict[str, list[str]] = {}
        for name in source.members:
            if name.lower().endswith(_SUFFIXES) and looks_like_warc(source.head(name)):
                by_folder.setdefault(str(PurePosixPath(name).parent), []).append(name)
        return [Claim(self.name, tuple(names)) for names in by_folder.values()]

    def read(self, source: Source, claim: Claim) -> Iterator[Item]:
        """Yield the pages of the site, and what is left out, counted."""
        site = _site(source, claim.members)
        seen: set[tuple[str, str]] = set()
        for name in claim.members:
            yield from _pages(source, name, site, seen)


def _records(source: Source, name: str, most: int) -> Iterator[WarcRecord]:
    with source.members[name].open() as stream:
        yield from warc_records(stream, source.head(name, 16), most)


def _site(source: Source, members: Sequence[str]) -> str:
    """Return the host that most pages are of, the first among equals; faults are told when they are read."""
    hosts: Counter[str] = Counter()
    for name in members:
        try:
            for record in _records(source, name, _GLANCE):
                if _kind(record) == "page":
                    hosts[_host(record.said("WARC-Target-URI"))] += 1
        except ArchiveFault:
            continue
    return hosts.most_common(1)[0][0] if hosts else ""


def _kind(record: WarcRecord) -> str:
    """Return `page`, or why a record is none."""
    kind = record.said("WARC-Type")
    if kind == "revisit":
        return "a page that had not changed"
    if kind == "resource":
        return "page" if record.said("Content-Type").startswith(_PAGES) else "a file that is no page"
    if kind != "response":
        return ""
    answer = answer_of(record.content)
    if answer is None or not answer.headers.get("content-type", "").lower().startswith(_PAGES):
        return "a file that is no page"
    return "page" if answer.status == 200 else f"no page but an answer of status {answer.status // 100}xx"


def _host(address: str) -> str:
    try:
        return (urlsplit(address.strip("<>")).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _pages(source: Source, name: str, site: str, seen: set[tuple[str, str]]) -> Iterator[Item]:
    number = 0
    left: Counter[str] = Counter()
    try:
        for number, record in enumerate(_records(source, name, _LARGEST), 1):
            place = Place(source.name, name, number)
            if record.broken:
                yield Unreadable(place, "stands after bytes that belong to no record: pages may be missing")
            reason = _reason_to_leave(record, site, seen)
            if reason is None:
                yield _page(record, place)
            elif reason:
                left[reason if reason in left or len(left) < _MOST_SITES else "a page of another site"] += 1
    except ArchiveFault as fault:
        yield Unreadable(Place(source.name, name, number + 1), str(fault))
    for reason, count in sorted(left.items()):
        yield Skipped(Place(source.name, name), reason, count)


def _reason_to_leave(record: WarcRecord, site: str, seen: set[tuple[str, str]]) -> str | None:
    """Return why a record is no page of the site, empty for what crawlers note beside pages."""
    kind = _kind(record)
    if kind != "page":
        return kind
    address = record.said("WARC-Target-URI").strip("<>")
    host = _host(address)
    if host != site and not host.endswith(f".{site}"):
        return f"a page of another site: {host[:100] or 'it has no name'}"
    digest = record.said("WARC-Payload-Digest")
    if digest:
        if (address, digest) in seen:
            return "a page that had not changed"
        seen.add((address, digest))
    return None


def _page(record: WarcRecord, place: Place) -> Item:
    body: bytes | None = record.content
    content_type, packed = record.said("Content-Type"), ""
    if record.said("WARC-Type") == "response" and (answer := answer_of(record.content)):
        body, content_type = answer.body(LONGEST_HTML + 1), answer.headers.get("content-type", "")
        packed = answer.headers.get("content-encoding", "")
    if body is None:
        return Unreadable(place, f"is a page packed in a way that is not read here: {packed[:40]}")
    if record.size > _LARGEST or len(body) > LONGEST_HTML:
        return Unreadable(place, f"is a page of more than {LONGEST_HTML >> 20} MiB")
    page = page_of_html(text_of_body(body, content_type))
    address = record.said("WARC-Target-URI").strip("<>")
    return html_draft(
        {
            "id": f"web:{address}@{record.said('WARC-Date')}",
            "title": page.title,
            "kind": "article",
            "platform": "website",
            "published_at": iso_moment(page.published),
            "language": language_tag(page.language),
            "author": {"name": page.author} if page.author else {},
        },
        page.content,
        place,
    )
