"""Bluesky: the repository of an account as Settings → Export my data hands it out (CAR).

Posts are read; likes, reposts and who is followed are counted. The names of records stand in the nodes of a
search tree, which are gathered first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.items import Item, Place, Skipped, Unreadable
from cmcompliance.archive.readers.building import archived, at, objects_at, text_at
from cmcompliance.archive.readers.car_stream import blocks, looks_like_car
from cmcompliance.archive.readers.languages import language_tag
from cmcompliance.archive.readers.moments import iso_moment
from cmcompliance.archive.registry import Claim
from cmcompliance.archive.source import Source

_POST: Final = "app.bsky.feed.post"
_PROFILE: Final = "app.bsky.actor.profile"
_LEFT: Final = {
    "app.bsky.feed.like": "a like",
    "app.bsky.feed.repost": "a repost",
    "app.bsky.graph.follow": "a subscription",
    "app.bsky.graph.block": "a block",
}
_PREFIX: Final = f"{_POST}/".encode()


@dataclass(slots=True)
class _Account:
    """Whose posts they are, and the names of posts by their addresses."""

    did: str = ""
    name: str = ""
    names: dict[bytes, str] = field(default_factory=dict)


class BlueskyReader:
    """Each repository is a claim of its own."""

    name = "bluesky"

    def claims(self, source: Source) -> Sequence[Claim]:
        """Return the members that begin as repositories do."""
        return [
            Claim(self.name, (name,))
            for name in source.members
            if name.lower().endswith(".car") and looks_like_car(source.head(name))
        ]

    def read(self, source: Source, claim: Claim) -> Iterator[Item]:
        """Yield the posts, and what is left out, counted."""
        for name in claim.members:
            yield from _posts(source, name)


def _account(source: Source, name: str) -> _Account:
    """Return what the posts do not say of themselves; a fault is told when they are read."""
    account = _Account()
    try:
        with source.members[name].open() as stream:
            for block in blocks(stream):
                if text_at(block.value, "$type") == _PROFILE:
                    account.name = text_at(block.value, "displayName") or ""
                elif isinstance(at(block.value, "e"), list):
                    account.names.update(_names(objects_at(block.value, "e")))
                elif at(block.value, "sig") is not None:
                    account.did = text_at(block.value, "did") or ""
    except ArchiveFault:
        pass
    return account


def _names(entries: Sequence[Mapping[str, Any]]) -> Iterator[tuple[bytes, str]]:
    """Yield the names of posts in a node, each of which says only in what it differs from the one before."""
    key = b""
    for entry in entries:
        shared, rest, cid = at(entry, "p"), at(entry, "k"), at(entry, "v")
        if isinstance(shared, int) and isinstance(rest, bytes) and isinstance(cid, bytes):
            key = (key[: max(0, shared)] + rest)[:1024]
            if key.startswith(_PREFIX):
                yield cid, key[len(_PREFIX) :].decode("ascii", "replace")


def _posts(source: Source, name: str) -> Iterator[Item]:
    account, number = _account(source, name), 0
    left: Counter[str] = Counter()
    try:
        with source.members[name].open() as stream:
            for number, block in enumerate(blocks(stream), 1):
                place = Place(source.name, name, number)
                kind = text_at(block.value, "$type")
                if block.damaged:
                    yield Unreadable(place, "is damaged, and may be a post: get the repository again")
                elif kind == _POST:
                    yield _post(block.value, place, account.names.get(block.cid), account)
                elif kind:
                    left[_LEFT.get(kind, f"no post: {kind[:60]}")] += 1
    except ArchiveFault as fault:
        yield Unreadable(Place(source.name, name, number + 1), str(fault))
    for reason, count in sorted(left.items()):
        yield Skipped(Place(source.name, name), reason, count)


def _post(post: Mapping[str, Any], place: Place, name: str | None, account: _Account) -> Item:
    text = text_at(post, "text")
    embed = _embed(post)
    media = [*_media(embed)]
    if not text and not any(one["alt"] for one in media):
        return Skipped(place, "a post without a text")
    languages = at(post, "langs")
    said = [one for one in languages if isinstance(one, str)] if isinstance(languages, list) else []
    return archived(
        {
            "id": f"bluesky:{account.did}/{name}" if name else f"{place.member}#{place.number}",
            "text": text or "",
            "kind": "comment" if isinstance(at(post, "reply"), Mapping) else "post",
            "platform": "bluesky",
            "published_at": iso_moment(text_at(post, "createdAt")),
            "language": language_tag(said[0]) if len(said) == 1 else None,
            "author": {"name": account.name} if account.name else {},
            "links": [*dict.fromkeys(_links(post, embed))],
            "media": media,
        },
        place,
    )


def _embed(post: Any) -> Any:
    embed = at(post, "embed")
    return at(embed, "media") if text_at(embed, "$type") == "app.bsky.embed.recordWithMedia" else embed


def _links(post: Any, embed: Any) -> Iterator[str]:
    for facet in objects_at(post, "facets"):
        for feature in objects_at(facet, "features"):
            if address := text_at(feature, "uri"):
                yield address
    if address := text_at(embed, "external", "uri"):
        yield address


def _media(embed: Any) -> Iterator[Mapping[str, Any]]:
    for image in objects_at(embed, "images"):
        yield {"kind": "image", "alt": text_at(image, "alt")}
    if at(embed, "video") is not None:
        yield {"kind": "video", "alt": text_at(embed, "alt")}
