"""Ghost: the JSON of Settings → Export, of all versions since the first.

Tables of one database: posts, users, who wrote what. The HTML that Ghost made of each post is what is read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.items import Item, Place, Skipped, Unreadable
from cmcompliance.archive.readers.building import at, mark_at, text_at
from cmcompliance.archive.readers.json_stream import records
from cmcompliance.archive.readers.languages import language_tag
from cmcompliance.archive.readers.moments import iso_moment
from cmcompliance.archive.readers.web_pages import html_draft
from cmcompliance.archive.registry import Claim
from cmcompliance.archive.source import Source
from cmcompliance.markup import HtmlMedium

_HEAD = re.compile(rb'\s*\{\s*"(db|meta|data)"\s*:')
_OUT: Final = ("published", "scheduled", "sent")
_LANGUAGES: Final = ("lang", "locale", "default_locale", "defaultLang")


@dataclass(slots=True)
class _Site:
    """What posts refer to."""

    users: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    writers: dict[str, str] = field(default_factory=dict)
    alts: dict[str, str] = field(default_factory=dict)
    newsletters: set[str] = field(default_factory=set)
    language: str | None = None


class GhostReader:
    """Each export is a claim of its own."""

    name = "ghost"

    def claims(self, source: Source) -> Sequence[Claim]:
        """Return the JSON that begins as Ghost's exports do."""
        return [
            Claim(self.name, (name,))
            for name in source.members
            if name.lower().endswith(".json")
            and _HEAD.match(source.head(name))
            and b'"exported_on"' in source.head(name)
        ]

    def read(self, source: Source, claim: Claim) -> Iterator[Item]:
        """Yield posts and pages, and what is left out, counted."""
        for name in claim.members:
            yield from _posts(source, name)


def _table(source: Source, name: str, table: str) -> Iterator[Any]:
    match = _HEAD.match(source.head(name))
    root = "db.item.data" if match and match[1] == b"db" else "data"
    with source.members[name].open() as stream:
        yield from records(stream, f"{root}.{table}.item")


def _site(source: Source, name: str) -> _Site:
    """Return what posts refer to; a fault in it is told when the posts are read."""
    site = _Site()
    try:
        for user in _table(source, name, "users"):
            site.users[mark_at(user, "id") or ""] = {
                "name": text_at(user, "name"),
                "handle": text_at(user, "slug"),
            }
        for link in _table(source, name, "posts_authors"):
            if not at(link, "sort_order"):
                site.writers[mark_at(link, "post_id") or ""] = mark_at(link, "author_id") or ""
        for meta in _table(source, name, "posts_meta"):
            post = mark_at(meta, "post_id") or ""
            if alt := text_at(meta, "feature_image_alt"):
                site.alts[post] = alt
            if at(meta, "email_only") in (True, 1):
                site.newsletters.add(post)
        for setting in _table(source, name, "settings"):
            if text_at(setting, "key") in _LANGUAGES:
                site.language = site.language or language_tag(text_at(setting, "value"))
    except ArchiveFault:
        pass
    return site


def _posts(source: Source, name: str) -> Iterator[Item]:
    site, number = _site(source, name), 0
    left: Counter[str] = Counter()
    try:
        for number, post in enumerate(_table(source, name, "posts"), 1):
            place = Place(source.name, name, number)
            status = text_at(post, "status")
            if status in _OUT:
                yield _post(post, place, site)
            elif isinstance(post, Mapping):
                left[f"not published: {(status or 'its status is not said')[:40]}"] += 1
            else:
                yield Unreadable(place, "is no post")
    except ArchiveFault as fault:
        yield Unreadable(Place(source.name, name, number + 1), str(fault))
    for reason, count in sorted(left.items()):
        yield Skipped(Place(source.name, name), reason, count)


def _post(post: Mapping[str, Any], place: Place, site: _Site) -> Item:
    html, plain = text_at(post, "html"), text_at(post, "plaintext")
    if html is None and plain is None and (at(post, "lexical") or at(post, "mobiledoc")):
        return Unreadable(
            place, "has no HTML beside Ghost's own form of it: open the post in Ghost, save it, export anew"
        )
    number = mark_at(post, "id")
    own = text_at(post, "uuid") or number
    by_mail = text_at(post, "status") == "sent" or (number or "") in site.newsletters
    is_page = text_at(post, "type") == "page" or at(post, "page") in (True, 1)
    picture = text_at(post, "feature_image") or text_at(post, "image")
    alt = site.alts.get(number or "", "")
    return html_draft(
        {
            "id": f"ghost:{own}" if own else f"{place.member}#{place.number}",
            "title": text_at(post, "title"),
            "kind": "email" if by_mail else "article",
            "platform": "newsletter" if by_mail else "website" if is_page else "blog",
            "published_at": _moment(at(post, "published_at")),
            "language": language_tag(text_at(post, "locale") or text_at(post, "language")) or site.language,
            "author": {key: one for key, one in _author(post, number, site).items() if one},
        },
        html if html is not None else _as_html(plain or ""),
        place,
        [HtmlMedium("image", picture, alt)] if picture else [],
    )


def _author(post: Mapping[str, Any], number: str | None, site: _Site) -> Mapping[str, Any]:
    writer = site.writers.get(number or "") or mark_at(post, "author_id") or ""
    return site.users.get(writer, {})


def _as_html(plain: str) -> str:
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")


def _moment(said: Any) -> str | None:
    if isinstance(said, (int, float)) and not isinstance(said, bool) and 0 < said < 1e13:
        return datetime.fromtimestamp(said / 1000, UTC).isoformat()
    return iso_moment(said) if isinstance(said, str) else None
