"""Mastodon: `outbox.json` and `actor.json` of the archive that one asks for; other servers write the same.

Posts to single people are letters, and are not read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import urlsplit

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.items import Item, Place, Skipped, Unreadable
from cmcompliance.archive.readers.building import at, objects_at, text_at
from cmcompliance.archive.readers.json_stream import records
from cmcompliance.archive.readers.languages import language_tag
from cmcompliance.archive.readers.moments import iso_moment
from cmcompliance.archive.readers.web_pages import html_draft
from cmcompliance.archive.registry import Claim
from cmcompliance.archive.source import Source
from cmcompliance.draft.field_types import MediumKind
from cmcompliance.markup import HtmlMedium, text_of_html

_PUBLIC: Final = ("https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public")
_NO_POSTS: Final = {
    "Announce": "a repost",
    "Like": "a like",
    "Follow": "a subscription",
    "Delete": "a post that was deleted",
}
_LINK_TO_PEOPLE = re.compile(
    r"<a\s[^<>]{0,2000}?class=[\"'][^\"'<>]{0,200}?\b(?:mention|hashtag)\b[^<>]{0,2000}>"
)
_KINDS: Final[Mapping[str, MediumKind]] = {"image": "image", "video": "video", "audio": "audio"}


class MastodonReader:
    """One claim for the archive of one account."""

    name = "mastodon"

    def claims(self, source: Source) -> Sequence[Claim]:
        """Return a claim for each folder with a collection of activities."""
        by_folder: dict[str, list[str]] = {}
        collections: set[str] = set()
        for name in source.members:
            if not name.lower().endswith(".json"):
                continue
            head, folder = source.head(name), str(PurePosixPath(name).parent)
            is_collection = b'"orderedItems"' in head and b'"OrderedCollection' in head
            if is_collection or b'"preferredUsername"' in head:
                by_folder.setdefault(folder, []).append(name)
            if is_collection:
                collections.add(folder)
        return [
            Claim(self.name, tuple(names)) for folder, names in by_folder.items() if folder in collections
        ]

    def read(self, source: Source, claim: Claim) -> Iterator[Item]:
        """Yield the posts, and what is left out, counted."""
        collections = [name for name in claim.members if b'"orderedItems"' in source.head(name)]
        author: Mapping[str, Any] = {}
        for name in claim.members:
            if name not in collections:
                author = author or _author(source, name)
        for name in collections:
            yield from _activities(source, name, author)


def _author(source: Source, name: str) -> Mapping[str, Any]:
    try:
        with source.members[name].open() as stream:
            actor = next(records(stream, ""), None)
    except ArchiveFault:
        return {}
    user, host = text_at(actor, "preferredUsername"), _host(text_at(actor, "id"))
    named = {"name": text_at(actor, "name"), "handle": f"{user}@{host}" if user and host else user}
    return {key: one for key, one in named.items() if one}


def _host(address: str | None) -> str:
    try:
        return urlsplit(address or "").netloc
    except ValueError:
        return ""


def _activities(source: Source, name: str, author: Mapping[str, Any]) -> Iterator[Item]:
    number = 0
    left: Counter[str] = Counter()
    try:
        with source.members[name].open() as stream:
            for number, activity in enumerate(records(stream, "orderedItems.item"), 1):
                place = Place(source.name, name, number)
                if reason := _reason_to_leave(activity):
                    left[reason] += 1
                elif isinstance(at(activity, "object"), Mapping):
                    yield _post(activity, place, author)
                else:
                    yield Unreadable(place, "is an activity without the post that it is about")
    except ArchiveFault as fault:
        yield Unreadable(Place(source.name, name, number + 1), str(fault))
    for reason, count in sorted(left.items()):
        yield Skipped(Place(source.name, name), reason, count)


def _reason_to_leave(activity: Any) -> str | None:
    if isinstance(activity, str):
        return "an address of somebody's post: a like or a bookmark"
    kind = text_at(activity, "type")
    if kind in _NO_POSTS:
        return _NO_POSTS[kind]
    return "a post to single people" if _is_letter(activity) else None


def _is_letter(activity: Any) -> bool:
    """Return whether a post goes to named people alone; where it does not say, it does not."""
    to = [*_addressees(activity, "to"), *_addressees(activity, "cc")]
    return bool(to) and not any(one in _PUBLIC or one.endswith("/followers") for one in to)


def _addressees(activity: Any, field: str) -> list[str]:
    said = at(activity, field) or at(activity, "object", field)
    return [one for one in (said if isinstance(said, list) else [said]) if isinstance(one, str)]


def _post(activity: Mapping[str, Any], place: Place, author: Mapping[str, Any]) -> Item:
    post = at(activity, "object")
    own = text_at(post, "id") or text_at(activity, "id")
    warning = text_at(post, "summary") or text_at(post, "name")
    contents = at(post, "contentMap")
    languages = [*contents] if isinstance(contents, Mapping) else []
    content = text_at(post, "content") or next((text_at(contents, one) or "" for one in languages), "")
    polled = "".join(f"<p>{text_at(one, 'name') or ''}</p>" for one in _choices(post))
    return html_draft(
        {
            "id": f"mastodon:{own}" if own else f"{place.member}#{place.number}",
            "title": text_of_html(warning).text if warning else None,
            "kind": "comment" if text_at(post, "inReplyTo") else "post",
            "platform": "mastodon",
            "published_at": iso_moment(text_at(post, "published") or text_at(activity, "published")),
            "language": language_tag(languages[0]) if len(languages) == 1 else None,
            "author": author,
        },
        _LINK_TO_PEOPLE.sub("<a>", content) + polled,
        place,
        [*_media(post)],
    )


def _choices(post: Any) -> list[Mapping[str, Any]]:
    return objects_at(post, "oneOf") + objects_at(post, "anyOf")


def _media(post: Any) -> Iterator[HtmlMedium]:
    for one in objects_at(post, "attachment"):
        said = (text_at(one, "mediaType") or text_at(one, "type") or "").partition("/")[0].lower()
        address = text_at(one, "url") or text_at(one, "href")
        kind = _KINDS.get(said)
        if kind and address:
            path = address.lstrip("/") if address.startswith("/") else address
            yield HtmlMedium(kind, path, text_at(one, "name") or "")
