"""RSS 0.9 to 2.0 and Atom, podcasts among them: what a site tells of its posts, whole or in part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.items import Item, Place, Unreadable
from cmcompliance.archive.readers.languages import language_tag
from cmcompliance.archive.readers.moments import iso_moment, mail_moment
from cmcompliance.archive.readers.web_pages import html_draft, plain_title
from cmcompliance.archive.readers.xml_stream import Element, beginning, elements, markup_of
from cmcompliance.archive.registry import Claim
from cmcompliance.archive.source import Source
from cmcompliance.draft.field_types import MediumKind
from cmcompliance.markup import HtmlMedium

_ROOT = re.compile(
    r"\s*(?:<\?[^>]{0,500}>\s*|<!--.{0,4000}?-->\s*|<!DOCTYPE[^>\[]{0,500}>\s*)*"
    r"<(?:\w{1,20}:)?(rss|feed|RDF)[\s>]",
    re.DOTALL,
)
_LEVELS: Final = {"rss": 2, "feed": 1, "RDF": 1}
_SUFFIXES: Final = (".xml", ".rss", ".atom", ".rdf")
_CONTENTS: Final = (
    "content:encoded",
    "content",
    "description",
    "summary",
    "itunes:summary",
    "media:description",
)
_KINDS: Final[Mapping[str, MediumKind]] = {"image": "image", "video": "video", "audio": "audio"}


@dataclass(slots=True)
class Channel:
    """What a feed says of all its entries."""

    title: str = ""
    author: str = ""
    language: str | None = None

    def learn(self, element: Element) -> None:
        """Take what an element above the entries says."""
        if element.name == "channel":  # of RSS 1.0, whose items stand beside it
            for piece in element.pieces:
                if isinstance(piece, Element):
                    self.learn(piece)
        elif element.name == "title":
            self.title = plain_title(element.text)
        elif element.name in ("author", "itunes:author", "dc:creator"):
            self.author = self.author or element.text_of("name") or element.text
        elif element.name in ("language", "dc:language"):
            self.language = language_tag(element.text)
        if tag := language_tag(element.attributes.get("xml:lang")):
            self.language = self.language or tag


class FeedReader:
    """Each feed is a claim of its own."""

    name = "feed"

    def claims(self, source: Source) -> Sequence[Claim]:
        """Return the members that begin as feeds do."""
        return [
            Claim(self.name, (name,), "likely")
            for name in source.members
            if name.lower().endswith(_SUFFIXES) and level_of(source, name)
        ]

    def read(self, source: Source, claim: Claim) -> Iterator[Item]:
        """Yield the entries of a feed."""
        for name in claim.members:
            yield from _entries(source, name)


def level_of(source: Source, name: str) -> int | None:
    """Return how far below the root the entries of a feed stand, None for what is no feed."""
    match = _ROOT.match(beginning(source.head(name, 8192)))
    return _LEVELS[match[1]] if match else None


def _entries(source: Source, name: str) -> Iterator[Item]:
    channel, number = Channel(), 0
    try:
        with source.members[name].open() as stream:
            for element in elements(stream, level_of(source, name) or 1):
                if element.name not in ("item", "entry"):
                    channel.learn(element)
                    continue
                number += 1
                place = Place(source.name, name, number)
                yield (
                    Unreadable(place, "is too large for a post")
                    if element.cut
                    else _entry(element, place, channel)
                )
    except ArchiveFault as fault:
        yield Unreadable(Place(source.name, name, number + 1), str(fault))


def _entry(entry: Element, place: Place, channel: Channel) -> Item:
    media = [*_recordings(entry)]
    own = entry.text_of("guid", "id") or entry_link(entry)
    return html_draft(
        {
            "id": f"feed:{own}" if own else f"{place.member}#{place.number}",
            "title": plain_title(entry.text_of("title", "itunes:title") or _markup(entry, "title")),
            "kind": _kind(media),
            "platform": None if any(one.kind != "image" for one in media) else "blog",
            "published_at": entry_moment(entry),
            "language": language_tag(entry.attributes.get("xml:lang")) or channel.language,
            "author": entry_author(entry, channel),
        },
        entry_html(entry),
        place,
        media,
    )


def entry_html(entry: Element) -> str:
    """Return the content of an entry as HTML, the fullest that it has."""
    groups = [entry, *entry.all("media:group")]
    return next((html for one in groups for name in _CONTENTS if (html := _markup(one, name))), "")


def _markup(entry: Element, name: str) -> str:
    for one in entry.all(name):
        inner = [piece for piece in one.pieces if isinstance(piece, Element)]
        if html := markup_of(one).strip() if inner else one.text:
            plain = one.attributes.get("type", "").startswith("text") and name in ("content", "summary")
            return html.replace("&", "&amp;").replace("<", "&lt;") if plain and not inner else html
    return ""


def entry_link(entry: Element) -> str:
    """Return the address of an entry's page."""
    links = entry.all("link")
    atom = [
        one.attributes.get("href", "")
        for one in links
        if one.attributes.get("rel", "alternate") == "alternate"
    ]
    return entry.text_of("link") or next((address for address in atom if address), "")


def entry_moment(entry: Element) -> str | None:
    """Return when an entry was published."""
    named = entry.text_of("pubDate", "published", "dc:date", "issued", "updated")
    return mail_moment(named) or iso_moment(named)


def entry_author(entry: Element, channel: Channel) -> Mapping[str, Any]:
    """Return who wrote an entry: its own author, or else that of the feed."""
    own = next((name for one in entry.all("author") if (name := one.text_of("name"))), "")
    said = own or entry.text_of("dc:creator", "itunes:author", "author") or channel.author
    # RSS wants "mail@site.example (Name)".
    named = re.fullmatch(r"\S+@\S+\s+\(([^()]+)\)", said)
    return {"name": named[1] if named else said} if said else {}


def _recordings(entry: Element) -> Iterator[HtmlMedium]:
    atom = [one for one in entry.all("link") if one.attributes.get("rel") == "enclosure"]
    grouped = [one for group in entry.all("media:group") for one in group.all("media:content")]
    for one in [*entry.all("enclosure", "media:content"), *grouped, *atom]:
        address = one.attributes.get("url") or one.attributes.get("href") or ""
        said = one.attributes.get("type") or one.attributes.get("medium") or ""
        kind = _KINDS.get(said.partition("/")[0].lower())
        if kind and address:
            yield HtmlMedium(kind, address, plain_title(one.text_of("media:description", "media:title")))


def _kind(media: Sequence[HtmlMedium]) -> str:
    kinds = {one.kind for one in media}
    return "video" if "video" in kinds else "post" if "audio" in kinds else "article"
