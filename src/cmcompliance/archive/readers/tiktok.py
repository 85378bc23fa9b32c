"""TikTok: the data that one asks for, as JSON (`user_data.json`, since 2024 `user_data_tiktok.json`).

Captions are those of the author's own videos; times are UTC. What was watched and liked is no draft.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.items import Item, Place, Skipped, Unreadable
from cmcompliance.archive.readers.building import archived, text_at
from cmcompliance.archive.readers.json_stream import records_at
from cmcompliance.archive.registry import Claim
from cmcompliance.archive.source import Source

_PARTS: Final = (
    *(
        "Activity",
        "Your Activity",
        "Ads and data",
        "App Settings",
        "Comment",
        "Direct Message",
        "Direct Messages",
    ),
    *("Likes and Favorites", "Income Plus Wallet Transactions", "Location Review", "Post", "Profile"),
    *("Profile And Settings", "TikTok Live", "Tiktok Live", "TikTok Shop", "Tiktok Shopping", "Video"),
)
"""What the outermost object has, in the order of the alphabet."""
_FIRST: Final = re.compile(rf'\s*\{{\s*"(?:{"|".join(_PARTS)})"\s*:\s*\{{\s*"[A-Z]'.encode())
_VIDEOS: Final = frozenset(
    f"{one}.{two}.VideoList.item" for one in ("Video", "Post") for two in ("Videos", "Posts")
)
_COMMENTS: Final = frozenset(("Comment.Comments.CommentsList.item", "Comment.CommentsList.item"))
_DELETED: Final = "Post.Recently Deleted Posts.PostList.item"
_PROFILES: Final = frozenset(
    f"{one}.{two}.ProfileMap"
    for one in ("Profile", "Profile And Settings")
    for two in ("Profile Information", "Profile Info")
)
_VIDEO: Final = re.compile(r"/video/(\d{5,25})")
_WHEN: Final = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)(?: ?UTC|Z)?")
_PRIVATE: Final = ("only me", "only you", "private", "self only")
_YES: Final = ("yes", "on", "true")
_NO: Final = ("no", "off", "false")


class TikTokReader:
    """Each file is a claim of its own."""

    name = "tiktok"

    def claims(self, source: Source) -> Sequence[Claim]:
        """Return the files that begin as TikTok's do."""
        return [
            Claim(self.name, (name,))
            for name in source.members
            if name.lower().endswith(".json") and _FIRST.match(source.head(name))
        ]

    def read(self, source: Source, claim: Claim) -> Iterator[Item]:
        """Yield captions and comments, in the order in which they lie there."""
        for member in claim.members:
            author = _author(source, member)
            number = 0
            try:
                with source.members[member].open() as stream:
                    for path, record in records_at(stream, _VIDEOS | _COMMENTS | {_DELETED}):
                        number += 1
                        place = Place(source.name, member, number)
                        if path == _DELETED:
                            yield Skipped(place, "a post that was deleted")
                        elif path in _VIDEOS:
                            yield _caption(record, place, author)
                        else:
                            yield _comment(record, place, author)
            except ArchiveFault as error:
                yield Unreadable(Place(source.name, member, number + 1), str(error))


def _author(source: Source, member: str) -> Mapping[str, Any]:
    """Return who speaks, which may stand behind what is said; nobody where that cannot be read."""
    try:
        with source.members[member].open() as stream:
            for _, profile in records_at(stream, _PROFILES):
                name, handle = text_at(profile, "displayName"), text_at(profile, "userName")
                return {key: value for key, value in (("name", name), ("handle", handle)) if value}
    except ArchiveFault:
        pass  # which is told where the posts are read
    return {}


def _caption(record: Any, place: Place, author: Mapping[str, Any]) -> Item:
    text = text_at(record, "Title")
    if not text or not text.strip():
        return Skipped(place, "a video without a caption")
    if (text_at(record, "WhoCanView") or "").lower() in _PRIVATE:
        return Skipped(place, "a video that is not public")
    number = _VIDEO.search(text_at(record, "Link") or "")
    return archived(
        {
            **_common(record, place, author, text),
            "id": f"tiktok:{number[1]}" if number else f"{place.member}#{place.number}",
            "kind": "video",
            "media": [
                _without_unknown(
                    {
                        "kind": "video",
                        "alt": text_at(record, "AltText"),
                        "ai_label": _truth(record, "AIGeneratedContent"),
                    }
                )
            ],
            "relationship": _without_unknown({"platform_label": _truth(record, "ContentDisclosure")}),
        },
        place,
    )


def _comment(record: Any, place: Place, author: Mapping[str, Any]) -> Item:
    text = text_at(record, "comment") or text_at(record, "Comment")
    if not text or not text.strip():
        return Skipped(place, "a comment without a text")
    own = {"id": f"{place.member}#{place.number}", "kind": "comment"}
    return archived({**_common(record, place, author, text), **own}, place)


def _common(record: Any, place: Place, author: Mapping[str, Any], text: str) -> dict[str, Any]:
    when = _WHEN.fullmatch(text_at(record, "Date") or text_at(record, "date") or "")
    return {
        "text": text,
        "platform": "tiktok",
        "published_at": f"{when[1]}T{when[2]}+00:00" if when else None,
        "author": author,
    }


def _truth(record: Any, field: str) -> bool | None:
    """Return what a switch says, None for what is neither on nor off."""
    said = (text_at(record, field) or "").strip().lower()
    return True if said in _YES else False if said in _NO else None


def _without_unknown(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value is not None}
