"""Facebook: "Download your information" in JSON, of a person or of a page: posts, posts in groups, comments.

The export gives posts no number: a post is known by its second.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.items import Item, Place, Skipped
from cmcompliance.archive.readers.building import archived, mark_at, objects_at, text_at
from cmcompliance.archive.readers.meta_records import LIST, list_name, listed, medium, moment, repaired, told
from cmcompliance.archive.registry import Claim
from cmcompliance.archive.source import Source

_KINDS: Final = {
    LIST: "post",
    "group_posts_v2": "post",
    "comments_v2": "comment",
    "group_comments_v2": "comment",
}
_OTHERS: Final = {
    "archived_stories_v2": "a story that was taken down",
    "other_photos_v2": "a picture, which its post has as well",
    "videos_v2": "a video, which its post has as well",
}
_POSTS: Final = re.compile(rb'"timestamp"\s*:\s*\d+')
_PARTS: Final = re.compile(rb'"(?:data|attachments)"\s*:\s*\[')
_NAME: Final = re.compile(rb'"full_name"\s*:\s*"((?:[^"\\]|\\.){1,300})"')
_PROFILE: Final = re.compile(rb'\s*\{\s*"profile_v2"')


class FacebookReader:
    """One claim for all of one export."""

    name = "facebook"

    def claims(self, source: Source) -> Sequence[Claim]:
        """Return a claim on what is known by the list in it."""
        known = [name for name in source.members if name.endswith(".json") and _is_known(source, name)]
        has_posts = any(list_name(source, name) in _KINDS for name in known)
        return [Claim(self.name, tuple(known))] if has_posts else []

    def read(self, source: Source, claim: Claim) -> Iterator[Item]:
        """Yield the posts and the comments."""
        names = [text for name in claim.members if (text := _full_name(source, name))]
        author = {"name": names[0]} if names else {}
        for name in claim.members:
            if not _PROFILE.match(source.head(name)):
                yield from _member(source, name, author)


def _is_known(source: Source, name: str) -> bool:
    key = list_name(source, name)
    if key == LIST:
        head = source.head(name)
        return _POSTS.search(head) is not None and _PARTS.search(head) is not None
    return key in _KINDS or key in _OTHERS or _full_name(source, name) is not None


def _full_name(source: Source, name: str) -> str | None:
    """Return the name that a profile gives; it stands near the beginning."""
    head = source.head(name)
    match = _NAME.search(head) if _PROFILE.match(head) else None
    if match is None:
        return None
    try:
        return str(repaired(json.loads(b'"%s"' % match[1])))
    except ValueError:
        return None


def _member(source: Source, name: str, author: Mapping[str, Any]) -> Iterator[Item]:
    key = list_name(source, name) or ""
    place: Place | None = None
    try:
        for place, record in listed(source, name):
            if key in _OTHERS:
                yield Skipped(place, _OTHERS[key])
            else:
                yield _post(record, place, _KINDS.get(key, "post"), author)
    except ArchiveFault as fault:
        yield told(source, name, place, fault)


def _post(record: Any, place: Place, kind: str, author: Mapping[str, Any]) -> Item:
    said = [*objects_at(record, "data")]
    attached = [part for one in objects_at(record, "attachments") for part in objects_at(one, "data")]
    texts = [text_at(one, "post") or text_at(one, "comment", "comment") for one in said]
    texts += [text_at(one, "media", "description") for one in attached]
    texts += [
        text for one in attached for text in (text_at(one, "note", "title"), text_at(one, "note", "text"))
    ]
    words = dict.fromkeys(text.strip() for text in texts if text and text.strip())
    if not words:
        return Skipped(place, "a post without a word")
    files = [uri for one in attached if (uri := text_at(one, "media", "uri"))]
    writer = next((text for one in said if (text := text_at(one, "comment", "author"))), None)
    second = mark_at(record, "timestamp")
    return archived(
        {
            "id": f"facebook:{second}" if second else f"{place.member}#{place.number}",
            "text": "\n\n".join(words),
            "kind": kind,
            "platform": "facebook",
            "published_at": moment(record, "timestamp"),
            "author": {"name": writer} if writer else author,
            "media": [medium(uri) for uri in files],
            "links": [url for one in attached if (url := text_at(one, "external_context", "url"))],
        },
        place,
    )
