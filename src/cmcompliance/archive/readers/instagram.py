"""Instagram and Threads: "Download your information" in JSON, posts, stories, reels and threads.

The export gives posts no number: a post is known by its first file, or by its second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.items import Item, Place, Skipped
from cmcompliance.archive.readers.building import archived, at, mark_at, objects_at, text_at
from cmcompliance.archive.readers.meta_records import LIST, list_name, listed, medium, moment, told
from cmcompliance.archive.registry import Claim
from cmcompliance.archive.source import Source

_KINDS: Final = {
    LIST: ("instagram", "post"),
    "ig_stories": ("instagram", "story"),
    "ig_reels_media": ("instagram", "reel"),
    "ig_igtv_media": ("instagram", "video"),
    "text_post_app_text_posts": ("threads", "post"),
}
_HIDDEN: Final = {
    "ig_archived_post_media": "a post that was taken down",
    "ig_recently_deleted_media": "a post that was deleted",
    "ig_profile_picture": "a picture of the profile",
}
_ACCOUNT: Final = "profile_user"
_HANDLES: Final = ("Username", "Nom d’utilisateur", "Nom d'utilisateur")
_NAMES: Final = ("Name", "Nom")
_POSTS: Final = re.compile(rb'"creation_timestamp"')
_MEDIA: Final = re.compile(rb'"media"\s*:\s*\[')


class InstagramReader:
    """One claim for all of one export."""

    name = "instagram"

    def claims(self, source: Source) -> Sequence[Claim]:
        """Return a claim on what is known by the list in it."""
        known = [name for name in source.members if name.endswith(".json") and _is_known(source, name)]
        has_posts = any(list_name(source, name) in _KINDS for name in known)
        return [Claim(self.name, tuple(known))] if has_posts else []

    def read(self, source: Source, claim: Claim) -> Iterator[Item]:
        """Yield the posts, stories, reels and threads."""
        author: Mapping[str, Any] = {}
        for name in claim.members:
            if list_name(source, name) == _ACCOUNT:
                author = _author(source, name) or author
        for name in claim.members:
            yield from _member(source, name, author)


def _is_known(source: Source, name: str) -> bool:
    key = list_name(source, name)
    if key == LIST:
        head = source.head(name)
        return _POSTS.search(head) is not None and _MEDIA.search(head) is not None
    return key == _ACCOUNT or key in _KINDS or key in _HIDDEN


def _member(source: Source, name: str, author: Mapping[str, Any]) -> Iterator[Item]:
    key = list_name(source, name) or ""
    place: Place | None = None
    try:
        for place, record in listed(source, name):
            if key in _HIDDEN:
                yield Skipped(place, _HIDDEN[key])
            elif key in _KINDS:
                yield _post(record, place, _KINDS[key], author)
    except ArchiveFault as fault:
        yield told(source, name, place, fault)


def _post(record: Any, place: Place, kind: tuple[str, str], author: Mapping[str, Any]) -> Item:
    platform, form = kind
    media = objects_at(record, "media") or [record]
    texts = dict.fromkeys(text for one in (record, *media) if (text := text_at(one, "title")))
    if not texts:
        return Skipped(place, "a picture or a video without a word")
    files = [uri for one in media if (uri := text_at(one, "uri"))]
    when = moment(record, "creation_timestamp") or moment(media[0], "creation_timestamp")
    own = files[0] if files else mark_at(media[0], "creation_timestamp")
    is_reply = any(at(one, "text_app_post", "is_reply") is True for one in media)
    return archived(
        {
            "id": f"{platform}:{own}" if own else f"{place.member}#{place.number}",
            "text": "\n\n".join(texts),
            "kind": "comment" if is_reply else form,
            "platform": platform,
            "published_at": when,
            "author": author,
            "media": [medium(uri) for uri in files],
        },
        place,
    )


def _author(source: Source, name: str) -> Mapping[str, Any]:
    """Return who the account is; the export names the fields in the account's language."""
    try:
        for _, record in listed(source, name):
            said = at(record, "string_map_data")
            handle = next((text for key in _HANDLES if (text := text_at(said, key, "value"))), None)
            called = next((text for key in _NAMES if (text := text_at(said, key, "value"))), None)
            found = {"handle": handle, "name": called}
            return {key: value for key, value in found.items() if value}
    except ArchiveFault:
        pass  # the member is told when its turn comes
    return {}
