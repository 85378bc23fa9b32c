"""Facebook: "Download your information" in JSON: posts, comments, and photos that posts have as well."""

from __future__ import annotations

import json
from typing import Any, Final

from bench.scan.account import Account, Piece
from bench.scan.exports import Export
from bench.scan.json_writing import write_list, written_by_meta

_COMMENTS: Final = 7
_ROOT: Final = "your_facebook_activity"


def write(account: Account, export: Export) -> None:
    """Write the export of a page."""
    with export.member("personal_information/profile_information/profile_information.json") as stream:
        name = {"full_name": account.name, "first_name": "Savonnerie", "last_name": "du Pont"}
        stream.write(json.dumps(written_by_meta({"profile_v2": {"name": name}}), indent=2))
    with export.member(f"{_ROOT}/posts/your_posts__check_ins__photos_and_videos_1.json") as stream:
        posts = (_post(account, piece) for piece in account if piece.number % _COMMENTS)
        write_list(stream, posts, ascii_only=True)
    with export.member(f"{_ROOT}/comments_and_reactions/comments.json") as stream:
        comments = (_comment(account, piece) for piece in account if not piece.number % _COMMENTS)
        write_list(stream, comments, '{"comments_v2": ', "}", ascii_only=True)
    with export.member(f"{_ROOT}/posts/your_uncategorized_photos.json") as stream:
        photos = (_photo(piece) for piece in account if piece.number % 5 == 0)
        write_list(stream, photos, '{"other_photos_v2": ', "}", ascii_only=True)


def _post(account: Account, piece: Piece) -> Any:
    attached: list[Any] = [{"media": _photo(piece)}] if piece.number % 3 else []
    if piece.number % 4 == 0:
        attached.append({"external_context": {"url": f"https://savons.example/{piece.number}"}})
    return {
        "timestamp": piece.second,
        "attachments": [{"data": attached}] if attached else [],
        "data": [{"post": written_by_meta(piece.text)}, {"update_timestamp": piece.second}],
        "title": written_by_meta(f"{account.name} a mis à jour son statut."),
    }


def _photo(piece: Piece) -> Any:
    return {
        "uri": f"{_ROOT}/posts/media/{piece.number:07d}.jpg",
        "creation_timestamp": piece.second,
        "media_metadata": {"photo_metadata": {"exif_data": [{"upload_ip": "192.0.2.1"}]}},
        "title": "",
    }


def _comment(account: Account, piece: Piece) -> Any:
    said = {"timestamp": piece.second, "comment": piece.text, "author": account.name}
    return written_by_meta(
        {"timestamp": piece.second, "data": [{"comment": said}], "title": f"{account.name} a répondu."}
    )
