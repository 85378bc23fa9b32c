"""Telegram: a channel as Telegram Desktop exports it, with notes of the channel's own and posts passed on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from bench.scan.account import Account, Piece
from bench.scan.exports import Export
from bench.scan.json_writing import write_list

_FORWARDED: Final = 12
_MARKED: Final = re.compile(r"(https?://\S+|#\w+)")


def write(account: Account, export: Export) -> None:
    """Write the export of a channel."""
    before = f'{{\n "name": "{account.name}",\n "type": "public_channel",\n "id": 1007,\n "messages": '
    with export.member("ChatExport/result.json") as stream:
        write_list(stream, _messages(account), before, "\n}", indent=1)


def _messages(account: Account) -> Iterator[Any]:
    number = 1
    yield {"id": number, "type": "service", "actor": account.name, "action": "create_channel", "text": ""}
    for piece in account:
        number += 1
        yield _message(account, piece, number)
        if piece.number % _FORWARDED == 0:
            number += 1
            yield {**_message(account, piece, number), "forwarded_from": "Quelqu'un"}


def _message(account: Account, piece: Piece, number: int) -> Any:
    parts = [_part(text) for text in _MARKED.split(piece.text) if text]
    marked = len(parts) > 1 or isinstance(parts[0], dict)
    photo = {"photo": f"photos/photo_{number}.jpg", "width": 1280, "height": 720} if number % 2 else {}
    return {
        "id": number,
        "type": "message",
        "date": f"{piece.when:%Y-%m-%dT%H:%M:%S}",
        "date_unixtime": str(piece.second),
        "from": account.name,
        "from_id": "channel1007",
        **photo,
        "text": parts if marked else piece.text,
        "text_entities": [one if isinstance(one, dict) else {"type": "plain", "text": one} for one in parts],
    }


def _part(text: str) -> Any:
    if text.startswith("http"):
        return {"type": "link", "text": text}
    return {"type": "hashtag", "text": text} if text.startswith("#") else text
