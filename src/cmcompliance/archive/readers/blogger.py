"""Blogger: the Atom of its back-up, and the `feed.atom` of Google Takeout since 2024."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.items import Item, Place, Skipped, Unreadable
from cmcompliance.archive.readers.feeds import Channel, entry_author, entry_html
from cmcompliance.archive.readers.languages import language_tag
from cmcompliance.archive.readers.moments import iso_moment
from cmcompliance.archive.readers.web_pages import html_draft, plain_title
from cmcompliance.archive.readers.xml_stream import Element, elements
from cmcompliance.archive.registry import Claim
from cmcompliance.archive.source import Source

_BACK_UP: Final = b"tag:blogger.com,1999:blog-"
_KIND: Final = "http://schemas.google.com/g/2005#kind"
_READ: Final = {"post": "blog", "page": "website"}
_LANGUAGE: Final = ".settings.BLOG_LOCALE"


class BloggerReader:
    """Each blog is a claim of its own."""

    name = "blogger"

    def claims(self, source: Source) -> Sequence[Claim]:
        """Return the feeds that Blogger numbered."""
        return [
            Claim(self.name, (name,))
            for name in source.members
            if name.lower().endswith((".xml", ".atom")) and _is_blog(source.head(name))
        ]

    def read(self, source: Source, claim: Claim) -> Iterator[Item]:
        """Yield posts and pages, and what is left out, counted."""
        for name in claim.members:
            yield from _entries(source, name)


def _is_blog(head: bytes) -> bool:
    own = b"archive</id>" in head or b"schemas.google.com/blogger/2018" in head or b"/archive'" in head
    return b"<feed" in head and _BACK_UP in head and own


def _entries(source: Source, name: str) -> Iterator[Item]:
    channel, number = Channel(), 0
    left: Counter[str] = Counter()
    try:
        with source.members[name].open() as stream:
            for element in elements(stream, 1):
                if element.name != "entry":
                    channel.learn(element)
                    continue
                number += 1
                place = Place(source.name, name, number)
                if element.text_of("id").endswith(_LANGUAGE):
                    channel.language = language_tag(element.text_of("content"))
                reason = _reason_to_leave(element)
                if element.cut:
                    yield Unreadable(place, "is too large for a post")
                elif reason:
                    left[reason] += 1
                else:
                    yield _post(element, place, channel)
    except ArchiveFault as fault:
        yield Unreadable(Place(source.name, name, number + 1), str(fault))
    for reason, count in sorted(left.items()):
        yield Skipped(Place(source.name, name), reason, count)


def _kind(entry: Element) -> str:
    """Return what an entry is: post, page, comment, settings, template."""
    if said := entry.text_of("blogger:type"):
        return said.lower()
    terms = (
        one.attributes.get("term", "")
        for one in entry.all("category")
        if one.attributes.get("scheme") == _KIND
    )
    return next((term.rpartition("#")[2] for term in terms), "")


def _reason_to_leave(entry: Element) -> str | None:
    kind = _kind(entry)
    if kind == "comment":
        return "a comment of a visitor"
    if kind not in _READ:
        return f"neither a post nor a page: {kind[:40] or 'its kind is not said'}"
    status = entry.text_of("blogger:status").upper()
    drafts = [one.text_of("app:draft") for one in entry.all("app:control")]
    if "yes" in drafts or status not in ("", "LIVE", "SCHEDULED"):
        return "not published"
    return "deleted" if entry.text_of("blogger:trashed") else None


def _post(entry: Element, place: Place, channel: Channel) -> Item:
    own = entry.text_of("id")
    return html_draft(
        {
            "id": f"blogger:{own.rpartition('-')[2]}" if own else f"{place.member}#{place.number}",
            "title": plain_title(entry.text_of("title")),
            "kind": "article",
            "platform": _READ[_kind(entry)],
            "published_at": iso_moment(entry.text_of("published")),
            "language": channel.language,
            "author": entry_author(entry, channel),
        },
        entry_html(entry),
        place,
    )
