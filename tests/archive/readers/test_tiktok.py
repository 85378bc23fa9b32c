"""Both generations of the data that TikTok hands out, as public parsers of it expect; all is invented."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.archive.exports import folder, zipped
from tests.archive.readers.test_linkedin import drafts, read

from cmcompliance.archive import Skipped, Unreadable

LINK = "https://www.tiktokv.com/share/video/7300000000000000001/"


def video(text: Any, **more: Any) -> dict[str, Any]:
    body = {"Date": "2026-11-25 10:00:00", "Link": LINK, "Likes": "7", "Title": text, "WhoCanView": "Public"}
    return {**body, "AIGeneratedContent": "No", "ContentDisclosure": "Yes", **more}


def recent(*videos: Any, **more: Any) -> dict[str, Any]:
    return {
        "Comment": {
            "Comments": {"CommentsList": [{"date": "2026-11-25 10:00:00", "comment": "Bravo", "url": ""}]}
        },
        "Direct Message": {"Direct Messages": {"ChatHistory": {"Chat with tom:": [{"Content": "Salut"}]}}},
        "Post": {
            "Posts": {"VideoList": [*videos]},
            "Recently Deleted Posts": {"PostList": [{"Title": "Oups"}]},
        },
        "Profile": {"Profile Info": {"ProfileMap": {"userName": "savons", "displayName": "Savonnerie"}}},
        **more,
    }


def older(*videos: Any) -> dict[str, Any]:
    return {
        "Activity": {"Like List": {"ItemFavoriteList": [{"Date": "2026-11-25 10:00:00", "Link": LINK}]}},
        "Comment": {"Comments": {"CommentsList": None}},
        "Profile": {"Profile Information": {"ProfileMap": {"userName": "savons"}}},
        "Video": {"Videos": {"VideoList": [*videos]}},
    }


@pytest.mark.parametrize("pack", [folder, zipped])
@pytest.mark.parametrize("made", [recent, older])
def test_captions_of_both_generations_are_read(tmp_path: Path, pack: Any, made: Any) -> None:
    items = read(
        pack(tmp_path / "a", {"TikTok/user_data_tiktok.json": json.dumps(made(video("Mes savons #ad")))})
    )
    draft = drafts(items)["tiktok:7300000000000000001"]
    assert (draft.text, draft.kind, draft.platform) == ("Mes savons #ad", "video", "tiktok")
    assert draft.published_at == datetime(2026, 11, 25, 10, tzinfo=UTC)
    assert draft.author.handle == "savons"
    assert (draft.relationship.platform_label, draft.media[0].ai_label) == (True, False)


def test_what_the_data_does_not_say_is_not_known(tmp_path: Path) -> None:
    said = {"Date": "", "Link": "", "Title": "Bonjour"}
    (draft,) = drafts(read(folder(tmp_path, {"a.json": json.dumps(older(said))}))).values()
    assert (draft.id, draft.published_at) == ("a.json#1", None)
    assert (draft.relationship.platform_label, draft.media[0].ai_label) == (None, None)


def test_comments_are_read_and_what_is_no_post_is_told(tmp_path: Path) -> None:
    items = read(
        folder(tmp_path, {"a.json": json.dumps(recent(video(""), video("Chut", WhoCanView="Only me")))})
    )
    assert [draft.text for draft in drafts(items).values()] == ["Bravo"]
    assert [item.reason for item in items if isinstance(item, Skipped)] == [
        "a video without a caption",
        "a video that is not public",
        "a post that was deleted",
    ]


@pytest.mark.parametrize("record", [None, 7, [], {}, video([]), video(7, Date=7, Link=[]), {"Title": {}}])
def test_a_record_that_is_no_video_harms_no_other(tmp_path: Path, record: Any) -> None:
    content = json.dumps(
        recent(record, video("Bonjour", Link="https://www.tiktok.com/@a/video/7300000000000000009"))
    )
    assert "tiktok:7300000000000000009" in drafts(read(folder(tmp_path, {"a.json": content})))


def test_a_file_that_was_cut_off_gives_what_is_before_the_cut(tmp_path: Path) -> None:
    content = json.dumps(recent(*(video(f"Vidéo {number}", Link="") for number in range(99))))
    items = read(folder(tmp_path, {"a.json": content[:9000]}))
    assert len(drafts(items)) > 10
    assert [type(item) for item in items][-1] is Unreadable
