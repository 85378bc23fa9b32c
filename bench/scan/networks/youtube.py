"""YouTube: the tables of Google Takeout of a channel: videos, community posts and comments."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from typing import Final

from bench.scan.account import Account, Piece
from bench.scan.exports import Export

_ROOT: Final = "Takeout/YouTube et YouTube Music"
_VIDEO: Final = (
    "Video ID", "Approx Duration (ms)", "Video Audio Language", "Video Category",
    "Video Description (Original)", "Channel ID", "Video Title (Original)", "Privacy", "Video State",
    "Video Create Timestamp", "Video Publish Timestamp",
)  # fmt: skip
_POST: Final = ("Post ID", "Post Create Timestamp", "Post text", "Image name 1")
_COMMENT: Final = (
    "Comment ID", "Channel ID", "Comment Create Timestamp", "Price", "Parent Comment ID", "Video ID",
    "Comment Text",
)  # fmt: skip


def write(account: Account, export: Export) -> None:
    """Write the data of a channel: half of its pieces are videos."""
    channel = [["Channel ID", "Channel Title (Original)"], ["UC7", account.name]]
    _table(export, "channels/channel.csv", channel)
    for name, header, rest, row in (
        ("video metadata/videos.csv", _VIDEO, (0, 1), _video),
        ("posts/posts.csv", _POST, (2,), _post),
        ("comments/comments.csv", _COMMENT, (3,), _comment),
    ):
        rows = (row(piece) for piece in account if piece.number % 4 in rest)
        _table(export, name, _with_header(header, rows))


def _with_header(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterable[Sequence[str]]:
    yield header
    yield from rows


def _table(export: Export, name: str, rows: Iterable[Sequence[str]]) -> None:
    with export.member(f"{_ROOT}/{name}") as stream:
        csv.writer(stream, lineterminator="\r\n").writerows(rows)


def _when(piece: Piece) -> str:
    return f"{piece.when:%Y-%m-%dT%H:%M:%S}.000+00:00"


def _video(piece: Piece) -> Sequence[str]:
    title, when, language = piece.text.split("\n", 1)[0][:90], _when(piece), piece.language
    return (
        f"v{piece.number:010d}", "61000", f"{language}-{language.upper()}", "Blogs",
        piece.text, "UC7", title, "Public", "Processed",
        when, when,
    )  # fmt: skip


def _post(piece: Piece) -> Sequence[str]:
    return (f"Ugk{piece.number}", _when(piece), _segments(piece.text), f"Ugk{piece.number}.png")


def _comment(piece: Piece) -> Sequence[str]:
    return (f"Ugz{piece.number}", "UC7", _when(piece), "0", "", f"v{piece.number}", _segments(piece.text))


def _segments(text: str) -> str:
    return json.dumps({"text": text}, ensure_ascii=False)
