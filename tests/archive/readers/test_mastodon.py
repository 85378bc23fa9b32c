from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.archive.readers.network_exports import PUBLIC, announce, mastodon, toot
from tests.archive.readers.site_exports import drafts, read, skipped, unreadable


def test_a_post_has_what_the_archive_says_of_it(tmp_path: Path) -> None:
    content = (
        '<p>Jeu avec <span class="h-card"><a href="https://a.example/@paul" class="u-url mention">@<span>paul'
        '</span></a></span> !<br />Ici : <a href="https://savons.example/jeu?a=1&amp;b=2" rel="nofollow">'
        '<span class="invisible">https://</span><span class="ellipsis">savons.example/jeu</span></a></p><p>'
        '<a href="https://a.example/tags/pub" class="mention hashtag" rel="tag">#<span>pub</span></a></p>'
    )
    media = [
        {
            "type": "Document",
            "mediaType": "image/jpeg",
            "url": "/media_attachments/files/1.jpg",
            "name": "Savon",
        },
        {"type": "Document", "mediaType": "video/mp4", "url": "/media_attachments/files/2.mp4", "name": None},
    ]
    items = read(tmp_path, mastodon(toot(1, content, attachment=media, summary="Concours &amp; co")))
    (draft,) = drafts(items)
    assert draft.id == "mastodon:https://savons.example/users/lea/statuses/1"
    assert draft.text == "Jeu avec @paul !\nIci : https://savons.example/jeu\n\n#pub"
    assert (draft.title, draft.kind, draft.platform, draft.language) == (
        "Concours & co",
        "post",
        "mastodon",
        "fr",
    )
    assert draft.links == ["https://savons.example/jeu?a=1&b=2"]
    assert draft.published_at == datetime(2026, 11, 25, 10, tzinfo=UTC)
    assert (draft.author.name, draft.author.handle) == ("Léa Dupont", "lea@savons.example")
    assert [(one.kind, one.path, one.alt) for one in draft.media] == [
        ("image", "media_attachments/files/1.jpg", "Savon"),
        ("video", "media_attachments/files/2.mp4", None),
    ]
    assert skipped(items) == {"an address of somebody's post: a like or a bookmark": 1}


def test_replies_are_comments_and_letters_and_reposts_are_left_out(tmp_path: Path) -> None:
    items = read(
        tmp_path,
        mastodon(
            toot(1, "<p>a</p>", inReplyTo="https://autre.example/1"),
            toot(2, "<p>b</p>", to="https://autre.example/users/paul"),
            toot(3, "<p>c</p>", to="https://savons.example/users/lea/followers"),
            announce(4),
        ),
    )
    assert [(draft.text, draft.kind) for draft in drafts(items)] == [("a", "comment"), ("c", "post")]
    assert skipped(items)["a post to single people"] == 1
    assert skipped(items)["a repost"] == 1


def test_the_choices_of_a_poll_are_read(tmp_path: Path) -> None:
    (draft,) = drafts(read(tmp_path, mastodon(toot(1, "<p>Quoi ?</p>", anyOf=[{"name": "Le savon"}, 3]))))
    assert draft.text == "Quoi ?\n\nLe savon"


@pytest.mark.parametrize(
    "odd",
    [
        None,
        7,
        [],
        {"type": "Create", "to": 4, "object": "https://a.example/1"},
        {
            "type": ["Create"],
            "to": [PUBLIC, 3],
            "object": {"content": 3, "attachment": [1, {"mediaType": 4}]},
        },
        {
            "type": "Create",
            "object": {"content": "x", "contentMap": [], "oneOf": {"name": 1}, "published": 3},
        },
    ],
)
def test_an_activity_that_is_none_harms_no_other(tmp_path: Path, odd: Any) -> None:
    items = read(tmp_path, mastodon(odd, toot(2, "<p>deux</p>")))
    assert "deux" in [draft.text for draft in drafts(items)]
    assert not any("failed after" in problem for problem in unreadable(items))
