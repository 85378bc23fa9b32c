from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.archive.readers.site_exports import drafts, ghost, ghost_post, read, skipped, unreadable


def test_a_post_has_what_the_export_says_of_it(tmp_path: Path) -> None:
    post = ghost_post(
        "a1",
        '<p>Gagnez <a href="https://savons.example/jeu">ici</a></p><img src="b.jpg" alt="Savon">',
        feature_image="__GHOST_URL__/content/images/a.jpg",
    )
    (draft,) = drafts(read(tmp_path, {"savons.ghost.2026-11-25.json": ghost(post)}))
    assert (draft.id, draft.title, draft.text) == ("ghost:uuid-a1", "Billet a1", "Gagnez ici")
    assert (draft.kind, draft.platform, draft.language) == ("article", "blog", "fr")
    assert draft.published_at == datetime(2026, 11, 25, 10, tzinfo=UTC)
    assert (draft.author.name, draft.author.handle) == ("Léa Dupont", "lea")
    assert draft.links == ["https://savons.example/jeu"]
    assert [(one.path, one.alt) for one in draft.media] == [
        ("__GHOST_URL__/content/images/a.jpg", "La savonnerie"),
        ("b.jpg", "Savon"),
    ]


def test_what_is_not_out_is_counted_and_letters_are_letters(tmp_path: Path) -> None:
    export = ghost(
        ghost_post("a1", "<p>a</p>", status="draft"),
        ghost_post("a2", "<p>b</p>", status="sent"),
        ghost_post("a3", "<p>c</p>", type="page", status="scheduled"),
    )
    items = read(tmp_path, {"a.json": export})
    assert [(draft.text, draft.kind, draft.platform) for draft in drafts(items)] == [
        ("b", "email", "newsletter"),
        ("c", "article", "website"),
    ]
    assert skipped(items) == {"not published: draft": 1}


def test_the_first_versions_wrote_numbers(tmp_path: Path) -> None:
    posts = [{"id": 3, "title": "Un", "html": "<p>un</p>", "status": "published", "page": 0, "author_id": 1}]
    posts[0]["published_at"] = 1417392000000
    data = {"posts": posts, "users": [{"id": 1, "name": "Léa", "slug": "lea"}]}
    (draft,) = drafts(read(tmp_path, {"a.json": json.dumps({"meta": {"exported_on": 1}, "data": data})}))
    assert (draft.id, draft.author.name) == ("ghost:3", "Léa")
    assert draft.published_at == datetime(2014, 12, 1, tzinfo=UTC)


def test_a_post_without_html_is_told(tmp_path: Path) -> None:
    items = read(
        tmp_path,
        {"a.json": ghost(ghost_post("a1", None, lexical="{}"), ghost_post("a2", None, plaintext="a < b"))},
    )
    assert [draft.text for draft in drafts(items)] == ["a < b"]
    assert "has no HTML" in unreadable(items)[0]


def test_an_export_that_was_cut_off_gives_the_posts_before(tmp_path: Path) -> None:
    export = ghost(*(ghost_post(f"a{number}", "<p>a</p>") for number in range(30)))
    items = read(tmp_path, {"a.json": export[: len(export) // 2]})
    assert 0 < len(drafts(items)) < 30
    assert "no sound JSON" in unreadable(items)[0]


@pytest.mark.parametrize(
    "odd",
    [
        None,
        7,
        [],
        {},
        {"status": "published"},
        {"status": "published", "html": 3, "published_at": True, "id": []},
        {"status": "published", "html": "x", "published_at": 10**15, "feature_image": {}, "locale": 4},
    ],
)
def test_a_record_that_is_no_post_harms_no_other(tmp_path: Path, odd: Any) -> None:
    items = read(tmp_path, {"a.json": ghost(odd, ghost_post("a2", "<p>deux</p>"))})
    assert "deux" in [draft.text for draft in drafts(items)]
    assert not any("failed after" in problem for problem in unreadable(items))
