"""WordPress: the XML of Tools → Export (WXR), and what Squarespace exports in its form.

What is published or scheduled is read: posts and pages. Their pictures are those of the text and the featured
one; reusable blocks are put where they are used. A folder may hold the parts of a site's export.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.items import Item, Place, Skipped, Unreadable
from cmcompliance.archive.readers.languages import language_tag
from cmcompliance.archive.readers.moments import iso_moment, mail_moment
from cmcompliance.archive.readers.web_pages import html_draft, plain_title
from cmcompliance.archive.readers.wordpress_html import missing_blocks, wordpress_html
from cmcompliance.archive.readers.xml_stream import Element, elements
from cmcompliance.archive.registry import Claim
from cmcompliance.archive.source import Source
from cmcompliance.markup import HtmlMedium

_SIGN: Final = b"wordpress.org/export/"
_LEVEL: Final = 2
_READ: Final = {"post": "blog", "page": "website"}
"""Kinds of posts that are read, and the platform of each."""
_OUT: Final = ("publish", "future")
_OWN: Final = frozenset(
    {
        "attachment",
        "nav_menu_item",
        "revision",
        "custom_css",
        "customize_changeset",
        "oembed_cache",
        "wp_block",
    }
    | {
        "wp_global_styles",
        "wp_navigation",
        "wp_template",
        "wp_template_part",
        "wp_font_family",
        "wp_font_face",
    }
)
"""Kinds that hold parts of a site, and none of its texts."""


@dataclass(slots=True)
class _Site:
    """What posts refer to."""

    authors: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, HtmlMedium] = field(default_factory=dict)
    blocks: dict[str, str] = field(default_factory=dict)


class WordPressReader:
    """One claim for all exports of a folder."""

    name = "wordpress"

    def claims(self, source: Source) -> Sequence[Claim]:
        """Return a claim for each folder with exports."""
        by_folder: dict[str, list[str]] = {}
        for name in source.members:
            if name.lower().endswith((".xml", ".wxr", ".rss")) and _SIGN in source.head(name):
                by_folder.setdefault(str(PurePosixPath(name).parent), []).append(name)
        return [Claim(self.name, tuple(names)) for names in by_folder.values()]

    def read(self, source: Source, claim: Claim) -> Iterator[Item]:
        """Yield posts and pages, and what is left out, counted."""
        sites = _sites(source, claim.members)
        for name in claim.members:
            yield from _posts(source, name, sites)


def _sites(source: Source, members: Sequence[str]) -> dict[str, _Site]:
    """Return what the posts of each site refer to; a fault in it is told when its posts are read."""
    sites: dict[str, _Site] = {}
    for name in members:
        home = ""
        try:
            with source.members[name].open() as stream:
                for element in elements(stream, _LEVEL):
                    home = _home(element) or home
                    site = sites.setdefault(home, _Site())
                    if element.name == "wp:author":
                        login = element.text_of("wp:author_login")
                        site.authors[login] = element.text_of("wp:author_display_name")
                    elif element.name == "item":
                        _keep(element, site)
        except ArchiveFault:
            continue
    return sites


def _home(element: Element) -> str:
    return element.text if element.name in ("link", "wp:base_blog_url") else ""


def _keep(item: Element, site: _Site) -> None:
    number, kind = item.text_of("wp:post_id"), item.text_of("wp:post_type")
    if kind == "attachment":
        address = item.text_of("wp:attachment_url", "guid")
        site.pictures[number] = HtmlMedium("image", address, _meta(item, "_wp_attachment_image_alt"))
    elif kind == "wp_block":
        site.blocks[number] = item.text_of("content:encoded")


def _meta(item: Element, key: str) -> str:
    metas = (meta for meta in item.all("wp:postmeta") if meta.text_of("wp:meta_key") == key)
    return next((meta.text_of("wp:meta_value") for meta in metas), "")


def _posts(source: Source, name: str, sites: dict[str, _Site]) -> Iterator[Item]:
    home, language, number = "", None, 0
    left: Counter[str] = Counter()
    try:
        with source.members[name].open() as stream:
            for element in elements(stream, _LEVEL):
                home = _home(element) or home
                if element.name == "language":
                    language = language_tag(element.text)
                if element.name != "item":
                    continue
                number += 1
                place = Place(source.name, name, number)
                comments = len(element.all("wp:comment"))
                left["a comment of a visitor"] += comments
                reason = _reason_to_leave(element)
                if element.cut:
                    yield Unreadable(place, "is too large for a post")
                elif reason:
                    left[reason] += 1
                else:
                    yield from _post(element, place, sites.get(home, _Site()), home, language)
    except ArchiveFault as fault:
        yield Unreadable(Place(source.name, name, number + 1), str(fault))
    for reason, count in sorted(left.items()):
        if count:
            yield Skipped(Place(source.name, name), reason, count)


def _reason_to_leave(item: Element) -> str | None:
    kind, status = item.text_of("wp:post_type"), item.text_of("wp:status")
    if kind in _OWN:
        return f"a part of the site: {kind}"
    if kind not in _READ:
        return f"neither a post nor a page: {kind[:60] or 'its type is not said'}"
    return None if status in _OUT else f"not published: {status[:40] or 'its status is not said'}"


def _post(item: Element, place: Place, site: _Site, home: str, language: str | None) -> Iterator[Item]:
    content = item.text_of("content:encoded", "excerpt:encoded")
    if missing := missing_blocks(content, site.blocks):
        yield Unreadable(
            place,
            f"shows the reusable block {missing[0]}, which is in no export here: what it says is not checked;"
            " export all of the site's content",
        )
    login = item.text_of("dc:creator")
    picture = site.pictures.get(_meta(item, "_thumbnail_id"))
    yield html_draft(
        {
            "id": _identifier(item, place, home),
            "title": plain_title(item.text_of("title")),
            "kind": "article",
            "platform": _READ[item.text_of("wp:post_type")],
            "published_at": _moment(item),
            "language": language,
            "author": {
                "name": site.authors.get(login) or login or None,
                "handle": login if login and "@" not in login else None,
            },
        },
        wordpress_html(content, site.blocks),
        place,
        [picture] if picture else [],
    )


def _identifier(item: Element, place: Place, home: str) -> str:
    number = item.text_of("wp:post_id")
    try:
        site = urlsplit(home)
        return f"wordpress:{site.netloc}{site.path.rstrip('/')}:{number}" if number else str(place)
    except ValueError:
        return f"wordpress:{number}" if number else f"{place.member}#{place.number}"


def _moment(item: Element) -> str | None:
    return (
        iso_moment(item.text_of("wp:post_date_gmt"))
        or mail_moment(item.text_of("pubDate"))
        or iso_moment(item.text_of("wp:post_date"), zone_unsaid=True)
    )
