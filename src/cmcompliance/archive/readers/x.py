"""X: the archive that one asks for in the settings, since 2019 (`data/tweets.js` and its parts).

A post of more than 280 characters is cut in `tweets.js`; its whole text lies in `note-tweet.js`, under the
same second. Reposts and what was deleted are no posts of the author's any more.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from typing import Any, Final

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.items import Item, Place, Skipped, Unreadable
from cmcompliance.archive.readers.building import archived, at, mark_at, objects_at, text_at
from cmcompliance.archive.readers.json_stream import records
from cmcompliance.archive.registry import Claim
from cmcompliance.archive.source import Source

_ASSIGNMENT = re.compile(rb"\s*(?:window\.)?YTD\.([a-z_]+)\.part\d+\s*=\s*(?=\[)")
_POSTS: Final = ("tweet", "tweets")
_NOTES: Final = ("note_tweet",)
_ACCOUNT: Final = ("account",)
_OTHERS: Final = {
    "deleted_tweets": "a post that was deleted",
    "deleted_tweet_headers": "a post that was deleted",
    "community_tweet": "a post in a community, which is in the posts as well",
    "community_note": "a note on somebody else's post",
    "like": "a like",
    "direct_messages": "a conversation",
    "direct_messages_group": "a conversation",
}
_MEDIA: Final = {"photo": "image", "video": "video", "animated_gif": "video"}
_CUT: Final = re.compile(r"…?\s*(?:https://t\.co/\w+)?\s*$")
Links = Mapping[str, str]
"""The address that each short one stands for."""


class XReader:
    """One claim for the archive of one account."""

    name = "x"

    def claims(self, source: Source) -> Sequence[Claim]:
        """Return a claim for each folder with posts, with all in it that this reader knows."""
        by_folder: dict[str, list[str]] = {}
        for name in source.members:
            if name.endswith(".js") and _kind(source, name) in (*_POSTS, *_NOTES, *_ACCOUNT, *_OTHERS):
                by_folder.setdefault(str(PurePosixPath(name).parent), []).append(name)
        return [
            Claim(self.name, tuple(names))
            for names in by_folder.values()
            if any(_kind(source, name) in _POSTS for name in names)
        ]

    def read(self, source: Source, claim: Claim) -> Iterator[Item]:
        """Yield the posts with their whole texts, and what is left out, counted."""
        of_kind: dict[str, list[str]] = {}
        for name in claim.members:
            of_kind.setdefault(_kind(source, name) or "", []).append(name)
        author, notes, troubles = _beside(source, of_kind)
        yield from troubles
        for kind in _POSTS:
            for name in of_kind.get(kind, ()):
                yield from _posts(source, name, author, notes)
        for kind, reason in _OTHERS.items():
            for name in of_kind.get(kind, ()):
                yield from _left_out(source, name, reason)


def _kind(source: Source, name: str) -> str | None:
    match = _ASSIGNMENT.match(source.head(name, 200))
    return match[1].decode() if match else None


def _records(source: Source, name: str) -> Iterator[Any]:
    with source.members[name].open() as stream:
        match = _ASSIGNMENT.match(source.head(name, 200))
        stream.read(match.end() if match else 0)
        yield from records(stream)


def _beside(
    source: Source, of_kind: Mapping[str, Sequence[str]]
) -> tuple[Mapping[str, Any], Mapping[int, list[Mapping[str, Any]]], list[Item]]:
    """Return who posts, the long texts by their second, and what of both cannot be read."""
    author: dict[str, Any] = {}
    notes: dict[int, list[Mapping[str, Any]]] = {}
    troubles: list[Item] = []
    for name in (name for kind in (*_ACCOUNT, *_NOTES) for name in of_kind.get(kind, ())):
        try:
            for record in _records(source, name):
                if account := at(record, "account"):
                    author = {
                        "name": text_at(account, "accountDisplayName"),
                        "handle": text_at(account, "username"),
                    }
                elif (note := at(record, "noteTweet")) and (when := _iso(text_at(note, "createdAt"))):
                    notes.setdefault(int(when.timestamp()), []).append(note)
        except ArchiveFault as error:
            troubles.append(Unreadable(Place(source.name, name), str(error)))
    return author, notes, troubles


def _posts(
    source: Source, name: str, author: Mapping[str, Any], notes: Mapping[int, list[Mapping[str, Any]]]
) -> Iterator[Item]:
    number = 0
    try:
        for number, record in enumerate(_records(source, name), 1):
            yield _post(record, Place(source.name, name, number), author, notes)
    except ArchiveFault as error:
        yield Unreadable(Place(source.name, name, number + 1), str(error))


def _post(
    record: Any, place: Place, author: Mapping[str, Any], notes: Mapping[int, list[Mapping[str, Any]]]
) -> Item:
    post = at(record, "tweet") or record
    text = text_at(post, "full_text") or text_at(post, "text")
    if text is None:
        return Skipped(place, "a post without a text")
    if text.startswith("RT @") or at(post, "retweeted") is True:
        return Skipped(place, "a repost")
    when = _moment(text_at(post, "created_at"))
    note = _note_of(text, when, notes)
    links = _links(post, note)
    whole = text_at(note, "core", "text") if note else text
    media = objects_at(post, "extended_entities", "media") or objects_at(post, "entities", "media")
    shown = _with_links(html.unescape(whole or text), links, [text_at(one, "url") for one in media])
    number = mark_at(post, "id_str") or mark_at(post, "id")
    return archived(
        {
            "id": f"x:{number}" if number else f"{place.member}#{place.number}",
            "text": shown,
            "kind": "comment" if mark_at(post, "in_reply_to_status_id_str") else "post",
            "platform": "x",
            "published_at": when.isoformat() if when else None,
            "language": _language(text_at(post, "lang")),
            "author": {key: value for key, value in author.items() if value},
            "media": [_medium(one, number) for one in media],
            "links": [*dict.fromkeys(links.values())],
        },
        place,
    )


def _note_of(
    text: str, when: datetime | None, notes: Mapping[int, list[Mapping[str, Any]]]
) -> Mapping[str, Any] | None:
    """Return the long text that a post is the beginning of."""
    if when is None:
        return None
    second = int(when.timestamp())
    near = [note for at_second in (second, second - 1, second + 1) for note in notes.get(at_second, ())]
    if not near:
        return None
    begin = _plain(_CUT.sub("", html.unescape(text)))
    return next(
        (note for note in near if _plain(text_at(note, "core", "text") or "").startswith(begin)), None
    )


def _plain(text: str) -> str:
    """Return a text without its addresses, which the two write differently, and its spaces."""
    return "".join(re.sub(r"https?://\S+", "", text).split())


def _links(post: Any, note: Any) -> Links:
    of_post, of_note = objects_at(post, "entities", "urls"), objects_at(note, "core", "urls")
    pairs = [
        *((text_at(one, "url"), text_at(one, "expanded_url")) for one in of_post),
        *((text_at(one, "shortUrl"), text_at(one, "expandedUrl")) for one in of_note),
    ]
    return {short: long for short, long in pairs if short and long}


def _with_links(text: str, links: Links, of_media: Sequence[str | None]) -> str:
    """Return a text as it is read: with the addresses that short ones lead to, without those of its media."""
    for short in sorted(links, key=len, reverse=True):
        text = text.replace(short, links[short])
    for own in of_media:
        if own and own not in links:
            text = text.replace(own, "")
    return text.strip()


def _medium(medium: Mapping[str, Any], number: str | None) -> Mapping[str, Any]:
    address = text_at(medium, "media_url_https") or text_at(medium, "media_url")
    name = address.rpartition("/")[2] if address else None
    return {
        "kind": _MEDIA.get(text_at(medium, "type") or ""),
        "path": f"tweets_media/{number}-{name}" if name and number else address,
        "alt": text_at(medium, "ext_alt_text"),
    }


def _language(tag: str | None) -> str | None:
    """Return a language; X writes signs of its own (`und`, `zxx`, `qme`) for what is none."""
    return None if tag is None or tag in ("und", "zxx", "art") or tag.startswith("q") else tag


def _moment(text: str | None) -> datetime | None:
    """Return the moment of "Wed Oct 10 20:19:24 +0000 2018", whatever the system's language."""
    parts = (text or "").split()
    if len(parts) != 6:
        return _iso(text)
    week_day, month, day, clock, zone, year = parts
    try:
        return parsedate_to_datetime(f"{week_day}, {day} {month} {year} {clock} {zone}")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _iso(text: str | None) -> datetime | None:
    try:
        when = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return when if when.tzinfo else None


def _left_out(source: Source, name: str, reason: str) -> Iterator[Item]:
    count = 0
    try:
        for _ in _records(source, name):
            count += 1
    except ArchiveFault as error:
        yield Unreadable(Place(source.name, name, count + 1), str(error))
    if count:
        yield Skipped(Place(source.name, name), reason, count)
