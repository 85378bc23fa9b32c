from __future__ import annotations

import re
from itertools import product
from statistics import median

import pytest
from bench.phrasebook import sections
from bench.posts import Kind, Language, Post, SetName, invented_posts

from cmcompliance.draft import parse_draft

SETS: tuple[SetName, ...] = ("mixed", "busy")
LANGUAGES: tuple[Language, ...] = ("fr", "en")
KINDS: tuple[Kind, ...] = ("life", "contest", "promotion")


def posts(name: SetName, count: int = 600, seed: int = 7) -> list[Post]:
    return list(invented_posts(name, count, seed))


def test_the_same_seed_gives_the_same_posts() -> None:
    assert posts("mixed", 50) == posts("mixed", 50)


def test_more_posts_begin_with_the_same_ones() -> None:
    assert posts("busy", 60)[:30] == posts("busy", 30)


def test_another_seed_gives_other_posts() -> None:
    one, other = ({post.text for post in posts("mixed", 50, seed)} for seed in (1, 2))
    assert not one & other


@pytest.mark.parametrize("name", SETS)
def test_hardly_two_posts_are_the_same(name: SetName) -> None:
    assert len({post.text for post in posts(name)}) >= 598


def test_a_third_of_a_mixed_archive_are_contests_and_promotions() -> None:
    kinds = [post.kind for post in posts("mixed")]
    assert sum(kind != "life" for kind in kinds) == 200
    assert {"contest", "promotion"} <= set(kinds)


def test_a_busy_archive_has_nothing_else() -> None:
    assert {post.kind for post in posts("busy")} == {"contest", "promotion"}


@pytest.mark.parametrize("name", SETS)
def test_half_of_the_posts_are_french(name: SetName) -> None:
    assert 250 < sum(post.language == "fr" for post in posts(name)) < 350


def test_posts_are_short_and_long_about_sixty_words_in_the_middle() -> None:
    lengths = sorted(len(post.text.split()) for post in posts("mixed"))
    assert 50 <= median(lengths) <= 70
    assert lengths[10] < 30
    assert lengths[-10] > 140


def test_hashtags_and_links_keep_being_new() -> None:
    texts = [post.text for post in posts("busy", 900)]
    for pattern in (r"#\w+", r"https://\S+", r"@[\w.]+"):
        early, late = (set(re.findall(pattern, " ".join(part))) for part in (texts[:450], texts[450:]))
        assert len(late - early) > len(late) / 2


@pytest.mark.parametrize("name", SETS)
def test_every_post_is_a_draft_without_open_slots(name: SetName) -> None:
    for post in posts(name):
        assert parse_draft(post.fields).text == post.text
        assert not re.search(r"[{}]", post.text)


@pytest.mark.parametrize(("language", "kind"), list(product(LANGUAGES, KINDS)))
def test_there_are_many_sentences_of_each_kind(language: Language, kind: Kind) -> None:
    sentences = [one for lines in sections(language, kind).values() for one in lines]
    assert len(set(sentences)) == len(sentences) >= 150
