"""TikTok: the data of an account as one JSON, with what it watched."""

from __future__ import annotations

import json
from typing import Any, Final

from bench.scan.account import Account, Piece
from bench.scan.exports import Export
from bench.scan.json_writing import write_list

_COMMENTS: Final = 10
_LINK: Final = "https://www.tiktokv.com/share/video/{}/"


def write(account: Account, export: Export) -> None:
    """Write the data of an account."""
    with export.member("TikTok/user_data_tiktok.json") as stream:
        spoken = (_comment(piece) for piece in account if not piece.number % _COMMENTS)
        write_list(stream, spoken, '{\n"Comment": {"Comments": {"CommentsList": ', "}}")
        videos = (_video(piece) for piece in account if piece.number % _COMMENTS)
        write_list(stream, videos, ',\n"Post": {"Posts": {"VideoList": ', "}}")
        profile = {"Profile Info": {"ProfileMap": {"userName": account.handle, "displayName": account.name}}}
        stream.write(f',\n"Profile And Settings": {json.dumps(profile, indent=2)}')
        watched = ({"Date": _when(piece), "Link": _LINK.format(piece.number)} for piece in account)
        write_list(stream, watched, ',\n"Your Activity": {"Watch History": {"VideoList": ', "}}\n}")


def _when(piece: Piece) -> str:
    return f"{piece.when:%Y-%m-%d %H:%M:%S}"


def _comment(piece: Piece) -> Any:
    return {"date": _when(piece), "comment": piece.text, "photo": "N/A", "url": ""}


def _video(piece: Piece) -> Any:
    return {
        "Date": _when(piece),
        "Link": _LINK.format(7_000_000_000_000_000_000 + piece.number),
        "Likes": str(piece.number % 900),
        "WhoCanView": "Public",
        "AllowComments": "Yes",
        "AllowSharingToStory": "Yes",
        "Title": piece.text,
        "AddYoursText": "N/A",
        "AIGeneratedContent": "No",
        "ContentDisclosure": "Yes" if piece.is_paid else "No",
        "Sound": "son original",
        "Location": "",
    }
