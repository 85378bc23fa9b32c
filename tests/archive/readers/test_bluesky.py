from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from atproto import CAR
from tests.archive.readers.network_exports import number, post, repository
from tests.archive.readers.site_exports import drafts, read, skipped, unreadable

PROFILE = {"$type": "app.bsky.actor.profile", "displayName": "Léa"}
LIKE = {"$type": "app.bsky.feed.like", "subject": {"uri": "at://did:plc:paul/app.bsky.feed.post/3k"}}


def posts(*all_posts: Any) -> bytes:
    return repository({f"app.bsky.feed.post/3k{n}": one for n, one in enumerate(all_posts)})


def test_a_post_has_what_the_repository_says_of_it(tmp_path: Path) -> None:
    link = {"$type": "app.bsky.richtext.facet#link", "uri": "https://savons.example/jeu"}
    media = {"$type": "app.bsky.embed.images", "images": [{"alt": "Savon", "image": {"$type": "blob"}}]}
    record = post(
        "Gagnez : savons.example/j…",
        facets=[{"index": {"byteStart": 9, "byteEnd": 25}, "features": [link]}],
        embed={"$type": "app.bsky.embed.recordWithMedia", "media": media, "record": {}},
    )
    car = repository(
        {
            "app.bsky.actor.profile/self": PROFILE,
            "app.bsky.feed.like/3a": LIKE,
            "app.bsky.feed.post/3k": record,
        }
    )
    assert len(CAR.from_bytes(car).blocks) == 5
    items = read(tmp_path, {"repo.car": car})
    (draft,) = drafts(items)
    assert (draft.id, draft.text) == ("bluesky:did:plc:lea/3k", "Gagnez : savons.example/j…")
    assert (draft.kind, draft.platform, draft.language, draft.author.name) == ("post", "bluesky", "fr", "Léa")
    assert draft.published_at == datetime(2026, 11, 25, 10, tzinfo=UTC)
    assert draft.links == ["https://savons.example/jeu"]
    assert [(one.kind, one.alt) for one in draft.media] == [("image", "Savon")]
    assert skipped(items) == {"a like": 1, "no post: app.bsky.actor.profile": 1}


def test_replies_are_comments_and_cards_and_films_are_kept(tmp_path: Path) -> None:
    car = posts(
        post("a", reply={"root": {}, "parent": {}}),
        post(
            "b",
            embed={"$type": "app.bsky.embed.external", "external": {"uri": "https://a.example"}},
            langs=["fr", "en"],
        ),
        post(
            "", embed={"$type": "app.bsky.embed.video", "video": {"$type": "blob"}, "alt": "Un savon tourne"}
        ),
        post("", embed={"$type": "app.bsky.embed.record", "record": {}}),
    )
    items = read(tmp_path, {"repo.car": car})
    reply, card, film = drafts(items)
    assert reply.kind == "comment"
    assert (card.links, card.language) == (["https://a.example"], None)
    assert (film.text, film.media[0].kind, film.media[0].alt) == ("", "video", "Un savon tourne")
    assert skipped(items) == {"a post without a text": 1}


def test_names_that_nodes_cut_short_are_put_together(tmp_path: Path) -> None:
    car = posts(*(post(f"Billet {number}") for number in range(120)))
    found = drafts(read(tmp_path, {"repo.car": car}))
    assert {draft.id for draft in found} == {f"bluesky:did:plc:lea/3k{number}" for number in range(120)}
    assert all(draft.text == f"Billet {draft.id.rpartition('3k')[2]}" for draft in found)


def test_a_repository_that_was_cut_off_gives_the_posts_before(tmp_path: Path) -> None:
    car = posts(*(post(f"Billet {number}") for number in range(9)))
    items = read(tmp_path, {"repo.car": car[:-200]})
    assert 0 < len(drafts(items)) < 9
    assert "cut off" in unreadable(items)[0]


def test_a_block_whose_bytes_changed_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    car = posts(post("Billet un"), post("Billet deux")).replace(b"Billet un", b"Billet xx")
    items = read(tmp_path, {"repo.car": car})
    assert [draft.text for draft in drafts(items)] == ["Billet deux"]
    assert "is damaged" in unreadable(items)[0]


@pytest.mark.parametrize("tail", [number(1 << 40), b"\xff" * 20, number(5), number(1), b"\x80", number(0)])
def test_lengths_that_lie_are_told(tmp_path: Path, tail: bytes) -> None:
    items = read(tmp_path, {"repo.car": posts(post("Un")) + tail})
    assert [draft.text for draft in drafts(items)] == ["Un"]
    assert len(unreadable(items)) == 1


@pytest.mark.parametrize(
    "odd",
    [
        {"$type": "app.bsky.feed.post"},
        {"$type": "app.bsky.feed.post", "text": 3},
        post(
            "x",
            facets=[3, {"features": 4}, {"features": [{"uri": 3}]}],
            langs=[3, None],
            embed=7,
            createdAt=b"x",
        ),
        post("x", embed={"images": [3, {"alt": 4}], "external": []}, reply=3, langs="fr"),
    ],
)
def test_a_record_that_is_no_post_harms_no_other(tmp_path: Path, odd: Any) -> None:
    items = read(tmp_path, {"repo.car": posts(odd, post("Deux"))})
    assert "Deux" in [draft.text for draft in drafts(items)]
    assert not unreadable(items)
