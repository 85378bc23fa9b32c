"""The layouts are those of 2020 to 2026; accounts and posts are invented."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.archive.exports import folder, zipped
from tests.archive.readers.test_instagram import drafts, read, written

from cmcompliance.archive import Skipped

POSTS = "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json"
PROFILE = "personal_information/profile_information/profile_information.json"
SECOND = 1_795_600_000


def post(text: str | None, second: int = SECOND, *attached: Any) -> dict[str, Any]:
    return {
        "timestamp": second,
        "attachments": [{"data": list(attached)}] if attached else [],
        "data": ([{"post": text}] if text else []) + [{"update_timestamp": second}],
        "title": "La Savonnerie a mis à jour son statut.",
    }


def photo(name: str, description: str = "") -> dict[str, Any]:
    return {"media": {"uri": f"posts/media/{name}", "creation_timestamp": SECOND, "description": description}}


@pytest.mark.parametrize("pack", [folder, zipped])
def test_a_post_has_its_text_its_media_and_its_links(tmp_path: Path, pack: Any) -> None:
    link = {"external_context": {"url": "https://savons.example/?ref=lea"}}
    files = {
        POSTS: written(
            [post("Été : notre concours 🎁", SECOND, photo("1.jpg", "Été : notre concours 🎁"), link)]
        ),
        PROFILE: written({"profile_v2": {"name": {"full_name": "Léa Ménard", "first_name": "Léa"}}}),
    }
    items = read(pack(tmp_path / "fb", files))
    assert len(items) == 1
    draft = drafts(items)[f"facebook:{SECOND}"]
    assert draft.text == "Été : notre concours 🎁"
    assert draft.published_at == datetime.fromtimestamp(SECOND, UTC)
    assert draft.author.name == "Léa Ménard"
    assert [one.path for one in draft.media] == ["posts/media/1.jpg"]
    assert draft.links == ["https://savons.example/?ref=lea"]


def test_a_comment_is_its_writers(tmp_path: Path) -> None:
    comment = {"timestamp": SECOND, "data": [{"comment": {"comment": "Bravo !", "author": "Savonnerie"}}]}
    files = {
        POSTS: written([post("Bonjour", SECOND + 1)]),
        "comments_and_reactions/comments.json": written({"comments_v2": [comment]}),
    }
    draft = drafts(read(folder(tmp_path, files)))[f"facebook:{SECOND}"]
    assert (draft.kind, draft.text, draft.author.name) == ("comment", "Bravo !", "Savonnerie")


def test_what_has_no_word_and_what_stands_twice_is_counted(tmp_path: Path) -> None:
    files = {
        POSTS: written([post(None, SECOND, photo("1.jpg")), post("Bonjour", SECOND + 1)]),
        "posts/your_videos.json": written({"videos_v2": [{"uri": "a.mp4", "description": "Bonjour"}]}),
    }
    items = read(folder(tmp_path, files))
    assert len(drafts(items)) == 1
    assert {item.reason for item in items if isinstance(item, Skipped)} == {
        "a post without a word",
        "a video, which its post has as well",
    }


@pytest.mark.parametrize(
    "record",
    [None, 3, [], {"timestamp": "x", "data": 4}, {"data": [{"post": 3}], "attachments": [{"data": [None]}]}],
)
def test_a_record_of_another_shape_harms_no_other(tmp_path: Path, record: Any) -> None:
    files = {POSTS: written([post("Bonjour"), record, post("Bonsoir", SECOND + 1)])}
    assert {draft.text for draft in drafts(read(folder(tmp_path, files))).values()} >= {"Bonjour", "Bonsoir"}
