"""The layouts are those of 2022 to 2026; accounts and posts are invented."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.archive.exports import folder, zipped

from cmcompliance.archive import Archived, Item, Skipped, Unreadable, open_source, read_archive
from cmcompliance.archive.registry import all_readers

POSTS = "your_instagram_activity/media/posts_1.json"
ACCOUNT = "personal_information/personal_information/personal_information.json"


def written(value: Any) -> str:
    """Return JSON as Meta writes it."""

    def mangled(one: Any) -> Any:
        if isinstance(one, str):
            return one.encode().decode("latin-1")
        if isinstance(one, list):
            return [mangled(part) for part in one]
        return {mangled(name): mangled(part) for name, part in one.items()} if isinstance(one, dict) else one

    return json.dumps(mangled(value), indent=2)


def medium(name: str, title: str = "", second: int = 1_795_600_000, **more: Any) -> dict[str, Any]:
    return {"uri": f"media/posts/202611/{name}", "creation_timestamp": second, "title": title, **more}


def account(handle: str = "Nom d’utilisateur", name: str = "Nom") -> str:
    said = {handle: {"value": "savonneriedupont"}, name: {"value": "Savonnerie du Pont"}}
    return written({"profile_user": [{"title": "Utilisateur", "string_map_data": said}]})


def read(path: Path) -> list[Item]:
    with open_source(path) as source:
        return list(read_archive(source, all_readers()))


def drafts(items: list[Item]) -> dict[str | None, Any]:
    return {item.draft.id: item.draft for item in items if isinstance(item, Archived)}


@pytest.mark.parametrize("pack", [folder, zipped])
@pytest.mark.parametrize("names", [("Nom d’utilisateur", "Nom"), ("Username", "Name")])
def test_a_post_has_its_caption_as_it_was_written(tmp_path: Path, pack: Any, names: tuple[str, str]) -> None:
    posts = [{"media": [medium("1.jpg", "🎁 Été : jeu concours, c'est offert…")]}]
    items = read(pack(tmp_path / "ig", {POSTS: written(posts), ACCOUNT: account(*names)}))
    assert len(items) == 1
    draft = drafts(items)["instagram:media/posts/202611/1.jpg"]
    assert draft.text == "🎁 Été : jeu concours, c'est offert…"
    assert draft.published_at == datetime.fromtimestamp(1_795_600_000, UTC)
    assert (draft.platform, draft.kind) == ("instagram", "post")
    assert (draft.author.handle, draft.author.name) == ("savonneriedupont", "Savonnerie du Pont")
    assert draft.relationship.platform_label is None  # the export does not say


def test_a_carousel_is_one_post_with_the_caption_of_the_whole(tmp_path: Path) -> None:
    posts = [
        {
            "media": [medium("1.jpg"), medium("2.mp4", "Le savon")],
            "title": "Trois savons",
            "creation_timestamp": 1_795_700_000,
        }
    ]
    draft = next(iter(drafts(read(folder(tmp_path, {POSTS: written(posts)}))).values()))
    assert draft.text == "Trois savons\n\nLe savon"
    assert [one.kind for one in draft.media] == ["image", "video"]
    assert draft.published_at == datetime.fromtimestamp(1_795_700_000, UTC)


def test_stories_reels_videos_and_threads_have_their_kind(tmp_path: Path) -> None:
    thread = medium("", "Bonjour", 1_795_600_003, text_app_post={"is_reply": False}) | {"uri": ""}
    reply = medium("", "Merci !", 1_795_600_004, text_app_post={"is_reply": True}) | {"uri": ""}
    items = read(
        folder(
            tmp_path,
            {
                "content/posts_1.json": written([{"media": [medium("1.jpg", "Bonjour")]}]),
                "content/stories.json": written({"ig_stories": [medium("2.jpg", "Bonjour")]}),
                "content/reels.json": written({"ig_reels_media": [{"media": [medium("3.mp4", "Bonjour")]}]}),
                "content/igtv_videos.json": written(
                    {"ig_igtv_media": [{"media": [medium("4.mp4", "Bonjour")]}]}
                ),
                "threads/threads_and_replies.json": written(
                    {"text_post_app_text_posts": [{"media": [thread]}, {"media": [reply]}]}
                ),
            },
        )
    )
    assert {(draft.platform, draft.kind) for draft in drafts(items).values()} == {
        ("instagram", "post"),
        ("instagram", "story"),
        ("instagram", "reel"),
        ("instagram", "video"),
        ("threads", "post"),
        ("threads", "comment"),
    }
    assert "threads:1795600003" in drafts(items)


def test_what_has_no_word_or_is_not_public_is_counted(tmp_path: Path) -> None:
    items = read(
        folder(
            tmp_path,
            {
                POSTS: written([{"media": [medium("1.jpg")]}, {"media": [medium("2.jpg", "Bonjour")]}]),
                "content/archived_posts.json": written(
                    {"ig_archived_post_media": [{"media": [medium("3.jpg", "x")]}]}
                ),
            },
        )
    )
    assert len(drafts(items)) == 1
    assert sorted(item.reason for item in items if isinstance(item, Skipped)) == [
        "a picture or a video without a word",
        "a post that was taken down",
    ]


def test_other_files_of_the_export_are_not_taken_for_posts(tmp_path: Path) -> None:
    items = read(
        folder(
            tmp_path,
            {
                POSTS: written([{"media": [medium("1.jpg", "Bonjour")]}]),
                "likes/liked_posts.json": written(
                    {"likes_media_likes": [{"title": "x", "string_list_data": []}]}
                ),
                "messages/inbox/a/message_1.json": written(
                    {"participants": [{"name": "Léa"}], "messages": []}
                ),
            },
        )
    )
    assert len(drafts(items)) == 1
    assert [(item.reason, item.count) for item in items if isinstance(item, Skipped)] == [
        ("files that no reader knows: .json", 2)
    ]


@pytest.mark.parametrize(
    "record", [None, 3, [], {}, {"media": None}, {"media": [3]}, {"title": 4, "media": [{"uri": []}]}]
)
def test_a_record_of_another_shape_harms_no_other(tmp_path: Path, record: Any) -> None:
    posts = [{"media": [medium("1.jpg", "Bonjour")]}, record, {"media": [medium("2.jpg", "Bonsoir")]}]
    assert len(drafts(read(folder(tmp_path, {POSTS: written(posts)})))) == 2


@pytest.mark.parametrize("second", [0, -5, 10**18, 1e300, "soon", None, True])
def test_a_moment_that_is_none_is_unknown(tmp_path: Path, second: Any) -> None:
    posts = [{"media": [medium("1.jpg", "Bonjour", second)]}]
    draft = next(iter(drafts(read(folder(tmp_path, {POSTS: written(posts)}))).values()))
    assert draft.published_at is None


def test_a_file_that_was_cut_off_gives_the_posts_before(tmp_path: Path) -> None:
    posts = written([{"media": [medium(f"{number}.jpg", "Bonjour")]} for number in range(40)])
    items = read(folder(tmp_path, {POSTS: posts[:3_000]}))
    assert drafts(items)
    assert sum(isinstance(item, Unreadable) for item in items) == 1
