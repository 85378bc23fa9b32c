"""Mastodon: the outbox of an account, posts as HTML, boosts among them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from bench.scan.account import Account, Piece
from bench.scan.exports import Export
from bench.scan.json_writing import write_list

_HOME: Final = "https://savons.example"
_PUBLIC: Final = "https://www.w3.org/ns/activitystreams#Public"
_CONTEXT: Final = "https://www.w3.org/ns/activitystreams"
_BOOSTS: Final = 3
_TAG: Final = re.compile(r"#(\w+)")
_LINK: Final = re.compile(r"https?://[^\s<]+")


def write(account: Account, export: Export) -> None:
    """Write the archive of an account."""
    actor = {
        "@context": [_CONTEXT],
        "id": f"{_HOME}/users/{account.handle}",
        "type": "Person",
        "preferredUsername": account.handle,
        "name": account.name,
        "outbox": "outbox.json",
        "likes": "likes.json",
    }
    with export.member("actor.json") as stream:
        stream.write(json.dumps(actor, ensure_ascii=False))
    for name, records in (("likes", _likes(account)), ("outbox", _activities(account))):
        before = f'{{"@context":"{_CONTEXT}","id":"{name}.json","type":"OrderedCollection","orderedItems":'
        with export.member(f"{name}.json") as stream:
            write_list(stream, records, before, "}", indent=None)


def _likes(account: Account) -> Iterator[str]:
    for number in range(account.posts // 2):
        yield f"https://autre.example/users/tom/statuses/{number}"


def _activities(account: Account) -> Iterator[Any]:
    actor = f"{_HOME}/users/{account.handle}"
    for piece in account:
        when = f"{piece.when:%Y-%m-%dT%H:%M:%SZ}"
        own = f"{actor}/statuses/{110_000_000_000_000_000 + piece.number}"
        common = {"id": f"{own}/activity", "actor": actor, "published": when, "to": [_PUBLIC], "cc": []}
        yield {**common, "type": "Create", "object": _post(piece, own, when)}
        if piece.number % _BOOSTS == 0:
            yield {
                **common,
                "id": f"{own}/boost",
                "type": "Announce",
                "object": f"https://autre.example/{when}",
            }


def _post(piece: Piece, own: str, when: str) -> Any:
    content = _html(piece.text)
    image = {"type": "Document", "mediaType": "image/jpeg", "url": f"/media/{piece.number}.jpg", "name": None}
    tags = [
        {"type": "Hashtag", "href": f"{_HOME}/tags/{one.lower()}", "name": f"#{one}"}
        for one in _TAG.findall(piece.text)
    ]
    return {
        "id": own,
        "type": "Note",
        "summary": None,
        "inReplyTo": f"{own}0" if piece.number % 7 == 0 else None,
        "published": when,
        "url": f"{_HOME}/@savons/{piece.number}",
        "attributedTo": f"{_HOME}/users/savons",
        "to": [_PUBLIC],
        "cc": [f"{_HOME}/users/savons/followers"],
        "sensitive": False,
        "content": content,
        "contentMap": {piece.language: content},
        "attachment": [image] if piece.number % 2 else [],
        "tag": tags,
    }


def _html(text: str) -> str:
    def linked(match: re.Match[str]) -> str:
        return f'<a href="{match[0]}" target="_blank" rel="nofollow noopener">{match[0]}</a>'

    def tagged(match: re.Match[str]) -> str:
        link = f"{_HOME}/tags/{match[1].lower()}"
        return f'<a href="{link}" class="mention hashtag" rel="tag">#<span>{match[1]}</span></a>'

    safe = _TAG.sub(tagged, _LINK.sub(linked, html.escape(text, quote=False)))
    paragraphs = safe.split("\n\n")
    return "".join(f"<p>{one.replace(chr(10), '<br />')}</p>" for one in paragraphs)
