"""The layout is that of archives since 2019; accounts and posts are invented."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.archive.exports import assigned, folder, zipped

from cmcompliance.archive import Archived, Item, Skipped, Unreadable, open_source, read_archive
from cmcompliance.archive.registry import all_readers

ACCOUNT = [
    {
        "account": {
            "username": "savonneriedupont",
            "accountId": "7",
            "accountDisplayName": "Savonnerie du Pont",
        }
    }
]
WHEN = "Wed Nov 25 10:00:00 +0000 2026"


def tweet(number: int, text: str, **more: Any) -> dict[str, Any]:
    body = {"id_str": str(number), "id": str(number), "full_text": text, "created_at": WHEN, "lang": "fr"}
    return {"tweet": {**body, "retweeted": False, "entities": {"urls": [], "hashtags": []}, **more}}


def read(path: Path) -> list[Item]:
    with open_source(path) as source:
        return list(read_archive(source, all_readers()))


def drafts(items: list[Item]) -> dict[str | None, Any]:
    return {item.draft.id: item.draft for item in items if isinstance(item, Archived)}


def archive(*tweets: Any, **files: str) -> dict[str, str]:
    return {
        "data/account.js": assigned("account", ACCOUNT),
        "data/tweets.js": assigned("tweets", [*tweets]),
        **files,
    }


@pytest.mark.parametrize("pack", [folder, zipped])
def test_posts_have_what_the_archive_says_of_them(tmp_path: Path, pack: Any) -> None:
    urls = [
        {
            "url": "https://t.co/a1",
            "expanded_url": "https://savons.example/?ref=lea",
            "display_url": "savons…",
        }
    ]
    media = [
        {
            "url": "https://t.co/m1",
            "type": "photo",
            "media_url_https": "https://pbs.twimg.com/media/Abc.jpg",
            "ext_alt_text": "Trois savons",
        }
    ]
    files = archive(
        tweet(
            11,
            "Mes savons &amp; moi https://t.co/a1 https://t.co/m1",
            entities={"urls": urls},
            extended_entities={"media": media},
        )
    )
    items = read(pack(tmp_path / "x", files))
    assert len(items) == 1
    draft = drafts(items)["x:11"]
    assert draft.text == "Mes savons & moi https://savons.example/?ref=lea"
    assert draft.links == ["https://savons.example/?ref=lea"]
    assert draft.published_at == datetime(2026, 11, 25, 10, tzinfo=UTC)
    assert (draft.platform, draft.kind, draft.language) == ("x", "post", "fr")
    assert (draft.author.name, draft.author.handle) == ("Savonnerie du Pont", "savonneriedupont")
    medium = draft.media[0]
    assert (medium.kind, medium.path, medium.alt) == ("image", "tweets_media/11-Abc.jpg", "Trois savons")
    assert draft.relationship.platform_label is None  # the archive does not say


def test_a_long_post_has_its_whole_text_and_its_links(tmp_path: Path) -> None:
    text = "Grand concours de Noël. " * 14 + "Règlement : https://t.co/r1"
    note = {
        "noteTweetId": "99",
        "createdAt": "2026-11-25T10:00:00.000Z",
        "core": {
            "text": text,
            "urls": [{"shortUrl": "https://t.co/r1", "expandedUrl": "https://savons.example/reglement"}],
        },
    }
    other = {
        "noteTweetId": "98",
        "createdAt": "2026-11-25T10:00:00.000Z",
        "core": {"text": "Autre chose, aussi longue"},
    }
    files = archive(
        tweet(12, text[:270] + "… https://t.co/zz"),
        tweet(13, "Bonjour à tous"),
        **{"data/note-tweet.js": assigned("note_tweet", [{"noteTweet": other}, {"noteTweet": note}])},
    )
    found = drafts(read(folder(tmp_path / "x", files)))
    assert found["x:12"].text.endswith("Règlement : https://savons.example/reglement")
    assert found["x:13"].text == "Bonjour à tous"


def test_reposts_and_what_was_deleted_are_counted_and_no_drafts(tmp_path: Path) -> None:
    files = archive(
        tweet(14, "RT @autre: Concours !"),
        tweet(15, "@lea Merci !", in_reply_to_status_id_str="3"),
        **{"data/deleted-tweets.js": assigned("deleted_tweets", [tweet(16, "Oups"), tweet(17, "Oups")])},
    )
    items = read(folder(tmp_path / "x", files))
    assert {number: draft.kind for number, draft in drafts(items).items()} == {"x:15": "comment"}
    assert {(item.reason, item.count) for item in items if isinstance(item, Skipped)} == {
        ("a repost", 1),
        ("a post that was deleted", 2),
    }


def test_parts_are_read_one_after_the_other_and_an_old_archive_too(tmp_path: Path) -> None:
    files = {
        "data/tweet.js": assigned("tweet", [tweet(1, "un")]),
        "data/tweet-part1.js": assigned("tweet", [tweet(2, "deux")], part=1),
    }
    assert set(drafts(read(folder(tmp_path / "x", files)))) == {"x:1", "x:2"}


def test_a_part_that_was_cut_off_gives_the_posts_before_the_cut(tmp_path: Path) -> None:
    files = archive(*(tweet(number, "Bonjour") for number in range(50)))
    files["data/tweets.js"] = files["data/tweets.js"][:4000]
    items = read(folder(tmp_path / "x", files))
    assert drafts(items)
    bad = [item for item in items if isinstance(item, Unreadable)]
    assert len(bad) == 1
    assert "no sound JSON" in bad[0].problem


@pytest.mark.parametrize(
    "record",
    [
        None,
        7,
        [],
        {},
        {"tweet": None},
        {"tweet": {"full_text": 3, "entities": 4}},
        {"tweet": {"full_text": []}},
    ],
)
def test_a_record_that_is_no_post_harms_no_other(tmp_path: Path, record: Any) -> None:
    found = drafts(read(folder(tmp_path / "x", archive(record, tweet(2, "deux")))))
    assert found["x:2"].text == "deux"


def test_reading_it_again_gives_the_same(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", archive(tweet(1, "un"), tweet(2, "RT @a: b"), None))
    assert read(path) == read(path)


@pytest.mark.parametrize(
    "when",
    ["Wed Nov 25 10:00:00 +0000 99999999999999999999", "Wed Nov 99 10:00:00 +0000 2026", "a b c d e f"],
)
def test_a_date_that_is_none_is_not_known(tmp_path: Path, when: str) -> None:
    items = read(folder(tmp_path, archive(tweet(1, "Bonjour", created_at=when), tweet(2, "Bonsoir"))))
    assert [draft.published_at is None for draft in drafts(items).values()] == [True, False]
