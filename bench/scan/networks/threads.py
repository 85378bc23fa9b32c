"""Threads: "Download your information" in JSON, one file of threads and replies."""

from __future__ import annotations

from typing import Any

from bench.scan.account import Account, Piece
from bench.scan.exports import Export
from bench.scan.json_writing import write_list, written_by_meta


def write(account: Account, export: Export) -> None:
    """Write the export of an account."""
    with export.member("your_instagram_activity/threads/threads_and_replies.json") as stream:
        threads = ({"media": [_thread(piece)]} for piece in account)
        write_list(stream, threads, '{"text_post_app_text_posts": ', "}", ascii_only=True)


def _thread(piece: Piece) -> Any:
    return {
        "uri": f"media/other/{piece.number:07d}.jpg",
        "creation_timestamp": piece.second,
        "media_metadata": {"photo_metadata": {"exif_data": []}},
        "title": written_by_meta(piece.text),
        "cross_post_source": {"source_app": "FB"},
        "text_post_app_post": {"is_reply": False},
        "text_app_post": {"is_reply": piece.number % 6 == 0},
    }
