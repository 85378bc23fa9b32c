"""Archives of networks without an owner, laid out as they hand them out; people and posts are invented."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import libipld

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
HOME = "https://savons.example"
Files = dict[str, bytes | str]


def toot(number: int, content: str, to: str = PUBLIC, **more: Any) -> dict[str, Any]:
    own = f"{HOME}/users/lea/statuses/{number}"
    post = {
        "id": own,
        "type": "Note",
        "summary": None,
        "inReplyTo": None,
        "published": "2026-11-25T10:00:00Z",
        "url": f"{HOME}/@lea/{number}",
        "to": [to],
        "cc": [],
        "sensitive": False,
        "content": content,
        "contentMap": {"fr": content},
        "attachment": [],
        "tag": [],
        **more,
    }
    return {
        "id": f"{own}/activity",
        "type": "Create",
        "actor": f"{HOME}/users/lea",
        "published": "2026-11-25T10:00:00Z",
        "to": [to],
        "cc": [],
        "object": post,
    }


def announce(number: int) -> dict[str, Any]:
    return {"id": str(number), "type": "Announce", "to": [PUBLIC], "object": "https://autre.example/1"}


def mastodon(*activities: Any) -> Files:
    context = "https://www.w3.org/ns/activitystreams"
    outbox = {
        "@context": context,
        "id": "outbox.json",
        "type": "OrderedCollection",
        "totalItems": len(activities),
        "orderedItems": [*activities],
    }
    likes = {
        "@context": context,
        "id": "likes.json",
        "type": "OrderedCollection",
        "orderedItems": ["https://a.example/1"],
    }
    actor = {
        "@context": [context],
        "id": f"{HOME}/users/lea",
        "type": "Person",
        "preferredUsername": "lea",
        "name": "Léa Dupont",
        "outbox": "outbox.json",
    }
    return {
        "outbox.json": json.dumps(outbox, ensure_ascii=False),
        "likes.json": json.dumps(likes),
        "actor.json": json.dumps(actor),
    }


def whole_mastodon() -> Files:
    media = [{"type": "Document", "mediaType": "image/png", "url": "/media/a.png", "name": "Savon"}]
    return mastodon(
        toot(1, "<p>Gagnez &amp; riez<br><a href='https://a.example'>a</a></p>", attachment=media),
        announce(2),
        toot(3, "<p>Lettre</p>", to="https://autre.example/users/paul"),
        toot(4, "<p>Sondage</p>", type="Question", oneOf=[{"name": "oui"}], summary="Jeu"),
    )


def cid_of(data: bytes) -> bytes:
    return b"\x01\x71\x12\x20" + hashlib.sha256(data).digest()


def post(text: str, **more: Any) -> dict[str, Any]:
    return {
        "$type": "app.bsky.feed.post",
        "text": text,
        "createdAt": "2026-11-25T10:00:00.000Z",
        "langs": ["fr"],
        **more,
    }


def repository(records: Mapping[str, Mapping[str, Any]]) -> bytes:
    """Return a CAR of records by their names, with one node of the tree that names them."""
    encoded = {key: libipld.encode_dag_cbor(dict(records[key])) for key in sorted(records)}
    entries, before = [], ""
    for key, data in encoded.items():
        shared = next((n for n, (a, b) in enumerate(zip(before, key, strict=False)) if a != b), 0)
        entries.append({"p": shared, "k": key[shared:].encode(), "v": cid_of(data), "t": None})
        before = key
    node = libipld.encode_dag_cbor({"l": None, "e": entries})
    commit = libipld.encode_dag_cbor(
        {
            "did": "did:plc:lea",
            "rev": "3k",
            "data": cid_of(node),
            "prev": None,
            "version": 3,
            "sig": b"signed",
        }
    )
    header = libipld.encode_dag_cbor({"roots": [cid_of(commit)], "version": 1})
    parts = [cid_of(data) + data for data in (commit, node, *encoded.values())]
    return b"".join(number(len(part)) + part for part in (header, *parts))


def number(value: int) -> bytes:
    """Return a number of seven bits a byte."""
    data = bytearray()
    while value >= 0x80:
        data.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*data, value])


def whole_bluesky() -> Files:
    return {
        "repo.car": repository(
            {
                "app.bsky.actor.profile/self": {"$type": "app.bsky.actor.profile", "displayName": "Léa"},
                "app.bsky.feed.like/3k1": {"$type": "app.bsky.feed.like", "subject": {"uri": "at://a"}},
                "app.bsky.feed.post/3k2": post("Gagnez !", embed={"images": [{"alt": "Savon", "image": {}}]}),
                "app.bsky.feed.post/3k3": post("Deux", facets=[{"features": [{"uri": "https://a.example"}]}]),
            }
        )
    }
