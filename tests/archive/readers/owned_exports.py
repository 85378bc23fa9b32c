"""Exports of networks that have an owner, and drafts as this project writes them; all of it is invented."""

from __future__ import annotations

import json

from tests.archive.exports import assigned
from tests.archive.readers import test_facebook, test_instagram, test_x

Files = dict[str, bytes | str]


def whole_drafts() -> Files:
    drafts = [{"id": str(one), "text": f"Gagnez un savon n° {one} !", "platform": "x"} for one in range(4)]
    return {
        "posts.jsonl": "\n".join(json.dumps(draft, ensure_ascii=False) for draft in drafts),
        "posts.json": json.dumps(drafts),
        "post.md": "---\nplatform: instagram\njurisdictions: [FR]\n---\n🎁 **Concours** : tague un ami !\n",
    }


def whole_facebook() -> Files:
    link = {"external_context": {"url": "https://savons.example"}}
    posts = [
        test_facebook.post("Été : un savon", test_facebook.SECOND + one, test_facebook.photo("1.jpg"), link)
        for one in range(3)
    ]
    comment = {"timestamp": 1, "data": [{"comment": {"comment": "Bravo !", "author": "Savonnerie"}}]}
    profile = {"profile_v2": {"name": {"full_name": "Léa Ménard"}}}
    return {
        test_facebook.POSTS: test_instagram.written(posts),
        test_facebook.PROFILE: test_instagram.written(profile),
        "comments_and_reactions/comments.json": test_instagram.written({"comments_v2": [comment]}),
    }


def whole_instagram() -> Files:
    medium = test_instagram.medium
    thread = medium("3.jpg", "À demain", text_app_post={"is_reply": True})
    return {
        test_instagram.POSTS: test_instagram.written(
            [{"media": [medium("1.jpg", "🎁 Été")]}, {"media": [medium("2.mp4"), medium("4.jpg", "Deux")]}]
        ),
        test_instagram.ACCOUNT: test_instagram.account(),
        "your_instagram_activity/threads/threads.json": test_instagram.written(
            {"text_post_app_text_posts": [{"media": [thread]}]}
        ),
    }


def whole_x() -> Files:
    long = {
        "noteTweet": {
            "createdAt": "2026-11-25T10:00:00.000Z",
            "core": {"text": "Un savon à gagner, et bien d'autres choses", "urls": []},
        }
    }
    urls = [{"url": "https://t.co/a1", "expanded_url": "https://savons.example"}]
    posts = [
        test_x.tweet(1, "Un savon à gagner, et… https://t.co/a1", entities={"urls": urls}),
        test_x.tweet(2, "RT @autre : bonjour"),
        test_x.tweet(3, "À &amp; demain", in_reply_to_status_id_str="1"),
    ]
    return test_x.archive(*posts, **{"data/note-tweet.js": assigned("note_tweet", [long])})
