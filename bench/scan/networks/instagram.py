"""Instagram: "Download your information" in JSON: posts in several files, reels, pictures without a word."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from bench.scan.account import Account, Piece
from bench.scan.exports import Export
from bench.scan.json_writing import write_list, written_by_meta

_A_FILE: Final = 10_000
_REELS: Final = 5
_WORDLESS: Final = 8
_MEDIA: Final = "your_instagram_activity/media"


def write(account: Account, export: Export) -> None:
    """Write the export of an account."""
    with export.member("personal_information/personal_information/personal_information.json") as stream:
        said = {"Nom d’utilisateur": {"value": account.handle}, "Nom": {"value": account.name}}
        user = {"title": "Utilisateur", "media_map_data": {}, "string_map_data": said}
        stream.write(json.dumps(written_by_meta({"profile_user": [user]}), indent=2))
    posts = (piece for piece in account if piece.number % _REELS)
    for part in itertools.count(1):
        some = list(itertools.islice(posts, _A_FILE))
        if not some:
            break
        with export.member(f"{_MEDIA}/posts_{part}.json") as stream:
            write_list(stream, _posts(some), ascii_only=True)
    with export.member(f"{_MEDIA}/reels.json") as stream:
        reels = ({"media": [_medium(one, "mp4", one.text)]} for one in account if not one.number % _REELS)
        write_list(stream, reels, '{"ig_reels_media": ', "}", ascii_only=True)


def _posts(pieces: Iterable[Piece]) -> Iterator[Any]:
    for piece in pieces:
        if piece.number % 4:
            yield {"media": [_medium(piece, "jpg", piece.text)]}
        else:
            media = [_medium(piece, f"{one}.jpg", "") for one in range(3)]
            yield {
                "media": media,
                "title": written_by_meta(piece.text),
                "creation_timestamp": piece.second,
            }
        if piece.number % _WORDLESS == 1:
            yield {"media": [_medium(piece, "seul.jpg", "")]}


def _medium(piece: Piece, suffix: str, title: str) -> Any:
    return {
        "uri": f"media/posts/{piece.when:%Y%m}/{piece.number:07d}.{suffix}",
        "creation_timestamp": piece.second,
        "media_metadata": {"camera_metadata": {"has_camera_metadata": False}},
        "title": written_by_meta(title),
        "cross_post_source": {"source_app": "FB"},
    }
