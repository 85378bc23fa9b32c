"""Telegram: what Telegram Desktop exports as JSON, of one channel or of a whole account (`result.json`).

Only channels are published; what people write to each other stays unread.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.items import Item, Place, Skipped, Unreadable
from cmcompliance.archive.readers.building import archived, at, mark_at, objects_at, text_at
from cmcompliance.archive.readers.json_stream import records_at
from cmcompliance.archive.registry import Claim
from cmcompliance.archive.source import Source

_CHANNELS: Final = ("public_channel", "private_channel")
_KINDS: Final = (
    *_CHANNELS,
    "personal_chat", "bot_chat", "saved_messages", "private_group", "private_supergroup", "public_supergroup",
    "replies", "verification_codes",
)  # fmt: skip
_TEXT: Final = r'"(?:[^"\\]|\\.)*"'
_ONE: Final = re.compile(
    rf'\s*\{{\s*(?:"name"\s*:\s*(?:null|{_TEXT})\s*,\s*)?"type"\s*:\s*"(?:{"|".join(_KINDS)})"\s*,'
    r'\s*"id"\s*:\s*\d+\s*,\s*"messages"\s*:\s*\['.encode()
)
_ALL: Final = re.compile(
    rb'\s*\{\s*"about"\s*:\s*"(?:[^"\\]|\\.)*Telegram(?:[^"\\]|\\.)*"\s*,\s*"(?:personal_information|profile_pictures|stories|contacts'
    rb'|frequent_contacts|sessions|web_sessions|other_data|chats|left_chats)"'
)
_LISTS: Final = ("", "chats.list.item.", "left_chats.list.item.")
_PATHS: Final = frozenset(
    f"{begin}{end}" for begin in _LISTS for end in ("name", "type", "id", "messages.item")
)
_STORY: Final = "stories.item"
_MEDIA: Final = {
    "video_file": "video",
    "animation": "video",
    "video_message": "video",
    "audio_file": "audio",
    "voice_message": "audio",
}


class TelegramReader:
    """Each file is a claim of its own."""

    name = "telegram"

    def claims(self, source: Source) -> Sequence[Claim]:
        """Return the files that begin as those of Telegram Desktop do."""
        return [
            Claim(self.name, (name,))
            for name in source.members
            if name.lower().endswith(".json")
            and (_ONE.match(source.head(name)) or _ALL.match(source.head(name)))
        ]

    def read(self, source: Source, claim: Claim) -> Iterator[Item]:
        """Yield the posts of channels; in the end what is left out, counted."""
        for member in claim.members:
            yield from _posts(source, member)


@dataclass(slots=True)
class _Chat:
    name: str | None = None
    kind: str | None = None
    number: str | None = None


def _posts(source: Source, member: str) -> Iterator[Item]:
    number, chat, named = 0, _Chat(), None
    left_out: Counter[str] = Counter()
    try:
        with source.members[member].open() as stream:
            for path, record in records_at(stream, _PATHS | {_STORY}):
                field = path.rpartition(".")[2]
                if path == _STORY:
                    left_out["a story, of which Telegram hands out no words"] += 1
                elif field == "name":
                    named = record
                elif field == "type":
                    chat, named = _Chat(_words(named), _words(record)), None
                elif field == "id":
                    chat.number = str(record)
                else:
                    number += 1
                    item = _post(record, chat, Place(source.name, member, number))
                    if isinstance(item, Skipped):
                        left_out[item.reason] += 1
                    else:
                        yield item
    except ArchiveFault as error:
        yield Unreadable(Place(source.name, member, number + 1), str(error))
    for reason, count in sorted(left_out.items()):
        yield Skipped(Place(source.name, member), reason, count)


def _post(record: Any, chat: _Chat, place: Place) -> Item:
    if chat.kind not in _CHANNELS:
        return Skipped(place, "a message of a conversation")
    if text_at(record, "type") != "message":
        return Skipped(place, "a note of the channel's own, such as a new picture")
    if text_at(record, "forwarded_from") or text_at(record, "forwarded_from_id"):
        return Skipped(place, "a post of somebody else's that was passed on")
    text = _text(at(record, "text")).strip() or _poll(record)
    if not text:
        return Skipped(place, "a post without a text")
    number = mark_at(record, "id")
    author = {"name": chat.name or text_at(record, "from")}
    return archived(
        {
            "id": f"telegram:{chat.number}/{number}"
            if chat.number and number
            else f"{place.member}#{place.number}",
            "text": text,
            "platform": "telegram",
            "published_at": _when(record),
            "author": {key: value for key, value in author.items() if value},
            "links": _links(record),
            "media": _media(record),
        },
        place,
    )


def _words(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _text(value: Any) -> str:
    """Return a text, which is written in parts where some of it is bold or leads somewhere."""
    parts = value if isinstance(value, list) else [value]
    return "".join(part if isinstance(part, str) else text_at(part, "text") or "" for part in parts)


def _poll(record: Any) -> str:
    question = text_at(record, "poll", "question")
    answers = [text_at(answer, "text") for answer in objects_at(record, "poll", "answers")]
    return "\n".join([question, *filter(None, answers)]) if question else ""


def _when(record: Any) -> str | None:
    """Return the second since 1970; the other date has no zone."""
    second = mark_at(record, "date_unixtime") or ""
    if re.fullmatch(r"\d{9,11}", second):
        return datetime.fromtimestamp(int(second), UTC).isoformat()
    said = text_at(record, "date") or ""
    return said if re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}", said) else None


def _links(record: Any) -> list[str]:
    parts = objects_at(record, "text_entities") or objects_at(record, "text")
    found = (
        text_at(part, "href") if text_at(part, "type") == "text_link" else text_at(part, "text")
        for part in parts
        if text_at(part, "type") in ("text_link", "link")
    )
    return [*dict.fromkeys(filter(None, found))][:100]


def _media(record: Any) -> list[Mapping[str, str]]:
    kind = _MEDIA.get(text_at(record, "media_type") or "")
    said = (
        {"image": text_at(record, "photo")}
        if at(record, "photo")
        else {kind: text_at(record, "file")}
        if kind
        else {}
    )
    return [
        {"kind": str(one), **({"path": path} if path and not path.startswith("(") else {})}
        for one, path in said.items()
    ]
